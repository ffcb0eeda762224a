"""Which tests touch which objects: by running them once, and by the names in their text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bo_cli.assurance.mutate.definitions import LEFT_ALONE
from bo_cli.assurance.world.catalogue import Catalogue

WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_$]*")
# A test that asks the catalogue can tell any object from what it should be.
CATALOGUE = re.compile(
    r"\bpg_(class|proc|policy|policies|trigger|attribute|roles)\b|\binformation_schema\b"
    r"|\bhas_\w+_privilege\b|\b\w+_(privs|policies|triggers)_are\b|\bpolicy_\w+_(is|are)\b|\baclexplode\b"
    r"|\bis_definer\b"
)


@dataclass(frozen=True)
class Test:
    """A pgTAP file or a Python test. named: what its text names; touched: that, and what it used.

    told: the watched mutants (ids) that would have made a difference while it ran, each with the
    first statement of the file during which it would; None: not known. seconds: how long it took
    without a mutant. parts: the same for each statement of a file.
    """

    id: str
    named: frozenset[str]
    touched: frozenset[str]
    asks_catalogue: bool
    told: dict[str, int] | None = None
    seconds: float = 0.0
    parts: tuple[float, ...] = ()

    @property
    def is_python(self) -> bool:
        """Whether pytest runs it; otherwise it is a pgTAP file."""
        return "::" in self.id


class Names:
    """Finds the objects of a database that a text speaks of."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.functions_by_oid = {f.oid: f.name for f in catalogue.functions.values()}
        self.relations_by_oid = {r.oid: r.name for r in catalogue.relations.values()}

    def named_in(self, text: str) -> frozenset[str]:
        """Return the relations and functions whose bare name is a word of the text."""
        words = set(WORD.findall(text))
        return frozenset(name for word in words for name in self._by_word.get(word, ()))

    def reached_from(self, names: Iterable[str]) -> frozenset[str]:
        """Return the names and whatever their definitions speak of, and so on."""
        reached: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting += self._mentions.get(name, ())
        return frozenset(reached)

    def mentioned_by(self, name: str) -> frozenset[str]:
        """Return what the definition of a relation or function speaks of."""
        return self._mentions.get(name, frozenset())

    def speaking_of(self, names: Iterable[str]) -> frozenset[str]:
        """Return the relations and functions whose definitions speak of one of these."""
        return frozenset().union(*(self._speakers.get(name, ()) for name in names))

    def bare_names(self, names: Iterable[str]) -> set[str]:
        """Return the names without schema and arguments."""
        wanted = {*names}
        return {word for word, found in self._by_word.items() if not wanted.isdisjoint(found)}

    @cached_property
    def _speakers(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for name, mentioned in self._mentions.items():
            for each in mentioned:
                found.setdefault(each, set()).add(name)
        return found

    @cached_property
    def _by_word(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for objects in (self._catalogue.relations.values(), self._catalogue.functions.values()):
            for each in objects:
                if each.schema not in LEFT_ALONE:
                    found.setdefault(each.bare_name, []).append(each.name)
        return found

    @cached_property
    def _mentions(self) -> dict[str, frozenset[str]]:
        """Of each relation (policies, triggers, view) and function (body): what it speaks of."""
        texts = {f.name: f.source for f in self._catalogue.functions.values()}
        for relation in self._catalogue.relations.values():
            parts = [
                relation.definition or "",
                *(c.default or "" for c in relation.columns.values()),
            ]
            parts += [f"{policy.using} {policy.check}" for policy in relation.policies]
            parts += [trigger.definition for trigger in relation.triggers]
            texts[relation.name] = " ".join(parts)
        return {name: self.named_in(text) for name, text in texts.items()}
