"""The values that calls are made of, named so that a seed draws the same ones in any database."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from bo_cli.assurance.fuzz.model import Ref, Sql, TenantRef, Typed, Value
from bo_cli.assurance.fuzz.targets import Function, Table
from bo_cli.assurance.model import Canary, SignedIn
from bo_cli.db.quoting import literal

Made = TypeVar("Made")
START = 12  # characters of a value that count as its beginning


class Pool:
    """Canaries and tenants as a source of values, and what the names in calls stand for."""

    def __init__(
        self,
        tables: Sequence[Table],
        functions: Sequence[Function],
        canaries: Mapping[str, Sequence[Canary]],
        tenants: Mapping[str, str],
        kinds: Mapping[tuple[str, str], str],
    ) -> None:
        """kinds: (relation, column) -> the type whose values it holds."""
        self._canaries, self._tenants = canaries, tenants
        self._strategies: dict[Any, Any] = {}
        self._by_type: dict[str, list[Ref | TenantRef]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], list[Ref | TenantRef]] = defaultdict(list)
        self.tables = sorted({table.own_name for table in tables})
        self.words = sorted(
            {name for table in tables for name in table.column_names}
            | {argument.name for function in functions for argument in function.arguments}
        )
        tenant_refs = [TenantRef(name) for name in sorted(tenants)]
        for kind in ("uuid", "text", "bigint", "integer"):
            if tenant_refs and all(_fits(tenants[ref.name], kind) for ref in tenant_refs):
                self._by_type[kind] += tenant_refs
        for relation in sorted(canaries):
            for row, canary in enumerate(canaries[relation]):
                for column in sorted(canary.values):
                    if canary.values[column] is not None:
                        self._add(Ref(relation, row, column), kinds.get((relation, column), ""))

    def _add(self, ref: Ref, kind: str) -> None:
        self._by_type[kind].append(ref)
        self._by_name[ref.column, kind].append(ref)
        # `conversation_id` is the id of a row of `conversations`.
        stem = ref.relation.partition(".")[2].rstrip("s")
        self._by_name[f"{stem}_{ref.column}", kind].append(ref)

    def strategy(self, key: Any, make: Callable[[], Made]) -> Made:
        """Return hypothesis' strategy of this key: making one costs more than drawing from it."""
        if key not in self._strategies:
            self._strategies[key] = make()
        found: Made = self._strategies[key]
        return found

    def of_type(self, kind: str) -> list[Ref | TenantRef]:
        """Return the values of this type."""
        return self._by_type.get(kind, [])

    def named(self, name: str, kind: str) -> list[Ref | TenantRef]:
        """Return the values of this type that a column or an argument of this name may mean."""
        found = self._by_name.get((name, kind), [])
        stem = name.removesuffix("s")
        return found or self._by_name.get((stem, kind), [])

    def rows(self, relation: str) -> int:
        """Return how many canaries a relation has."""
        return len(self._canaries.get(relation, ()))

    def is_of_others(self, ref: Ref | TenantRef, who: SignedIn) -> bool:
        """Tell whether a value stands in a row of a tenant that somebody does not belong to."""
        tenant = ref.name if isinstance(ref, TenantRef) else None
        if isinstance(ref, Ref):
            tenant = self._canaries[ref.relation][ref.row].tenant
        return tenant is not None and tenant not in who.tenants

    def resolve(self, value: Value) -> Any:
        """Return what a value stands for here: JSON's own types."""
        if isinstance(value, Ref):
            text = self._canaries[value.relation][value.row].values.get(value.column) or ""
            return {"start": text[:START], "capitals": text.upper()}.get(value.how, text)
        if isinstance(value, TenantRef):
            return self._tenants[value.name]
        if isinstance(value, tuple):
            return [self.resolve(item) for item in value]
        if isinstance(value, dict):
            return {key: self.resolve(item) for key, item in value.items()}
        return value

    def text(self, typed: Typed) -> str | None:
        """Return a value as Postgres reads it from text, for the type it is written for."""
        return as_text(self.resolve(typed.value), typed.type)

    def sql(self, parts: Iterable[str | Typed | Sql]) -> str:
        """Return a statement with its values as literals."""
        return "".join(self._sql(part) for part in parts)

    def _sql(self, part: str | Typed | Sql) -> str:
        if isinstance(part, Typed):
            return literal(self.text(part))
        return f"({part.text})" if isinstance(part, Sql) else part

    def inputs(self, values: Iterable[Value]) -> set[str]:
        """Return every text in these values, in lower case."""
        return {text.lower() for value in values for text in _texts(self.resolve(value))}


def as_text(value: Any, type_name: str) -> str | None:
    """Return a value of JSON as Postgres reads it from text; None for NULL."""
    if type_name in ("json", "jsonb"):
        return json.dumps(value)
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "{" + ",".join(_element(item, type_name.removesuffix("[]")) for item in value) + "}"
    return value if isinstance(value, str) else json.dumps(value)


def _element(value: Any, type_name: str) -> str:
    text = as_text(value, type_name)
    if text is None:
        return "NULL"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif value is not None:
        yield value if isinstance(value, str) else json.dumps(value)


def _fits(text: str, kind: str) -> bool:
    if kind == "uuid":
        return bool(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text))
    return kind == "text" or text.lstrip("-").isdigit()
