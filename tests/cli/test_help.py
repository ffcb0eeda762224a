"""Every command explains itself, and refuses what it does not know."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from bo_cli.commands.main import app

Command = tuple[str, ...]


def walk(command: Any, path: Command = ()) -> Iterator[tuple[Command, Any]]:
    """Every command and group, with the words that lead to it."""
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        yield from walk(child, (*path, name))


COMMANDS = dict(walk(typer.main.get_command(app)))


def words(command: Command) -> str:
    return " ".join(["bo", *command])


@pytest.mark.parametrize("command", COMMANDS, ids=words)
def test_help_says_what_a_command_does(command: Command) -> None:
    result = CliRunner().invoke(app, [*command, "--help"])
    assert result.exit_code == 0, result.output
    assert "Usage:" in result.output
    assert COMMANDS[command].help, f"{words(command)} has no help text"


@pytest.mark.parametrize("command", COMMANDS, ids=words)
def test_arguments_and_options_are_explained(command: Command) -> None:
    silent = [
        parameter.name
        for parameter in COMMANDS[command].params
        if not getattr(parameter, "help", None) and parameter.name != "help"
    ]
    assert silent == []


@pytest.mark.parametrize(
    "command",
    # The others hand every word on to another program.
    [
        path
        for path, found in COMMANDS.items()
        if not found.context_settings.get("ignore_unknown_options")
    ],
    ids=words,
)
def test_unknown_option_is_bad_usage(command: Command) -> None:
    result = CliRunner().invoke(app, [*command, "--no-such-option"])
    assert result.exit_code == 2
    assert "--no-such-option" in result.output


@pytest.mark.parametrize(
    "command", [path for path, found in COMMANDS.items() if hasattr(found, "commands")], ids=words
)
def test_unknown_command_is_bad_usage(command: Command) -> None:
    result = CliRunner().invoke(app, [*command, "no-such-command"])
    assert result.exit_code == 2
    assert "no-such-command" in result.output


def test_bad_usage_has_exit_code_2_and_no_traceback() -> None:
    """As a program: what a command finds wrong itself, after parsing."""
    bo = Path(sys.executable).with_name("bo")
    done = subprocess.run(
        [bo, "rpc", "call", "me", "--args", "{"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("error: --args is not JSON")
    assert "Traceback" not in done.stderr
