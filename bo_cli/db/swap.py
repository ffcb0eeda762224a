"""Putting one database in another's place."""

import threading
import time

import psycopg

from bo_cli.core.errors import BoError
from bo_cli.db import admin as databases
from bo_cli.db.connect import Connection, connect

# Sessions end within a millisecond or two; those that do not are left to the helper.
EMPTY_S = 0.5
STEP_S = 0.001
PATIENCE_S = 0.02


def swap(admin: Connection, admin_url: str, name: str, new: str, old: str) -> None:
    """Rename `name` to `old` and `new` to `name`, in one transaction.

    Whoever is connected to `name` is disconnected. Killed at any point, the server holds either
    both databases as they were or both renamed: there is always one called `name`.
    """
    _wait_until_empty(admin, name)
    done = threading.Event()
    helper = threading.Thread(target=_keep_ending_sessions, args=(admin_url, name, done))
    helper.start()
    try:
        with admin.transaction():
            if databases.exists(admin, name):
                databases.rename(admin, name, old)
            databases.rename(admin, new, name)
    except psycopg.Error as error:
        raise BoError(f"cannot put {new} in the place of {name}: {error}") from None
    finally:
        done.set()
        helper.join()


def _wait_until_empty(admin: Connection, name: str) -> None:
    """End the sessions; a rename that still finds one waits for 0.1 s at least."""
    give_up = time.monotonic() + EMPTY_S
    while databases.end_sessions(admin, name) and time.monotonic() < give_up:
        time.sleep(STEP_S)


def _keep_ending_sessions(admin_url: str, name: str, done: threading.Event) -> None:
    """End sessions that come back between the first round and the rename.

    The rename keeps new ones out, but waits for those who were faster.
    """
    if done.wait(PATIENCE_S):
        return
    with connect(admin_url, autocommit=True) as second:
        while not done.wait(PATIENCE_S):
            databases.end_sessions(second, name)
