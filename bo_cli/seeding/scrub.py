"""Scrubbing a database that was copied down from production: made-up values for personal data."""

from dataclasses import dataclass

from bo_cli.core.console import step
from bo_cli.core.project import Project
from bo_cli.db.connect import Connection
from bo_cli.db.script import run_script

# Postgres counts what a transaction does to each table; a partition counts as its table.
CHANGES = """
select format('%I.%I', n.nspname, c.relname), sum(s.n_tup_upd + s.n_tup_del)::bigint
from pg_stat_xact_all_tables as s
inner join pg_class as c on c.oid = coalesce(pg_partition_root(s.relid), s.relid)
inner join pg_namespace as n on n.oid = c.relnamespace
where n.nspname in ('public', 'private', 'auth')
group by 1
having sum(s.n_tup_upd + s.n_tup_del) > 0
order by 1
"""


@dataclass(frozen=True)
class Change:
    """How many rows of a table were rewritten or removed."""

    table: str
    rows: int


def scrub(connection: Connection, project: Project) -> list[Change]:
    """Run seeds/scrub/*.sql in one transaction; returns what changed, by table.

    The connection must be in autocommit. The caller has made sure that the environment is not
    production. Raises BoError where a statement fails, or where the last check finds an e-mail
    address (it names table and column); nothing is changed then.
    """
    with connection.transaction():
        for path in sorted((project.seeds / "scrub").glob("*.sql")):
            with step(path.stem):
                run_script(connection, path.relative_to(project.root).as_posix(), path.read_text())
        found = connection.execute(CHANGES).fetchall()
    # The planner's statistics quote common values, and dead rows stay on disk until a vacuum.
    with step("vacuum and statistics"):
        connection.execute("vacuum (analyze)")
    return [Change(*row) for row in found]
