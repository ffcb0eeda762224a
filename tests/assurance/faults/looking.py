"""What each command of `bo policy` finds in a database, by the functions under the commands."""

from dataclasses import replace

from planting import HERE

from bo_cli.assurance.fuzz.everything import fuzz_sql
from bo_cli.assurance.fuzz.model import Report
from bo_cli.assurance.fuzz.scene import Options
from bo_cli.assurance.intent import Intent, load_intent
from bo_cli.assurance.lint.own import Parameters, run_checks
from bo_cli.assurance.matrix.cells import Fault as Wrong
from bo_cli.assurance.matrix.matrix import Matrix
from bo_cli.assurance.world.hints import load_hints
from bo_cli.assurance.world.world import open_world
from bo_cli.db.connect import Connection

INTENT = load_intent(HERE / "intent.toml")
HINTS = load_hints(HERE / "hints.toml")
SEED, EXAMPLES = 1, 3


def intent_after(before: tuple[str, ...]) -> Intent:
    """Return the intent with SQL that runs before its setup."""
    return replace(INTENT, setup=(*before, *INTENT.setup))


def matrix(connection: Connection, before: tuple[str, ...] = (), *, first: bool = False) -> set[str]:
    """Return the cells that are too wide or too narrow; first: no more than one of them."""
    with open_world(connection, intent_after(before), HINTS) as world:
        wrong = Matrix(world).judge(stop_at_first=first)
    return {f"{each.cell.key} {each.fault}" for each in wrong if each.fault is not Wrong.UNJUDGED}


def lint(connection: Connection, before: tuple[str, ...] = ()) -> set[str]:
    """Return what our own checks find."""
    with connection.transaction(force_rollback=True):
        for statement in before:
            connection.execute(statement.encode())
        looked = run_checks(connection, Parameters(INTENT.schemas, str(INTENT.tenant_column)))
    return {f"{found.rule}: {found.subject}" for found in looked.findings}


def fuzz(url: str, before: tuple[str, ...] = (), only: str | None = None) -> set[str]:
    """Return what a short run through SQL finds, always with the same calls, and its probes.

    only: a pattern of targets; the probes are then left out.
    """
    options = Options(seed=SEED, examples=EXAMPLES, only=only)
    report = Report(options.seed)
    fuzz_sql(url, intent_after(before), HINTS, options, report, is_throwaway=True)
    return {f"{' '.join(found.signature)}: {found.says}" for found in report.findings}
