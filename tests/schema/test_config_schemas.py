"""The schemas of settings: files, reference rows and table say the same."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bo_cli.core.errors import BoError
from bo_cli.core.project import Project
from bo_cli.seeding.config_schemas import (
    COLUMNS,
    FOLDER,
    TARGET,
    config_schema_rows,
    read_config_schemas,
)


@pytest.mark.row("R09")
def test_the_reference_rows_are_those_of_the_files(project: Project) -> None:
    fresh = config_schema_rows(read_config_schemas(project))
    assert (project.root / TARGET).read_text() == fresh, "run bo gen config"


@pytest.mark.row("R09")
def test_the_table_has_what_the_files_say(project: Project, db: psycopg.Connection[Any]) -> None:
    rows = db.execute(f"select slug, {', '.join(COLUMNS)} from config_schemas order by slug")
    found = {slug: dict(zip(COLUMNS, row, strict=True)) for slug, *row in rows}
    assert found == {each.slug: each.columns for each in read_config_schemas(project)}
    assert len(found) == 13


def test_a_changed_file_shows(project: Project) -> None:
    schemas = read_config_schemas(project)
    changed = [replace(schemas[0], columns={**schemas[0].columns, "title": "It's new"})]
    assert "'It''s new'" in config_schema_rows([*changed, *schemas[1:]])
    assert config_schema_rows(changed) != config_schema_rows(schemas)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "{}",
        '{"x-config": {}}',
        '{"title": "T", "description": "D", "x-config": {"a": 1}}',
    ],
)
def test_a_file_that_is_none_is_named(tmp_path: Path, text: str) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    (folder / "odd.schema.json").write_text(text)
    with pytest.raises(BoError, match=r"config/odd\.schema\.json"):
        read_config_schemas(Project(tmp_path))


def test_rows_are_written_so_that_sql_reads_them(db: psycopg.Connection[Any]) -> None:
    """Running the statement again changes nothing; a slug that is no more goes."""
    statement = (Path(__file__).parents[2] / TARGET).read_text()
    before = db.execute("select xmin, slug from config_schemas order by slug").fetchall()
    db.execute(statement)
    assert db.execute("select xmin, slug from config_schemas order by slug").fetchall() == before
    db.execute(
        "insert into config_schemas (slug, scope, title, description, json_schema, access)"
        " values ('gone', 'global', 'Gone', 'Gone', %s, 'staff')",
        [json.dumps({"type": "object"})],
    )
    db.execute(statement)
    assert db.execute("select 1 from config_schemas where slug = 'gone'").fetchone() is None
