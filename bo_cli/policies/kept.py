"""Clones that outlive a run: a worker whose files all rolled back has changed nothing.

Copying a database takes longer than the tests that run on it, so a run takes the clones that the
one before it left, as long as they come from the same template.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from bo_cli.core.connection import ConnectionInfo
from bo_cli.db import admin as databases
from bo_cli.db.connect import Connection, with_database
from bo_cli.db.locks import try_lock
from bo_cli.db.tap import CommittedError
from bo_cli.migrations.build import clone, drop
from bo_cli.policies.databases import CLONE_PREFIX, TEMPLATE_PREFIX, maintenance


@contextmanager
def kept_database(info: ConnectionInfo, template: str) -> Iterator[str]:
    """Yield the address of a clone of `template` that no other worker has.

    A CommittedError that passes through says that the clone is no longer like its template: then it
    is dropped.
    """
    stem = CLONE_PREFIX + template.removeprefix(TEMPLATE_PREFIX)
    with maintenance(info) as admin:
        for number in count():
            name = f"{stem}_{number}"
            with try_lock(admin, name) as free:
                if free:
                    _ensure(info, admin, template, name)
                    try:
                        yield with_database(info.db_url, name)
                    except CommittedError:
                        drop(info, name)
                        raise
                    return


def _ensure(info: ConnectionInfo, admin: Connection, template: str, name: str) -> None:
    """Make the clone where there is none; under another name first: it is never half made."""
    if not databases.exists(admin, name):
        unfinished = CLONE_PREFIX + secrets.token_hex(6)
        clone(info, template, unfinished)
        databases.rename(admin, unfinished, name)
