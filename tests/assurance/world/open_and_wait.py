"""Opens the world of the awkward schema and waits to be killed; prints the backend's pid first.

WORLD_MOMENT: `setup` waits in the last statement of the setup, `open` with the world complete.
"""

import os
from dataclasses import replace
from pathlib import Path

from bo_cli.assurance.intent import load_intent
from bo_cli.assurance.world.world import open_world
from bo_cli.db.connect import connect

WAIT = "select pg_sleep(600)"

intent = load_intent(Path(__file__).parent / "awkward" / "intent.toml")
if os.environ["WORLD_MOMENT"] == "setup":
    more = ("select nextval('public.tickets')", WAIT)
    intent = replace(intent, setup=(*intent.setup, *more))
with connect(os.environ["WORLD_URL"]) as connection:
    print(connection.info.backend_pid, flush=True)  # noqa: T201
    with open_world(connection, intent):
        connection.execute(WAIT)
