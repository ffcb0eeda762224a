"""A database with many conversations: made for a benchmark and dropped, or one that is there."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from bo_cli.core.project import Project
from bo_cli.core.settings import load_settings
from bo_cli.db.connect import connect
from bo_cli.migrations.build import clone, drop, finished_template
from bo_cli.seeding.scale import scale
from bo_cli.stack.engines import engine_for

PEOPLE = Path(__file__).with_name("more_people.sql")
COUNT = "select count(*) from conversations"


def read_arguments(doc: str | None) -> argparse.Namespace:
    """--conversations, --keep and --db-url, with the first line of the benchmark's text."""
    parser = argparse.ArgumentParser(description=(doc or "").splitlines()[0])
    parser.add_argument("--conversations", type=int, default=1_000_000)
    parser.add_argument("--keep", action="store_true", help="leave the databases for a look")
    parser.add_argument(
        "--db-url",
        help="a database that `bo seed --scale` has filled, instead of making one; the accounts,"
        " tickets, topics and events that the benchmark adds stay in it",
    )
    parser.add_argument(
        "--processor-time", action="store_true",
        help="of the server's processes, not by the clock: for a machine that does much else",
    )  # fmt: skip
    return parser.parse_args()


@contextmanager
def scaled_database(
    project: Project, conversations: int, keep: bool, name: str, url: str | None = None
) -> Iterator[str]:
    """The address of a finished database with that many conversations; dropped afterwards.

    url: one that is there already, which is left as it is.
    """
    if url is not None:
        yield url
        return
    info = engine_for(load_settings(project), project).ensure_database()
    clone(info, finished_template(info, project), name)
    try:
        with connect(info.db_url, database=name, autocommit=True) as connection:
            scale(connection, project, conversations=conversations)
            yield psycopg.conninfo.make_conninfo(info.db_url, dbname=name)
    finally:
        if not keep:
            drop(info, name)


@contextmanager
def grown_database(url: str, keep: bool) -> Iterator[str]:
    """The address of a copy with ten times as many people in the largest domain's rollups."""
    name, source = "bo_bench_people", psycopg.conninfo.conninfo_to_dict(url)["dbname"]
    drop = sql.SQL("drop database if exists {}").format(sql.Identifier(name))
    copy = sql.SQL("create database {} template {}")
    server = psycopg.conninfo.make_conninfo(url, dbname="postgres")
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(drop)
        admin.execute(copy.format(*map(sql.Identifier, (name, str(source)))))
        grown = psycopg.conninfo.make_conninfo(url, dbname=name)
        try:
            with psycopg.connect(grown, autocommit=True) as db:
                db.execute(PEOPLE.read_text())
                db.execute("vacuum (analyze) private.block_people, private.day_facts")
            yield grown
        finally:
            if not keep:
                admin.execute(drop)


def count_conversations(url: str) -> int:
    """How many there are."""
    with psycopg.connect(url) as db:
        row = db.execute(COUNT).fetchone()
        return int(row[0]) if row else 0
