"""`bo rpc`: the functions that clients may call."""

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer

from bo_cli.commands.context import EngineOption, JsonOption, context
from bo_cli.commands.token import Level, find_user
from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.console import data, data_json, say
from bo_cli.core.errors import BoError, UsageError
from bo_cli.core.project import find_project
from bo_cli.core.tokens import sign_token
from bo_cli.db.connect import connect
from bo_cli.db.functions import RpcFunction, read_functions
from bo_cli.reference.prose import read_prose

app = typer.Typer(no_args_is_help=True, help="List and call the functions of the API.")


@app.command("list")
def list_functions(json: JsonOption = False, engine: EngineOption = None) -> None:
    """Show every function with its arguments, result and permission."""
    info = context(engine=engine).engine.connection()
    with connect(info.db_url) as connection:
        functions = read_functions(connection)
    if json:
        data_json([described(function) for function in functions])
        return
    for function in functions:
        data(function.signature)
        data(f"    {function.description}")


def described(function: RpcFunction) -> dict[str, Any]:
    """Return a function as JSON; permission and errors are read from its comment."""
    prose = read_prose(function.description, [each.name for each in function.arguments])
    return {
        "name": function.name,
        "description": function.description,
        "arguments": [asdict(argument) for argument in function.arguments],
        "returns": function.returns,
        "permission": prose.needed,
        "errors": sorted(prose.reasons),
        "is_anonymous": function.is_anonymous,
    }


@app.command()
def call(
    name: Annotated[str, typer.Argument(help="The function's name.")],
    arguments: Annotated[
        list[str] | None,
        typer.Argument(metavar="[KEY=VALUE]...", help="KEY=TEXT, or KEY:=JSON."),
    ] = None,
    args: Annotated[str | None, typer.Option(help="All arguments as one JSON object.")] = None,
    person: Annotated[
        str | None, typer.Option("--as", metavar="EMAIL", help="Call as this person.")
    ] = None,
    aal: Annotated[Level, typer.Option(help="Strength of that person's login.")] = Level.aal1,
    service: Annotated[bool, typer.Option("--service", help="Call with the secret key.")] = False,
    engine: EngineOption = None,
) -> None:
    """Call a function through the API and print what it returns as JSON.

    Without --as and --service the call is anonymous.
    """
    from bo_cli.client.client import Client  # here: supabase is slow to import

    given = parse_arguments(arguments or [], args)
    if person and service:
        raise UsageError("--as and --service exclude each other")
    info = context(engine=engine).engine.connection()
    key = info.secret_key if service else info.publishable_key
    token = person_token(info, person, aal) if person else None
    data_json(Client(info.api_url, key, token).rpc(name, given))


@app.command("errors")
def write_errors() -> None:
    """Write the client's exceptions, one for each reason code of sql/reasons.csv."""
    from bo_cli.client.generate import TARGET, error_classes, read_reasons

    project = find_project()
    reasons = read_reasons(project)
    (project.root / TARGET).write_text(error_classes(reasons))
    say(f"{TARGET}: {len(reasons)} exceptions")


def parse_arguments(pairs: list[str], text: str | None) -> dict[str, Any]:
    """Return the arguments of a call.

    pairs: `key=text` or `key:=json`. text: a JSON object that the pairs are added to.
    Raises UsageError that names the one which cannot be read.
    """
    found = _json("--args", text) if text is not None else {}
    if not isinstance(found, dict):
        raise UsageError("--args is not a JSON object", hint='write --args \'{"key": "value"}\'')
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip(":"):
            raise UsageError(f"{pair!r} is neither KEY=TEXT nor KEY:=JSON")
        found[key.removesuffix(":")] = _json(pair, value) if key.endswith(":") else value
    return found


def _json(where: str, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        reason = f"{error.msg} at line {error.lineno}, column {error.colno}"
        raise UsageError(f"{where} is not JSON: {reason}") from None


def person_token(info: ConnectionInfo, email: str, aal: Level) -> str:
    """Return a token for a person, who signed in with a password and, for aal2, a second factor."""
    if not info.jwt_secret:
        raise BoError("this engine has no JWT secret to sign with", hint="set BO_JWT_SECRET")
    user_id, address = find_user(info, email)
    return sign_token(info.jwt_secret, sub=user_id, email=address, aal=aal.value)
