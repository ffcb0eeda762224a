"""What the schema itself says is no secret of its rows."""

import pytest

from bo_cli.assurance.fuzz.catalogue import words_of
from bo_cli.assurance.world.catalogue import read_catalogue
from bo_cli.db.connect import Connection

SCHEMA = """
create schema words;
create type words.mood as enum ('Delighted', 'grumpy');
create table words.moves (
  actor text check (actor in ('support', 'reporter')),
  mood words.mood,
  title text default 'untitled'
);
"""


@pytest.fixture
def words(db: Connection) -> frozenset[str]:
    db.execute(SCHEMA.encode())
    return words_of(read_catalogue(db, ["words"]))


def test_labels_and_literals_of_checks(words: frozenset[str]) -> None:
    assert {"delighted", "grumpy", "support", "reporter"} <= words


def test_nothing_that_rows_hold_by_default(words: frozenset[str]) -> None:
    assert "untitled" not in words
