"""Compares two databases: what everybody can do, and what the catalogue says."""

from collections.abc import Collection, Iterable

from bo_cli.assurance.diff.judging import judge_changes
from bo_cli.assurance.diff.model import Comparison
from bo_cli.assurance.diff.probes import Observed, gains, observe_both
from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.world.hints import Hints
from bo_cli.core.console import step
from bo_cli.core.errors import BoError
from bo_cli.db.connect import connect
from bo_cli.db.facts import Facts, read_facts, read_rows

# How many relations without canaries are named.
NAMED = 5


def compare_databases(
    urls: tuple[str, str],
    names: tuple[str, str],
    intent: Intent,
    hints: Hints | None = None,
    notes: Iterable[str] = (),
    tables: Collection[str] = (),
) -> Comparison:
    """Return what changed from the first database to the second.

    names: what to call them. notes: to be told with the result. The same intent says for both who
    there is, and whose a row is. tables: those whose rows are part of the rules, such as what roles
    may do; they are compared too. Raises BoError where the intent does not fit the second one.
    """
    with step("read the catalogues"):
        left, right = (_facts(url, tables) for url in urls)
    with step("try every cell in both"):
        before, after = observe_both(urls, intent, hints)
    if after.problem:
        raise BoError(f"{names[1]}: {after.problem}")
    changed = gains(before, after) if not before.problem else []
    observed = (before, after) if not before.problem else (before, before)
    judged, others = judge_changes(left, right, changed, observed)
    return Comparison(
        *names,
        tuple(changed),
        tuple(judged),
        tuple(others),
        len(before.cells.keys() | after.cells.keys()),
        (*notes, *_notes(names, before, after)),
    )


def _facts(url: str, tables: Collection[str]) -> Facts:
    with connect(url) as connection:
        try:
            facts = read_facts(connection)
            return facts | read_rows(connection, [t for t in tables if ("relation", t) in facts])
        finally:
            connection.rollback()


def _notes(names: tuple[str, str], before: Observed, after: Observed) -> list[str]:
    if before.problem:
        return [
            f"Nothing could be tried in {names[0]}, so the catalogue alone is compared: "
            f"{before.problem}"
        ]
    found = []
    for name, side in zip(names, (before, after), strict=True):
        if side.missing:
            first = [f"{relation} ({why})" for relation, why in [*side.missing.items()][:NAMED]]
            more = f" and {len(side.missing) - NAMED} more" if len(side.missing) > NAMED else ""
            found.append(f"No canary rows in {name} for {'; '.join(first)}{more}")
    return found
