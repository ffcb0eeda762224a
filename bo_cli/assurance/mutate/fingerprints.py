"""What the traces of tests depend on, as hashes: the schema, object by object, and this tool."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bo_cli.assurance.mutate.definitions import LEFT_ALONE, Schema
from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.touches import WORD, Names
from bo_cli.assurance.world.catalogue import Catalogue
from bo_cli.assurance.world.objects import Function, Relation
from bo_cli.db.connect import Connection
from bo_cli.db.facts import Facts, read_contents

# The same schema, built again, has other oids.
OF_OIDS = frozenset(["oid", "type_oid", "return_oid", "base", "element", "subtype"])
TOOL = (Path(__file__).parent, Path(__file__).parents[2] / "db")


@dataclass(frozen=True)
class Fingerprints:
    """common: hash of what every trace depends on. objects: of each relation and function, with
    the types that it names.

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


def fingerprints(connection: Connection, schema: Schema, mutants: Iterable[Mutant]) -> Fingerprints:
    """Return the hashes of a database, with the rows that are there before any test.

    mutants: all of the schema; a trace tells of them.
    """
    ids: dict[str, list[str]] = {}
    for mutant in mutants:
        if mutant.site:
            ids.setdefault(mutant.object, []).append(mutant.id)
    catalogue = schema.catalogue
    rows = read_contents(connection, catalogue.schemas)
    everything: list[Relation | Function] = [*catalogue.relations.values()]
    everything += catalogue.functions.values()
    types, shared_types = _types(catalogue)
    objects = {
        each.name: _of_object(each, schema, types, rows, ids.get(each.name, []))
        for each in everything
    }
    # No text is searched for the names of these.
    shared = {*catalogue.schemas} & LEFT_ALONE
    apart = [name for name in objects if name.partition(".")[0] in shared]
    common = digest(tool_version(), *shared_types, *(objects.pop(name) for name in apart))
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


def _types(catalogue: Catalogue) -> tuple[dict[str, str], list[str]]:
    """Return types by their bare names, with those that they name; and those of everybody.

    An array is what its element is, and a row of a table is that table.
    """
    ours = {*catalogue.schemas} - LEFT_ALONE
    texts: dict[str, str] = {}
    shared = []
    for each in catalogue.types.values():
        schema, _, bare_name = each.name.partition(".")
        if schema not in ours:
            shared.append(_plain(asdict(each)))
        elif each.element is None and each.name not in catalogue.relations:
            texts[bare_name] = texts.get(bare_name, "") + _plain(asdict(each))
    return {name: digest(*_named(texts, name)) for name in texts}, sorted(shared)


def _named(texts: Mapping[str, str], name: str) -> list[str]:
    """Return the text under this name and those under the names in it, and so on."""
    reached: dict[str, str] = {}
    waiting = [name]
    while waiting:
        word = waiting.pop()
        if word in texts and word not in reached:
            reached[word] = texts[word]
            waiting += WORD.findall(texts[word])
    return [reached[word] for word in sorted(reached)]


def _of_object(
    each: Relation | Function,
    schema: Schema,
    types: Mapping[str, str],
    rows: Facts,
    mutants: Iterable[str],
) -> str:
    parts = [_plain(asdict(each)), schema.definitions.get(each.name, "")]
    words = {word for part in parts for word in WORD.findall(part)}
    parts += [types[word] for word in sorted(words & types.keys())]
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
