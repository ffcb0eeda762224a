"""Lists of tickets are tested on many."""

import psycopg
import pytest

from .tickets import MAKE


@pytest.fixture
def tickets(db: psycopg.Connection) -> None:
    db.execute(MAKE)
