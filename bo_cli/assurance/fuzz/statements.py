"""Draws calls through SQL."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from bo_cli.assurance.fuzz.model import Sql, Statement, Typed
from bo_cli.assurance.fuzz.pool import Pool
from bo_cli.assurance.fuzz.rows import row_of
from bo_cli.assurance.fuzz.targets import Column, Function, Link, Table
from bo_cli.assurance.fuzz.values import JSON_TYPES, kind_of, text_of, value_of
from bo_cli.db.quoting import quoted

Part = str | Typed | Sql
Parts = tuple[Part, ...]
ROWS = 200
COMPARISONS = ["=", "=", "<>", "<", ">", "<=", ">=", "is distinct from"]
MATCHES = ["like", "ilike", "~", "~*", "not like"]


def statements_on(pool: Pool, table: Table) -> st.SearchStrategy[Statement]:
    """Return a strategy for reads of a table or view and writes to it."""
    return pool.strategy(("statements", table), lambda: _on(pool, table))


def statements_of(pool: Pool, function: Function) -> st.SearchStrategy[Statement]:
    """Return a strategy for calls of a function."""
    return pool.strategy(("statements", function), lambda: _call(pool, function))


def _on(pool: Pool, table: Table) -> st.SearchStrategy[Statement]:
    kinds = [_select(pool, table), _select(pool, table), _aggregate(pool, table)]
    if _writable(table):
        kinds += [_insert(pool, table), _update(pool, table), _delete(pool, table)]
    return st.one_of(kinds)


@st.composite
def _select(draw: st.DrawFn, pool: Pool, table: Table) -> Statement:
    shown = draw(st.just(()) | _some(table.column_names))
    columns = ", ".join(f"t.{quoted(name)}" for name in shown) or "t.*"
    link = draw(st.sampled_from([None, *table.links]))
    joined = ""
    if link is not None:
        columns += ", j.*"
        joined = f" {draw(st.sampled_from(['left', 'inner']))} join {_join(link)}"
    order = draw(st.just(()) | _some(table.column_names))
    parts: list[Part] = [f"select {columns} from {table.sql} as t{joined}"]
    parts += draw(_where(pool, table))
    if order:
        direction = draw(st.sampled_from(["", " desc", " desc nulls last"]))
        parts.append(" order by " + ", ".join(f"t.{quoted(name)}{direction}" for name in order))
    parts.append(f" limit {ROWS}")
    return Statement(table.name, tuple(parts))


def _join(link: Link) -> str:
    other = quoted(*link.other.split(".", 1))
    pairs = zip(link.columns, link.other_columns, strict=True)
    return f"{other} as j on " + " and ".join(f"t.{quoted(a)} = j.{quoted(b)}" for a, b in pairs)


@st.composite
def _aggregate(draw: st.DrawFn, pool: Pool, table: Table) -> Statement:
    told = ["count(*)"]
    if table.columns:
        column = quoted(draw(st.sampled_from(table.column_names)))
        told += draw(st.sampled_from([[], [f"min(t.{column}::text)", f"max(t.{column}::text)"]]))
    parts: list[Part] = [f"select {', '.join(told)} from {table.sql} as t"]
    return Statement(table.name, (*parts, *draw(_where(pool, table))))


@st.composite
def _insert(draw: st.DrawFn, pool: Pool, table: Table) -> Statement:
    row = draw(row_of(pool, table).filter(bool))
    names = ", ".join(quoted(name) for name in row)
    parts: list[Part] = [f"insert into {table.sql} ({names}) values ("]
    for place, value in enumerate(row.values()):
        parts += [", ", value] if place else [value]
    parts.append(")" + draw(_conflict(table, tuple(row))) + draw(_returning(table)))
    return Statement(table.name, tuple(parts), writes=True)


@st.composite
def _conflict(draw: st.DrawFn, table: Table, names: Sequence[str]) -> str:
    key = draw(st.sampled_from([(), *table.keys]))
    target = f" ({', '.join(quoted(name) for name in key)})" if key else ""
    change = f"{quoted(names[0])} = excluded.{quoted(names[0])}"
    update = f" on conflict{target} do update set {change}"
    return draw(st.sampled_from(["", f" on conflict{target} do nothing", *([update] * bool(key))]))


@st.composite
def _update(draw: st.DrawFn, pool: Pool, table: Table) -> Statement:
    column = draw(st.sampled_from(_writable(table)))
    value = Typed(draw(value_of(pool, column)), column.type)
    parts: Parts = (f"update {table.sql} as t set {quoted(column.name)} = ", value)
    ending = draw(_returning(table))
    return Statement(table.name, (*parts, *draw(_where(pool, table)), ending), writes=True)


@st.composite
def _delete(draw: st.DrawFn, pool: Pool, table: Table) -> Statement:
    parts = (f"delete from {table.sql} as t", *draw(_where(pool, table)), draw(_returning(table)))
    return Statement(table.name, parts, writes=True)


@st.composite
def _returning(draw: st.DrawFn, table: Table) -> str:
    shown = draw(st.just(()) | st.just(("*",)) | _some(table.column_names))
    names = ", ".join(name if name == "*" else quoted(name) for name in shown)
    return f" returning {names}" if names else ""


@st.composite
def _where(draw: st.DrawFn, pool: Pool, table: Table) -> Parts:
    parts: list[Part] = []
    for place in range(draw(st.integers(0, 2)) if table.columns else 0):
        joint = draw(st.sampled_from([" and ", " and ", " or ", " and not "]))
        parts.append(joint if place else " where ")
        parts += draw(_condition(pool, draw(st.sampled_from(table.columns))))
    return tuple(parts)


@st.composite
def _condition(draw: st.DrawFn, pool: Pool, column: Column) -> Parts:
    name = f"t.{quoted(column.name)}"
    value = Typed(draw(value_of(pool, column)), column.type)
    ways: list[Parts] = [(f"{name} is null",), (f"{name} is not null",)]
    ways += [(f"{name} {draw(st.sampled_from(COMPARISONS))} ", value)] * 3
    ways.append(
        (f"{name} in (", value, ", ", Typed(draw(value_of(pool, column)), column.type), ")")
    )
    if kind_of(column.type) in ("text", "uuid"):
        pattern = Typed(draw(text_of(pool)), "text")
        ways.append((f"{name}::text {draw(st.sampled_from(MATCHES))} ", pattern))
    if kind_of(column.type) in JSON_TYPES:
        ways.append((f"{name}::jsonb @> ", value))
    # A cast that fails tells the value that it failed on.
    ways.append((f"{name}::text::numeric > 0",))
    return draw(st.sampled_from(ways))


@st.composite
def _call(draw: st.DrawFn, pool: Pool, function: Function) -> Statement:
    hints = dict(function.hints)
    given: dict[int, Part] = {}
    for place, argument in enumerate(function.arguments):
        if argument.is_optional and draw(st.booleans()):
            continue
        given[place] = Typed(draw(value_of(pool, argument, function.words)), argument.type)
        if argument.name in hints and draw(st.booleans()):
            given[place] = Sql(hints[argument.name])
    return call_statement(function, given)


def call_statement(function: Function, given: Mapping[int, Part]) -> Statement:
    """Return the call of a function. given: arguments by place."""
    parts: list[Part] = []
    for place, value in given.items():
        argument = function.arguments[place]
        if parts:
            parts.append(", ")
        if argument.name:
            parts.append(f"{quoted(argument.name)} => ")
        parts += [value, f"::{function.types[place]}"]
    name = quoted(*function.name.split(".", 1))
    text = (f"select * from {name}(", *parts, f") as t limit {ROWS}")
    return Statement(function.signature, text, writes=function.is_volatile)


def _some(names: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    if not names:
        return st.just(())
    return st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True).map(tuple)


def _writable(table: Table) -> list[Column]:
    return [column for column in table.columns if column.is_writable]
