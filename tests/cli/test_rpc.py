"""`bo rpc` against the running stack, and its reading of arguments."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bo_cli.commands.main import app
from bo_cli.commands.rpc import described, parse_arguments
from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import BoError, UsageError
from bo_cli.core.project import Project
from bo_cli.db.connect import connect
from bo_cli.db.functions import RpcFunction, read_functions


def bo(*words: str) -> Result:
    return CliRunner().invoke(app, ["rpc", *words])


@pytest.fixture
def catalogue(stack: ConnectionInfo, database_url: str) -> Iterator[dict[str, dict[str, Any]]]:
    with connect(database_url) as connection:
        yield {function.name: described(function) for function in read_functions(connection)}


@pytest.mark.row("R22")
def test_catalogue_has_every_function_of_the_source(
    catalogue: dict[str, dict[str, Any]], project: Project
) -> None:
    files = {path.stem for path in (project.root / "rpc").rglob("*.sql")}
    assert files == set(catalogue)
    assert all(function["description"] for function in catalogue.values())


@pytest.mark.row("R22")
def test_catalogue_tells_permission_errors_and_arguments(
    catalogue: dict[str, dict[str, Any]],
) -> None:
    function = catalogue["list_people"]
    assert function["permission"] == "collaborators.manage"
    assert "PERMISSION_DENIED" in function["errors"]
    assert {"name": "page_size", "type": "integer", "optional": True} in function["arguments"]
    assert function["is_anonymous"] is False


def test_permission_and_errors_come_from_the_comment() -> None:
    text = "Does it. Needs clients.manage. Errors: 42501 PERMISSION_DENIED; 40001 STALE_VERSION."
    found = described(RpcFunction("f", text, "void", False, False, (), False))
    assert found["permission"] == "clients.manage"
    assert found["errors"] == ["PERMISSION_DENIED", "STALE_VERSION"]


def test_list_is_json_for_scripts(stack: ConnectionInfo) -> None:
    done = bo("list", "--json")
    assert done.exit_code == 0
    assert all(set(row) >= {"name", "arguments", "returns"} for row in json.loads(done.stdout))


def test_unknown_function(stack: ConnectionInfo) -> None:
    done = bo("call", "no_such_function")
    assert isinstance(done.exception, BoError)
    assert "no_such_function" in done.exception.message
    assert done.exception.hint


def test_unknown_person(stack: ConnectionInfo) -> None:
    done = bo("call", "me", "--as", "nobody@nowhere.example")
    assert isinstance(done.exception, BoError)
    assert "nobody@nowhere.example" in done.exception.message


def test_as_and_service_exclude_each_other() -> None:
    done = bo("call", "me", "--as", "user@user.com", "--service")
    assert isinstance(done.exception, UsageError)


def test_arguments_are_text_or_json() -> None:
    found = parse_arguments(["a=1", "b:=[1, 2]", "c=x=y", "d="], '{"e": null}')
    assert found == {"a": "1", "b": [1, 2], "c": "x=y", "d": "", "e": None}


@pytest.mark.parametrize(
    ("pairs", "text", "message"),
    [
        (["a"], None, "'a' is neither KEY=TEXT nor KEY:=JSON"),
        (["=1"], None, "'=1' is neither KEY=TEXT nor KEY:=JSON"),
        (["a:=[1"], None, "a:=[1 is not JSON: Expecting ',' delimiter at line 1, column 3"),
        ([], "{'a': 1}", "--args is not JSON: Expecting property name"),
        ([], "[1]", "--args is not a JSON object"),
    ],
)
def test_arguments_that_cannot_be_read(pairs: list[str], text: str | None, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_arguments(pairs, text)
    assert refused.value.message.startswith(message)
