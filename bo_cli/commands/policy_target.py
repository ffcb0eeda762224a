"""The database that a command of `bo policy` looks at."""

from collections.abc import Iterator
from contextlib import contextmanager

from bo_cli.commands.context import context
from bo_cli.commands.database import database
from bo_cli.core.errors import UsageError
from bo_cli.migrations.build import finished_template
from bo_cli.policies.databases import worker_database


@contextmanager
def target(db_url: str | None, *, source: bool = False) -> Iterator[str]:
    """Yield the address of the database to look at.

    db_url: any database; not given, a clone of what the project's migrations make, with its seeds,
    or of what its declarative source makes, which is dropped afterwards.
    Raises UsageError for both at once, and where there is neither an address nor a project.
    """
    if db_url and source:
        raise UsageError(
            "--source is about the project, --db-url about a database: give one of them"
        )
    if db_url:
        yield db_url
        return
    here = context()
    info = database(here)
    template = finished_template(info, here.project, origin="source" if source else None)
    with worker_database(info, template) as url:
        yield url
