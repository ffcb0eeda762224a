"""What the traces of tests depend on, as hashes: the schema, object by object, and this tool."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bo_cli.assurance.mutate.definitions import LEFT_ALONE, Schema
from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.touches import Names
from bo_cli.assurance.world.objects import Function, Relation
from bo_cli.db.connect import Connection
from bo_cli.db.facts import Facts, read_contents

# The same schema, built again, has other oids.
OF_OIDS = frozenset(["oid", "type_oid", "return_oid", "base", "element", "subtype"])
TOOL = (Path(__file__).parent, Path(__file__).parents[2] / "db")


@dataclass(frozen=True)
class Fingerprints:
    """common: hash of what every trace depends on. objects: of each relation and function.

    hidden: those whose use no statistics count, because Postgres writes them into what uses them.
    """

    common: str
    objects: dict[str, str]
    hidden: frozenset[str]
    names: Names

    @property
    def everything(self) -> str:
        """The hash of the whole schema."""
        return self._of(self.objects)

    def of(self, touched: Iterable[str]) -> str:
        """Return the hash of what a test depends on that touched these objects.

        That is what they speak of as well, and what that speaks of in turn where it is hidden.
        """
        found = set(touched)
        waiting = [name for each in found for name in self.names.mentioned_by(each)]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self.names.mentioned_by(name) if name in self.hidden else ()
        return self._of(found)

    def _of(self, names: Iterable[str]) -> str:
        known = [f"{name} {self.objects[name]}" for name in sorted(names) if name in self.objects]
        return digest(self.common, *known)


def fingerprints(
    connection: Connection, schema: Schema, mutants: Iterable[Mutant], helpers: Sequence[str]
) -> Fingerprints:
    """Return the hashes of a database, with the rows that are there before any test.

    mutants: all of the schema; a trace tells of them. helpers: texts that several tests share.
    """
    ids: dict[str, list[str]] = {}
    for mutant in mutants:
        if mutant.site:
            ids.setdefault(mutant.object, []).append(mutant.id)
    catalogue = schema.catalogue
    rows = read_contents(connection, catalogue.schemas)
    everything: list[Relation | Function] = [*catalogue.relations.values()]
    everything += catalogue.functions.values()
    objects = {
        each.name: _of_object(each, schema, rows, ids.get(each.name, [])) for each in everything
    }
    # No text is searched for the names of these.
    shared = {*catalogue.schemas} & LEFT_ALONE
    apart = [name for name in objects if name.partition(".")[0] in shared]
    own = [each for each in catalogue.types.values() if each.name not in catalogue.relations]
    types = sorted(_plain(asdict(each)) for each in own)
    common = digest(tool_version(), *helpers, *types, *(objects.pop(name) for name in apart))
    hidden = {each.name for each in catalogue.functions.values() if each.language == "sql"}
    hidden |= {each.name for each in catalogue.of_kind("v")}
    return Fingerprints(common, objects, frozenset(hidden), Names(catalogue))


def tool_version() -> str:
    """Return the hash of the code that traces."""
    files = sorted(path for folder in TOOL for path in folder.glob("*.*"))
    return digest(*(path.read_text() for path in files if path.suffix in (".py", ".sql")))


def digest(*parts: str) -> str:
    """Return a hash of texts."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _of_object(
    each: Relation | Function, schema: Schema, rows: Facts, mutants: Iterable[str]
) -> str:
    parts = [_plain(asdict(each)), schema.definitions.get(each.name, "")]
    if isinstance(each, Function):
        # A row of a table that it takes or returns is another one when the table has changed.
        oids = [each.return_oid, *(argument.type_oid for argument in each.arguments)]
        found = [schema.catalogue.types[oid] for oid in oids if oid in schema.catalogue.types]
        found += [schema.catalogue.types[each.element] for each in found if each.element]
        parts += [_plain(asdict(each)) for each in found]
    return digest(*parts, rows.get(("rows of", each.name), ""), *sorted(mutants))


def _plain(value: Any) -> str:
    """Return a text that is the same for the same object, in whatever order it was made."""
    if isinstance(value, dict):
        pairs = ((key, _plain(part)) for key, part in value.items() if key not in OF_OIDS)
        return json.dumps(sorted(pairs))
    if isinstance(value, list | tuple):
        parts = [_plain(part) for part in value]
        # Grants, policies and the like come in the order in which they were made.
        return json.dumps(sorted(parts) if value and isinstance(value[0], dict) else parts)
    return json.dumps(value)
