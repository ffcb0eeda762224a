"""What a function reads, writes and asks for, also through the private helpers and views it uses.

Read from the text of the bodies, which name every object with its schema. A trigger's work is not
part of it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bo_cli.assurance.world.catalogue import Catalogue

COMMENT = re.compile(r"--[^\n]*")
CALL = re.compile(r"\bpublic\.([a-z_][a-z0-9_]*)\s*\(")
HELPER = re.compile(r"\bprivate\.([a-z_][a-z0-9_]*)")
WRITE = re.compile(r"\b(?:insert\s+into|update|delete\s+from)\s+public\.([a-z_][a-z0-9_]*)")
NAME = re.compile(r"\bpublic\.([a-z_][a-z0-9_]*)")
LITERAL = re.compile(r"'[^']*'")
PERMISSION = re.compile(r"[{',]([a-z_]+\.(?:view|edit|delete|manage))(?=[}',])")


@dataclass(frozen=True)
class Body:
    """Relations by their bare names, permissions as `resource.action`."""

    reads: frozenset[str]
    writes: frozenset[str]
    permissions: frozenset[str]


def read_bodies(catalogue: Catalogue) -> dict[str, Body]:
    """Return what each function of schema public does, by its bare name."""
    texts: dict[str, str] = {}
    for function in catalogue.functions.values():
        if function.schema in ("public", "private"):
            told = texts.get(function.bare_name, "")
            texts[function.bare_name] = told + COMMENT.sub("", function.source)
    for relation in catalogue.relations.values():
        if relation.schema == "private" and relation.definition is not None:
            texts[relation.bare_name] = texts.get(relation.bare_name, "") + relation.definition
    relations = {r.bare_name for r in catalogue.relations.values() if r.schema == "public"}
    public = {f.bare_name for f in catalogue.functions.values() if f.schema == "public"}
    return {name: _body(_with_helpers(name, texts), relations) for name in sorted(public)}


def _with_helpers(name: str, texts: Mapping[str, str]) -> str:
    """Return the text of a function and of all that it calls, each once."""
    seen, waiting = {name}, [name]
    found = []
    while waiting:
        text = texts[waiting.pop()]
        found.append(text)
        called = {*CALL.findall(text), *HELPER.findall(text)} & texts.keys() - seen
        seen |= called
        waiting += sorted(called)
    return "\n".join(found)


def _body(text: str, relations: set[str]) -> Body:
    writes = frozenset(WRITE.findall(text)) & relations
    reads = frozenset(NAME.findall(text)) & relations
    permissions = PERMISSION.findall(" ".join(LITERAL.findall(text)))
    return Body(reads, writes, frozenset(permissions))
