"""Tests of engagement write to two sites of their own, which have no demo data."""

import psycopg
import pytest

from .events import add_sites
from .topic_talks import store_talks


@pytest.fixture(autouse=True)
def sites(db: psycopg.Connection) -> None:
    add_sites(db)


@pytest.fixture
def classified_talks(db: psycopg.Connection, sites: None) -> None:
    store_talks(db)
