"""Names are in the catalogue as the source writes them: Postgres silently cuts them to 63 bytes.

An error then carries a name that nobody finds in the source, and two names may become one.
"""

import re
from typing import Any

import psycopg

from bo_cli.core.project import Project
from bo_cli.migrations.source import read_source

COMMENT = re.compile(r"--.*$", re.MULTILINE)
GIVEN = re.compile(
    r"\b(?:constraint(?! trigger)|create (?:unique )?index|create policy"
    r"|create (?:constraint )?trigger)\s+(?:if not exists\s+)?(?P<name>[a-z]\w*)"
)
IN_CATALOGUE = """
    select conname from pg_constraint union select relname from pg_class where relkind in ('i', 'I')
    union select polname from pg_policy union select tgname from pg_trigger"""
TOO_LONG = f"broken_{'long_' * 12}key"
BROKEN = f"create table public.broken (id uuid constraint {TOO_LONG} unique);"


def given_names(text: str) -> set[str]:
    """The names of constraints, indexes, policies and triggers that a source file writes."""
    return {found["name"] for found in GIVEN.finditer(COMMENT.sub("", text))}


def unknown(db: psycopg.Connection[Any], text: str) -> list[str]:
    """The names that a source file writes and the catalogue does not have."""
    known = {name for (name,) in db.execute(IN_CATALOGUE)}
    return sorted(given_names(text) - known)


def test_names_of_the_source_are_in_the_catalogue(
    db: psycopg.Connection[Any], project: Project
) -> None:
    wrong = [(file.name, unknown(db, file.text)) for file in read_source(project)]
    assert [found for found in wrong if found[1]] == []


def test_a_name_that_was_cut_is_found(db: psycopg.Connection[Any]) -> None:
    db.execute(BROKEN.encode())
    assert unknown(db, BROKEN) == [TOO_LONG]


def test_each_kind_of_name_is_read() -> None:
    text = """
        -- no constraint of_a_comment
        create table a.b (c int constraint b_pkey primary key, constraint b_c_check check (c > 0));
        create unique index if not exists b_c_key on a.b (c); create index b_c_idx on a.b (c);
        create policy select_member on a.b for select;
        create trigger touch_row before update on a.b for each row execute function a.d();
        create constraint trigger seal after insert on a.b for each row execute function a.d();"""
    names = {"b_pkey", "b_c_check", "b_c_key", "b_c_idx", "select_member", "touch_row", "seal"}
    assert given_names(text) == names
