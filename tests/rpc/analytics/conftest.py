"""Tests of analytics count on sites of their own, which have no demo data."""

import psycopg
import pytest

from tests.rpc.engagement.events import add_sites


@pytest.fixture(autouse=True)
def sites(db: psycopg.Connection) -> None:
    add_sites(db)
