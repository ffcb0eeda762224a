"""Candidates for a column, from its type: SQL expressions, the likeliest first."""

import re
from collections.abc import Callable

from bo_cli.assurance.world.catalogue import Catalogue
from bo_cli.assurance.world.literals import Literals, literals_of
from bo_cli.assurance.world.objects import Type
from bo_cli.assurance.world.plain_types import MOMENTS, PLAIN, TEXTS
from bo_cli.assurance.world.seeds import Seed
from bo_cli.assurance.world.texts import text_candidates
from bo_cli.db.quoting import literal

_LENGTH = re.compile(r"\((\d+)")
_MOST_ELEMENTS = 12
_ENDS = re.compile(r"expir|until|valid_to|(^|_)(due|ends?|deadline)(_|$)")


class Values:
    """Finds candidates; `catalogue` knows the types."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def of(self, oid: int, type_name: str, name: str, seed: Seed, literals: Literals) -> list[str]:
        """Return expressions of the type, or of the type behind a domain.

        type_name: with length or precision. name: the column's, which may tell what it holds.
        literals: of the checks on it; those of a domain are added here.
        """
        found = self.catalogue.types[oid]
        if found.base is not None:
            literals = literals_of([check.expression for check in found.checks], literals)
            base_name = found.base_name or ""
            return self.of(found.base, base_name, name, seed, literals)
        return self._maker(found)(found, type_name, name, seed, literals)

    def _maker(self, found: Type) -> Callable[[Type, str, str, Seed, Literals], list[str]]:
        if found.name in TEXTS:
            return self._texts
        if found.element is not None and found.category == "A":
            return self._arrays
        makers = {"e": self._enums, "c": self._rows, "r": self._ranges, "m": self._multiranges}
        return makers.get(found.kind, self._plain)

    def _texts(
        self, found: Type, type_name: str, name: str, seed: Seed, lits: Literals
    ) -> list[str]:
        length = _LENGTH.search(type_name)
        longest = int(length[1]) if length else TEXTS[found.name]
        texts = text_candidates(name, seed, lits, longest)
        return [f"{literal(text)}::{type_name}" for text in texts]

    def _enums(
        self, found: Type, _type: str, _name: str, _seed: Seed, _lits: Literals
    ) -> list[str]:
        return [f"{literal(label)}::{found.name}" for label in found.labels]

    def _arrays(self, found: Type, _type: str, name: str, seed: Seed, lits: Literals) -> list[str]:
        assert found.element is not None  # noqa: S101 - what makes it an array
        element = self.catalogue.types[found.element]
        each = self.of(element.oid, element.name, name, seed, lits)
        typed = [self._as_element(expression, element) for expression in each[:_MOST_ELEMENTS]]
        arrays = [f"array[{expression}]::{found.name}" for expression in typed]
        arrays.append(f"array[{', '.join(typed)}]::{found.name}")
        return [*arrays[:1], f"'{{}}'::{found.name}", *arrays[1:]]

    @staticmethod
    def _as_element(expression: str, element: Type) -> str:
        return f"({expression})::{element.name}" if element.kind == "d" else expression

    def _rows(self, found: Type, _type: str, _name: str, seed: Seed, lits: Literals) -> list[str]:
        parts = []
        for column in found.attributes:
            candidates = self.of(column.type_oid, column.type, column.name, seed, lits)
            parts.append(candidates[0] if candidates else "null")
        return [f"row({', '.join(parts)})::{found.name}"]

    def _ranges(
        self, found: Type, _type: str, _name: str, seed: Seed, _lits: Literals
    ) -> list[str]:
        """Ranges that do not overlap from row to row come first."""
        assert found.subtype is not None  # noqa: S101 - what makes it a range
        lower, upper = _steps(self.catalogue.types[found.subtype].name, seed.number)
        bounds = [f"{lower}, {upper}", f"{lower}, null", "null, null"]
        return [f"{found.name}({bound})" for bound in bounds]

    def _multiranges(
        self, found: Type, _t: str, name: str, seed: Seed, lits: Literals
    ) -> list[str]:
        ranges = {each.subtype: each for each in self.catalogue.types.values() if each.kind == "r"}
        inner = self._ranges(ranges[found.subtype], _t, name, seed, lits)
        return [f"{found.name}({each})" for each in inner]

    @staticmethod
    def _plain(found: Type, type_name: str, name: str, seed: Seed, lits: Literals) -> list[str]:
        made = PLAIN.get(found.name)
        if made:
            # What ends has not ended yet; everything else has happened already.
            later = [f"(now() + interval '{30 + seed.number} days')::{type_name}"]
            ends = found.name in MOMENTS and _ENDS.search(name)
            return list(dict.fromkeys((later if ends else []) + made(type_name, seed, lits)))
        # A type of an extension: what its input function takes is tried out.
        guesses = [seed.token, "1", "{}", "[1,1,1]", "(1,1)", "POINT(1 1)", *lits.texts]
        dimensions = _LENGTH.search(type_name)
        if dimensions:
            guesses.insert(0, f"[{','.join(['1'] * int(dimensions[1]))}]")
        return [f"{literal(guess)}::{type_name}" for guess in guesses]


def _steps(subtype: str, number: int) -> tuple[str, str]:
    """Return the bounds of the nth range."""
    whole = {"integer", "bigint", "numeric"}
    if subtype in whole:
        return f"{number * 10}::{subtype}", f"{number * 10 + 10}::{subtype}"
    unit = "days" if subtype == "date" else "hours"
    begin = "date_trunc('day', now()) + interval"
    return (
        f"({begin} '{number} {unit}')::{subtype}",
        f"({begin} '{number + 1} {unit}')::{subtype}",
    )
