"""The scaled rows are made without indexes, references and triggers: nothing else may differ."""

import shutil
from pathlib import Path

from psycopg import sql

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.project import Project
from bo_cli.db.connect import Connection, connect
from bo_cli.policies.databases import worker_database
from bo_cli.seeding.scale import scale

# Every index, constraint and trigger, whether it is in force, and what is said of it.
PARTS = """
select indexdef, i.indisvalid::text, obj_description(i.indexrelid) from pg_indexes
join pg_index as i on i.indexrelid = format('%I.%I', schemaname, indexname)::regclass
where schemaname in ('public', 'private')
union all
select conrelid::regclass || conname || pg_get_constraintdef(oid), convalidated::text,
  obj_description(oid, 'pg_constraint') from pg_constraint
union all
select tgrelid::regclass || tgname || pg_get_triggerdef(oid), tgenabled::text,
  obj_description(oid, 'pg_trigger') from pg_trigger where not tgisinternal
union all
select attrelid::regclass || attname::text, attstattarget::text, attoptions::text
from pg_attribute where attrelid > 16383 and attnum > 0
order by 1, 2
"""
# Of each table the columns that say when a row was written, or that are random or numbered.
TABLES = """
select rel.oid::regclass::text, array_agg(col.attname::text) filter (
  where col.attidentity <> '' or col.attname in ('client_id', 'org_id')
    or pg_get_expr(def.adbin, def.adrelid) ~ 'now\\(\\)|clock_timestamp|nextval|new_id|uuid'
)
from pg_class as rel
join pg_attribute as col on col.attrelid = rel.oid and col.attnum > 0
left join pg_attrdef as def on def.adrelid = rel.oid and def.adnum = col.attnum
where rel.relkind = 'r' and rel.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
group by rel.oid
"""
DIGEST = """
select count(*), md5(string_agg(line, chr(10) order by line collate "C"))
from (select (to_jsonb(t) - coalesce(%s::text [], '{{}}'))::text as line from {} as t) as listed
"""
# What triggers write: the words to be read, and days that are noted once more after they were
# counted. The second count is a revision, and each revision is audited.
NOTED = {
    "metric_revisions", "private.audit_heads", "private.audit_log_default", "private.audit_seals",
    "private.dirty_keywords",
}  # fmt: skip


def digests(db: Connection) -> dict[str, object]:
    """Count and digest of the rows of each table."""
    return {
        table: db.execute(sql.SQL(DIGEST).format(sql.SQL(table)), [written]).fetchone()
        for table, written in db.execute(TABLES).fetchall()
    }


def rows_made(server: ConnectionInfo, template: str, project: Project) -> dict[str, object]:
    """What 1100 conversations are, made with what the project's seeds have."""
    with worker_database(server, template) as url, connect(url, autocommit=True) as db:
        scale(db, project, conversations=1100, domains=3)
        return digests(db)


def test_the_rows_are_those_made_with_everything_in_force(
    database_server: ConnectionInfo, template: str, project: Project, tmp_path: Path
) -> None:
    shutil.copytree(project.seeds / "scale", tmp_path / "seeds" / "scale")
    quick = rows_made(database_server, template, project)
    plain = rows_made(database_server, template, Project(tmp_path))
    assert quick.keys() == plain.keys()
    assert {table for table in quick if quick[table] != plain[table]} == NOTED


def test_nothing_of_the_catalogue_is_other_than_before(
    database_server: ConnectionInfo, template: str, project: Project
) -> None:
    with worker_database(database_server, template) as url, connect(url, autocommit=True) as db:
        parts = db.execute(PARTS).fetchall()
        scale(db, project, conversations=1100, domains=3)
        assert db.execute(PARTS).fetchall() == parts
