"""`bo db scrub`."""

from typing import Annotated

import typer

from bo_cli.commands.context import EngineOption, JsonOption, context
from bo_cli.commands.database import database
from bo_cli.core.console import data, data_json, say
from bo_cli.db.connect import address, connect, is_local
from bo_cli.migrations.guard import refuse_production
from bo_cli.seeding.scrub import scrub as run_scrub


def scrub(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    json: JsonOption = False,
    engine: EngineOption = None,
) -> None:
    """Replace personal data in a copy of production by made-up values: everywhere, or nowhere.

    Addresses, names, texts, passwords, tokens and sessions; the audit log is removed. Fails where
    an e-mail address is left. Refused where the environment is production: a copy says so until
    its private.deployment says otherwise.
    """
    here = context(engine=engine)
    info = database(here)
    if not yes and not is_local(info.db_url):
        typer.confirm(f"Replace personal data in {address(info.db_url)}?", abort=True, err=True)
    with connect(info.db_url, autocommit=True) as connection:
        refuse_production(info, connection, "bo db scrub")
        changes = run_scrub(connection, here.project)
    if json:
        data_json([vars(change) for change in changes])
    else:
        for change in changes:
            data(f"{change.rows:>9}  {change.table}")
    say(f"scrubbed: {address(info.db_url)}")
