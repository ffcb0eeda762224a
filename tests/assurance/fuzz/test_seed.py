"""A seed reproduces a run: the same calls, word for word, in another database too."""

from collections.abc import Callable

import pytest

from bo_cli.assurance.fuzz.database import Database
from bo_cli.assurance.fuzz.model import Report, Statement
from bo_cli.assurance.model import SignedIn

Fuzzed = Callable[..., Report]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Statement]]:
    """Every call that is made, with who makes it, as it was drawn."""
    made: list[tuple[str, Statement]] = []
    ask = Database.ask

    def noting(self: Database, who: SignedIn, statement: Statement) -> object:
        made.append((who.name, statement))
        return ask(self, who, statement)

    monkeypatch.setattr(Database, "ask", noting)
    return made


def test_the_same_seed_makes_the_same_calls(
    fuzzed: Fuzzed, calls: list[tuple[str, Statement]]
) -> None:
    runs = []
    for seed in (3, 3, 4):
        fuzzed(examples=6, identity="ann", seed=seed)
        runs.append([*calls])
        calls.clear()
    assert len(runs[0]) > 50
    assert runs[0] == runs[1]
    assert runs[0] != runs[2]


def test_one_target_gets_the_same_calls_as_in_a_whole_run(
    fuzzed: Fuzzed, calls: list[tuple[str, Statement]]
) -> None:
    fuzzed(examples=6, seed=3)
    whole = {
        (who, str(statement))
        for who, statement in calls
        if who == "bob" and statement.target == "public.notes"
    }
    calls.clear()
    fuzzed(only="public.notes", identity="bob", examples=6, seed=3)
    assert {(who, str(statement)) for who, statement in calls} == whole
