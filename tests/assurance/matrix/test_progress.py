"""A long run says that it is at work, also where nobody watches a terminal."""

import re
import time
from pathlib import Path

import pytest

from bo_cli.assurance.intent import load_intent
from bo_cli.assurance.matrix.run import run_matrix
from bo_cli.core import console

INTENT = Path(__file__).parent / "board" / "intent.toml"
TOLD = re.compile(r"trying the cells: ([\d,]+) statements tried, now as (\w+)")


def lines_told(url: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    run_matrix(url, load_intent(INTENT))
    return capsys.readouterr().err.splitlines()


def test_a_log_is_told_how_far_it_is(
    board_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console, "SELDOM_S", 0.0)
    found = [TOLD.fullmatch(line) for line in lines_told(board_url, capsys)]
    numbers = [int(each[1].replace(",", "")) for each in found if each]
    assert numbers[0] == 0 < numbers[-1]
    assert numbers == sorted(numbers)
    assert {each[2] for each in found if each} >= {"anon", "ann", "bob"}


def test_a_short_run_says_nothing(
    board_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console, "_said_at", time.perf_counter())
    assert lines_told(board_url, capsys) == []
