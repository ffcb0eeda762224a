"""Each kind of cell: a board broken in exactly one place has exactly those cells wrong."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from breaks import DOORS, OVERWRITES, READS, WRITES, Break

from bo_cli.assurance.matrix import Matrix

Wrong = Callable[[str], set[str]]


def test_nothing_is_wrong_with_the_board(board: Matrix) -> None:
    verdicts = list(board.examine())
    assert [verdict for verdict in verdicts if verdict.fault] == []
    assert len(verdicts) > 700
    assert {verdict.cell.identity for verdict in verdicts} == {"anon", "ann", "bob"}


@pytest.mark.parametrize(
    "broken", [*READS, *WRITES, *OVERWRITES, *DOORS], ids=lambda each: each.name
)
def test_a_break_is_seen(wrong: Wrong, broken: Break) -> None:
    assert wrong(broken.sql) == broken.expected


def test_nothing_is_left_of_a_break(wrong: Wrong) -> None:
    assert wrong("select 1") == set()
