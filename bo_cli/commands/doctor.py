"""`bo doctor`: what is wrong with this machine or checkout, and what to do."""

from dataclasses import asdict

import typer

from bo_cli.commands.context import EngineOption, JsonOption, context
from bo_cli.core.console import data, data_json
from bo_cli.stack.doctor import examine


def doctor(engine: EngineOption = None, json: JsonOption = False) -> None:
    """Check everything the stack needs; exits with 1 when something is wrong."""
    here = context(engine=engine)
    checks = examine(here.settings, here.project, here.engine)
    if json:
        data_json([asdict(check) for check in checks])
    else:
        for check in checks:
            data(f"{'ok  ' if check.ok else 'FAIL'}  {check.name:<14}{check.detail}")
            if check.hint and not check.ok:
                data(f"{'':20}{check.hint}")
    if not all(check.ok for check in checks):
        raise typer.Exit(1)
