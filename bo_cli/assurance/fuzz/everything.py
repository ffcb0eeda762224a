"""A whole run: through SQL with the probes, and through REST."""

from bo_cli.assurance.fuzz.hunt import no_traces
from bo_cli.assurance.fuzz.model import Channel, Report, Way
from bo_cli.assurance.fuzz.probes import planned_rest
from bo_cli.assurance.fuzz.probes.looking import look
from bo_cli.assurance.fuzz.probes.model import Setting
from bo_cli.assurance.fuzz.run import rounds
from bo_cli.assurance.fuzz.scene import Options, Scene
from bo_cli.assurance.fuzz.stage import Place, Stage, rest_stage
from bo_cli.assurance.fuzz.through_rest import RestRun
from bo_cli.assurance.fuzz.through_sql import SqlRun
from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.model import SignedIn
from bo_cli.assurance.world.hints import Hints
from bo_cli.assurance.world.world import World, open_world
from bo_cli.core.console import step
from bo_cli.db.connect import connect

PROBES = "the probes"


def fuzz_sql(
    url: str,
    intent: Intent,
    hints: Hints | None,
    options: Options,
    report: Report,
    *,
    is_throwaway: bool,
) -> None:
    """Call everything through SQL, then probe the side channels; nothing of it stays.

    url: any database. is_throwaway: whether it may be analyzed, which no rollback takes back.
    """
    with no_traces(), connect(url) as connection, open_world(connection, intent, hints) as world:
        with step("looking at what is there"):
            scene = Scene(world)
        people = scene.chosen_people(options)
        run = SqlRun(connection, scene, options, is_throwaway=is_throwaway)
        rounds(report, options, people, "through SQL", run.as_identity)
        report.calls[Way.SQL] = run.database.calls
        report.notes += [
            f"{name}: no rows to look for: {why}" for name, why in world.missing.items()
        ]
        if options.only is None:
            _probe(report, world, scene, run, is_throwaway, options)


def _probe(
    report: Report,
    world: World,
    scene: Scene,
    run: SqlRun,
    is_throwaway: bool,
    options: Options,
) -> None:
    setting = Setting(world, scene, run.database, is_throwaway)
    before = run.database.calls
    report.channels, found = look(setting, scene.chosen_people(options))
    report.findings += found
    report.calls[PROBES] = run.database.calls - before


def fuzz_rest(
    place: Place, intent: Intent, hints: Hints | None, options: Options, report: Report
) -> None:
    """Call everything through an API of our own, on a clone that is dropped afterwards."""
    with no_traces(), rest_stage(place, intent, hints) as stage:
        run = RestRun(stage, options)
        people = stage.scene.chosen_people(options)
        rounds(report, options, people, "through REST", run.as_identity)
        if options.only is None:
            _probe_rest(report, people, stage, intent.tenant_column)
        report.calls[Way.REST] = stage.api.calls


def _probe_rest(
    report: Report, people: list[SignedIn], stage: Stage, tenant_column: str | None
) -> None:
    with step(f"probing {planned_rest.NAME}"):
        found = [
            finding
            for who in people
            for finding in planned_rest.planned_over_rest(
                stage.api, stage.scene, who, tenant_column
            )
        ]
    report.findings += found
    state = "open" if found else "closed"
    names = tuple(dict.fromkeys(finding.identity for finding in found))
    report.channels.append(Channel(planned_rest.NAME, state, names))
