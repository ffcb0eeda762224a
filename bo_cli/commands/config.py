"""`bo config`: the settings of sites, from and to a file."""

import json as json_format
from pathlib import Path
from typing import Annotated, Any

import typer

from bo_cli.commands.context import EngineOption, JsonOption, context
from bo_cli.commands.rpc import person_token
from bo_cli.commands.token import Level
from bo_cli.core.console import data, data_json, say
from bo_cli.core.errors import UsageError

app = typer.Typer(no_args_is_help=True, help="Copy what sites have set, from and to a file.")

PersonOption = Annotated[
    str, typer.Option("--as", metavar="EMAIL", help="Who does it: somebody who manages settings.")
]
LevelOption = Annotated[Level, typer.Option(help="Strength of that person's login.")]


@app.command("export")
def export_settings(
    file: Annotated[Path, typer.Argument(help="Written anew; - is stdout.")],
    person: PersonOption,
    engine: EngineOption = None,
) -> None:
    """Write everything that was set, for all sites and for each.

    The same settings give the same file, with its keys in order.
    """
    text = as_text(_call("export_config", {}, person, Level.aal1, engine))
    if str(file) == "-":
        data(text.rstrip("\n"))
        return
    file.write_text(text)
    say(f"wrote {file}")


@app.command("import")
def import_settings(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="What export wrote.")],
    person: PersonOption,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Change nothing; show what would change.")
    ] = False,
    aal: LevelOption = Level.aal1,
    reason: Annotated[str | None, typer.Option(help="Kept with each new version.")] = None,
    json: JsonOption = False,
    engine: EngineOption = None,
) -> None:
    """Set everything that the file says: all of it, or nothing where something is wrong.

    Settings that it does not mention stay. Exits with 1 where something is wrong.
    """
    arguments = {"document": read_document(file), "dry_run": dry_run, "reason": reason}
    report = _call("import_config", arguments, person, aal, engine)
    if json:
        data_json(report)
    else:
        for line in report_lines(report):
            data(line)
        say(summary(report))
    if report["problems"]:
        raise typer.Exit(1)


def as_text(document: dict[str, Any]) -> str:
    """Return the text of a file: keys in order, one a line."""
    return json_format.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def read_document(file: Path) -> Any:
    """Return what a file holds. Raises UsageError that says where it is no JSON."""
    try:
        return json_format.loads(file.read_text())
    except ValueError as error:
        raise UsageError(f"{file} is not JSON: {error}") from None


def report_lines(report: dict[str, Any]) -> list[str]:
    """Return a line for each problem, else for each change."""
    if report["problems"]:
        return [f"{each['path']}: {each['reason']}" for each in report["problems"]]
    return [
        f"{each['path']}: {_shown(each['before'])} -> {_shown(each['after'])}"
        for each in report["changes"]
    ]


def summary(report: dict[str, Any]) -> str:
    """Return what an import came to, in a line."""
    if report["problems"]:
        return f"{len(report['problems'])} problem(s): nothing can be imported"
    found = f"{len(report['changes'])} change(s)"
    return f"{found} made" if report["is_applied"] else f"{found} would be made"


def _shown(value: Any) -> str:
    return "nothing" if value is None else json_format.dumps(value, ensure_ascii=False)


def _call(name: str, arguments: dict[str, Any], person: str, aal: Level, engine: str | None) -> Any:
    from bo_cli.client.client import Client  # here: supabase is slow to import

    info = context(engine=engine).engine.connection()
    token = person_token(info, person, aal)
    return Client(info.api_url, info.publishable_key, token).rpc(name, arguments)
