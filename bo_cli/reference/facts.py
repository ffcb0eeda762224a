"""What the documents tell: relations and functions of schema public, with comments and areas."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bo_cli.assurance.world.catalogue import Catalogue, read_catalogue
from bo_cli.assurance.world.objects import Function, Relation
from bo_cli.client.generate import Reason, read_reasons
from bo_cli.core.errors import BoError
from bo_cli.core.project import Project
from bo_cli.db.connect import Connection
from bo_cli.db.records import records
from bo_cli.reference.bodies import Body, read_bodies
from bo_cli.reference.rows import QUERIES, Rows

WORDS = Path(__file__).with_name("words.toml")
COMMENTS = """
select
  'relation' as kind,
  relation.relname::text as name,
  coalesce(attribute.attname::text, '') as part,
  description.description as text
from pg_catalog.pg_description as description
inner join pg_catalog.pg_class as relation on relation.oid = description.objoid
left join pg_catalog.pg_attribute as attribute
  on attribute.attrelid = relation.oid and attribute.attnum = description.objsubid
  and description.objsubid > 0
where description.classoid = 'pg_catalog.pg_class'::regclass
  and relation.relnamespace = 'public'::regnamespace
union all
select 'function', function.proname::text, '', description.description
from pg_catalog.pg_description as description
inner join pg_catalog.pg_proc as function on function.oid = description.objoid
where description.classoid = 'pg_catalog.pg_proc'::regclass
  and function.pronamespace = 'public'::regnamespace
"""


@dataclass(frozen=True)
class Words:
    """What recurring columns and arguments mean, and values for examples, by their names.

    areas: what each area is about.
    """

    areas: Mapping[str, str]
    columns: Mapping[str, str]
    arguments: Mapping[str, str]
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Facts:
    """comments: by (kind, name, column or ''). areas: by the bare name of a relation or function,
    which is that of its source file. rows: of tables whose rows come with the code.
    """

    catalogue: Catalogue
    bodies: Mapping[str, Body]
    comments: Mapping[tuple[str, str, str], str]
    areas: Mapping[str, str]
    reasons: Mapping[str, Reason]
    words: Words
    rows: Rows = field(default_factory=dict)

    def relations(self, area: str | None = None) -> list[Relation]:
        """Return the tables and views of an area, or of all, by name; partitions are left out."""
        found = [
            relation
            for relation in self.catalogue.of_kind("r", "p", "v", "m")
            if relation.schema == "public" and relation.partition_of is None
        ]
        return self._of_area(found, area)

    def functions(self, area: str | None = None) -> list[Function]:
        """Return the functions of an area, or of all, by name; triggers are left out."""
        found = [
            function
            for function in self.catalogue.functions.values()
            if function.schema == "public" and function.returns != "trigger"
        ]
        return self._of_area(found, area)

    def _of_area(self, found: list[Any], area: str | None) -> list[Any]:
        kept = [each for each in found if area in (None, self.areas[each.bare_name])]
        return sorted(kept, key=lambda each: str(each.bare_name))

    def comment(self, kind: str, name: str, column: str = "") -> str:
        return self.comments.get((kind, name, column), "")

    def column_meaning(self, relation: str, column: str) -> str:
        """Return the column's comment, else what a column of this name always means, else ''."""
        return self.comment("relation", relation, column) or self.words.columns.get(column, "")


def read_words() -> Words:
    """Return words.toml."""
    return Words(**tomllib.loads(WORDS.read_text()))


def read_facts(connection: Connection, project: Project) -> Facts:
    """Return the facts. connection: to a database with reference rows.

    Raises BoError for a table or function that no source file is named after.
    """
    catalogue = read_catalogue(connection, ["public", "private"])
    comments = {
        (row["kind"], row["name"], row["part"]): row["text"]
        for row in records(connection, COMMENTS)
    }
    reasons = {reason.reason: reason for reason in read_reasons(project)}
    rows = {name: records(connection, query) for name, query in QUERIES.items()}
    facts = Facts(
        catalogue, read_bodies(catalogue), comments, _areas(project), reasons, read_words(), rows
    )
    known = {each.bare_name for each in catalogue.relations.values() if each.schema == "public"}
    known -= {each.bare_name for each in catalogue.relations.values() if each.partition_of}
    known -= {each.bare_name for each in catalogue.of_kind("S")}
    known |= {each.bare_name for each in catalogue.functions.values() if each.schema == "public"}
    if homeless := sorted(known - facts.areas.keys()):
        raise BoError(f"no file in sql/ or rpc/ is named after {', '.join(homeless)}")
    return facts


def _areas(project: Project) -> dict[str, str]:
    files = [*project.root.glob("sql/*/*.sql"), *project.root.glob("rpc/*/*.sql")]
    return {path.stem: path.parent.name for path in files}
