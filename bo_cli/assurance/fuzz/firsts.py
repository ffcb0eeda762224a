"""The calls that everybody makes before any is drawn: with ids of others, and with hostile values.

However few calls are drawn, nothing goes without these two.
"""

from collections.abc import Iterator, Sequence

from bo_cli.assurance.fuzz.model import Ref, Request, Sql, Statement, TenantRef, Typed, Value
from bo_cli.assurance.fuzz.pool import Pool
from bo_cli.assurance.fuzz.statements import ROWS, Part, call_statement
from bo_cli.assurance.fuzz.targets import Column, Function, Table, Target
from bo_cli.assurance.fuzz.values import JSON_TYPES, ODD, kind_of
from bo_cli.assurance.model import SignedIn
from bo_cli.db.quoting import quoted

HOSTILE = "x' or true --"
PLAIN: dict[str, Value] = {"text": "a", "boolean": True, "date": "2026-01-01"}
MOST_KEYS = 4


class Firsts:
    """Makes the first calls of one identity."""

    def __init__(self, pool: Pool, who: SignedIn) -> None:
        self._pool, self._who = pool, who

    def statements(self, target: Target) -> Iterator[Statement]:
        """Yield the first calls through SQL."""
        if isinstance(target, Table):
            yield from self._reads(target)
            return
        for given in self._arguments(target):
            parts: dict[int, Part] = {
                place: self._part(target, argument, given[argument.name])
                for place, argument in enumerate(target.arguments)
                if argument.name in given
            }
            yield call_statement(target, parts)

    def requests(self, target: Target) -> Iterator[Request]:
        """Yield the first calls through REST."""
        if isinstance(target, Function):
            for given in self._arguments(target):
                yield Request(target.key, "POST", f"/rest/v1/rpc/{target.own_name}", body=given)
            return
        path = f"/rest/v1/{target.own_name}"
        for column, value in self._conditions(target):
            pieces = ("eq.", Typed(value, column.type))
            yield Request(target.key, "GET", path, ((column.name, pieces),))

    @staticmethod
    def _part(function: Function, argument: Column, value: Value) -> Part:
        # What cannot be made up, unless it names a row of somebody else's.
        hint = dict(function.hints).get(argument.name)
        is_hinted = hint is not None and value == _plain(argument)
        return Sql(str(hint)) if is_hinted else Typed(value, argument.type)

    def _reads(self, table: Table) -> Iterator[Statement]:
        for column, value in self._conditions(table):
            name = f"t.{quoted(column.name)}"
            start = f"select t.* from {table.sql} as t where {name} = "
            parts = (start, Typed(value, column.type), f" limit {ROWS}")
            yield Statement(table.key, parts)

    def _conditions(self, table: Table) -> Iterator[tuple[Column, Value]]:
        """Yield a column and a value in a row of others; then a text with a hostile one."""
        columns = {column.name: column for column in table.columns}
        keys = [columns[name] for key in table.keys for name in key if name in columns]
        for column in [*keys, *table.columns]:
            foreign = self._foreign(column)
            if foreign is not None:
                yield column, foreign
                break
        texts = [column for column in table.columns if kind_of(column.type) == "text"]
        yield from ((column, HOSTILE) for column in texts[:1] if not column.labels)

    def _arguments(self, function: Function) -> Iterator[dict[str, Value]]:
        """Yield what to call a function with, by argument: twice, where it takes any."""
        if not all(argument.name for argument in function.arguments):
            return
        given: dict[str, Value] = {}
        hostile: dict[str, Value] = {}
        for argument in function.arguments:
            foreign = self._value(argument, function.words)
            if foreign is not None or not argument.is_optional:
                given[argument.name] = _plain(argument) if foreign is None else foreign
            hostile[argument.name] = _hostile(argument) if foreign is None else foreign
        if hostile == given:
            hostile = {argument.name: _hostile(argument) for argument in function.arguments}
        yield given
        if hostile != given:
            yield hostile

    def _value(self, argument: Column, words: Sequence[str]) -> Value:
        """Return ids of others for an argument, alone or where a document or list has them."""
        if kind_of(argument.type) in JSON_TYPES:
            keys = [(word, self._foreign(Column(word, "uuid"))) for word in words]
            found = [(word, ref) for word, ref in keys if ref is not None][:MOST_KEYS]
            return dict(found) or None
        if argument.type.endswith("[]"):
            element = Column(argument.name.removesuffix("s"), argument.type.removesuffix("[]"))
            ref = self._foreign(element)
            return None if ref is None else (ref,)
        return self._foreign(argument)

    def _foreign(self, column: Column) -> Ref | TenantRef | None:
        """Return a value that a column of this name has in a row of another tenant."""
        named = self._pool.named(column.name, kind_of(column.type))
        return next((ref for ref in named if self._pool.is_of_others(ref, self._who)), None)


def _plain(argument: Column) -> Value:
    if argument.labels:
        return argument.labels[0]
    if argument.type.endswith("[]"):
        return ()
    kind = kind_of(argument.type)
    if kind in JSON_TYPES:
        return {}
    odd = ODD.get(kind, [None])
    return PLAIN.get(kind, odd[min(1, len(odd) - 1)])


def _hostile(argument: Column) -> Value:
    if argument.labels:
        return None
    kind = kind_of(argument.type.removesuffix("[]"))
    if kind in JSON_TYPES:
        return {HOSTILE: HOSTILE}
    value = HOSTILE if kind == "text" else ODD.get(kind, [None])[-1]
    return (value,) if argument.type.endswith("[]") else value
