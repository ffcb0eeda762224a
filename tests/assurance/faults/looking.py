"""What each command of `bo policy` finds in a database, by the functions under the commands."""

from dataclasses import replace

from planting import HERE

from bo_cli.assurance.fuzz.everything import fuzz_sql
from bo_cli.assurance.fuzz.hunt import no_traces
from bo_cli.assurance.fuzz.model import Report
from bo_cli.assurance.fuzz.probes.looking import look
from bo_cli.assurance.fuzz.probes.model import Setting
from bo_cli.assurance.fuzz.scene import Options, Scene
from bo_cli.assurance.fuzz.through_sql import SqlRun
from bo_cli.assurance.intent import Intent, load_intent
from bo_cli.assurance.lint.own import Parameters, run_checks
from bo_cli.assurance.matrix.cells import Fault as Wrong
from bo_cli.assurance.matrix.matrix import Matrix
from bo_cli.assurance.world.hints import load_hints
from bo_cli.assurance.world.world import open_world
from bo_cli.db.connect import Connection, connect

INTENT = load_intent(HERE / "intent.toml")
HINTS = load_hints(HERE / "hints.toml")
# Always the same calls.
SEED, EXAMPLES = 1, 3
PROBES = "probes"


def intent_after(before: tuple[str, ...]) -> Intent:
    """Return the intent with SQL that runs before its setup."""
    return replace(INTENT, setup=(*before, *INTENT.setup))


def matrix(
    connection: Connection, before: tuple[str, ...] = (), *, first: bool = False
) -> set[str]:
    """Return the cells that are wrong, or that nobody can judge; first: one that is wrong."""
    with open_world(connection, intent_after(before), HINTS) as world:
        every = Matrix(world).examine()
        wrong = (each for each in every if each.fault)
        if first:
            wrong = (each for each in wrong if each.fault is not Wrong.UNJUDGED)
            wrong = (each for each in [next(wrong, None)] if each)
        return {f"{each.cell.key} {each.fault}" for each in wrong}


def lint(connection: Connection, before: tuple[str, ...] = ()) -> set[str]:
    """Return what our own checks find."""
    with connection.transaction(force_rollback=True):
        for statement in before:
            connection.execute(statement.encode())
        looked = run_checks(connection, Parameters(INTENT.schemas, str(INTENT.tenant_column)))
    return {f"{found.rule}: {found.subject}" for found in looked.findings}


def fuzz(url: str, before: tuple[str, ...] = (), only: str | None = None) -> set[str]:
    """Return what a short run through SQL finds.

    only: a pattern of what is called, without the probes; or `probes`, for these alone.
    """
    intent, options = intent_after(before), Options(SEED, EXAMPLES, only=only)
    report = Report(SEED)
    if only == PROBES:
        with (
            no_traces(),
            connect(url) as connection,
            open_world(connection, intent, HINTS) as world,
        ):
            scene = Scene(world)
            database = SqlRun(connection, scene, options).database
            people = list(scene.people.values())
            _, report.findings = look(Setting(world, scene, database, True), people)
    else:
        fuzz_sql(url, intent, HINTS, options, report, is_throwaway=True)
    return {f"{' '.join(found.signature)}: {found.says}" for found in report.findings}
