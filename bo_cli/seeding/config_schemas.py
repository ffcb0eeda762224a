"""Reference rows of config_schemas, made from the JSON Schema files in seeds/reference/config/."""

import json
from dataclasses import dataclass
from typing import Any

from bo_cli.core.errors import BoError
from bo_cli.core.project import Project

FOLDER = "seeds/reference/config"
SUFFIX = ".schema.json"
TARGET = "seeds/reference/130_config_schemas.sql"
COLUMNS = (
    *("scope", "title", "description", "json_schema", "is_feature"),
    *("enabled_by_default", "default_config", "merge_strategy", "access"),
)
SETTINGS = set(COLUMNS) - {"title", "description", "json_schema"}
HEAD = f"""\
-- What can be set. Written by `bo gen config` from {FOLDER}/*{SUFFIX}.
insert into public.config_schemas (
  slug, {", ".join(COLUMNS[:5])},
  {", ".join(COLUMNS[5:])}
)
values
"""  # noqa: S608


@dataclass(frozen=True)
class ConfigSchema:
    """One file: its name, and the columns that it gives."""

    slug: str
    columns: dict[str, Any]


def read_config_schemas(project: Project) -> list[ConfigSchema]:
    """Return what the files say, by slug.

    Raises BoError naming the file that is no JSON object with x-config, title and description.
    """
    paths = sorted((project.root / FOLDER).glob(f"*{SUFFIX}"))
    return [
        ConfigSchema(path.name.removesuffix(SUFFIX), _columns(path.name, path.read_text()))
        for path in paths
    ]


def _columns(name: str, text: str) -> dict[str, Any]:
    try:
        schema = json.loads(text)
        given = dict(schema.pop("x-config"))
        columns = {"title": schema["title"], "description": schema["description"], **given}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BoError(
            f"{FOLDER}/{name}: {error!r}", hint="docs/settings.md: Add settings"
        ) from None
    if given.keys() != SETTINGS:
        raise BoError(f"{FOLDER}/{name}: x-config must have {', '.join(sorted(SETTINGS))}")
    return {**columns, "json_schema": schema}


def config_schema_rows(schemas: list[ConfigSchema]) -> str:
    """Return the seed file: the rows of these schemas, and no others."""
    rows = ",\n".join(_row(schema) for schema in schemas)
    updates = ",\n".join(f"  {name} = excluded.{name}" for name in COLUMNS)
    old, new = (
        ",\n".join(f"    {table}.{name}" for name in COLUMNS)
        for table in ("config_schemas", "excluded")
    )
    slugs = ", ".join(_literal(schema.slug) for schema in schemas)
    return f"""{HEAD}{rows}
on conflict (slug) do update set
{updates}
where
  (
{old}
  ) is distinct from (
{new}
  );

-- Fails while something is set in settings that are no more: a migration decides about that.
delete from public.config_schemas
where slug not in (
  {_wrapped(slugs)}
);
"""  # noqa: S608


def _row(schema: ConfigSchema) -> str:
    values = [_literal(schema.slug), *(_literal(schema.columns[name]) for name in COLUMNS)]
    return "(\n" + ",\n".join(f"  {value}" for value in values) + "\n)"


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return "$json$" + json.dumps(value, indent=2, ensure_ascii=False) + "$json$"


def _wrapped(slugs: str) -> str:
    names = slugs.split(", ")
    return ",\n  ".join(", ".join(names[n : n + 6]) for n in range(0, len(names), 6))
