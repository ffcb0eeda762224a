"""Draws calls through REST, with everything that PostgREST's addresses and headers allow."""

import json
from collections.abc import Sequence

from hypothesis import strategies as st

from bo_cli.assurance.fuzz.model import Request, Typed, Value
from bo_cli.assurance.fuzz.pool import Pool
from bo_cli.assurance.fuzz.rows import row_of
from bo_cli.assurance.fuzz.targets import Column, Function, Link, Table
from bo_cli.assurance.fuzz.values import JSON_TYPES, kind_of, text_of, value_of

Piece = str | Typed
Pieces = tuple[Piece, ...]
Parameter = tuple[str, Pieces]
Header = tuple[str, str]

COMPARE = ["eq", "eq", "eq", "neq", "gt", "gte", "lt", "lte", "isdistinct"]
MATCH = ["like", "ilike", "match", "imatch"]
SEARCH = ["fts", "plfts", "phfts", "wfts", "fts(english)"]
CONTAIN = ["cs", "cd", "ov"]
RANGE = ["sl", "sr", "nxr", "nxl", "adj"]
IS = ["null", "not_null", "true", "false", "unknown"]
COUNTS = ["count=exact", "count=planned", "count=estimated"]
READING: list[Header] = [("Prefer", count) for count in COUNTS]
READING += [("Range", "0-4"), ("Range", "5-"), ("Prefer", "handling=strict,timezone=Europe/Paris")]
READING += [("Accept", "text/csv"), ("Accept", "application/vnd.pgrst.object+json")]
READING += [("Accept", "application/vnd.pgrst.plan+json"), ("Accept", "application/geo+json")]
READING += [("Accept-Profile", "private"), ("Prefer", "count=exact, count=planned")]
RETURN = ["return=representation", "return=minimal", "return=headers-only"]
WRITING = [*RETURN, "resolution=merge-duplicates", "resolution=ignore-duplicates", "tx=rollback"]
WRITING += ["missing=default", "max-affected=1,handling=strict", *COUNTS]
CASTS = ["text", "integer", "jsonb"]
AGGREGATES = ["count()", "max()", "min()", "sum()"]


def requests_on(pool: Pool, table: Table) -> st.SearchStrategy[Request]:
    """Return a strategy for reads of a table or view and writes to it."""
    return pool.strategy(("requests", table), lambda: _on(pool, table))


def requests_of(pool: Pool, function: Function) -> st.SearchStrategy[Request]:
    """Return a strategy for calls of a function."""
    return pool.strategy(("requests", function), lambda: _call(pool, function))


def _on(pool: Pool, table: Table) -> st.SearchStrategy[Request]:
    kinds = [_read(pool, table), _read(pool, table), _read(pool, table)]
    if any(column.is_writable for column in table.columns):
        kinds += [_insert(pool, table), _change(pool, table)]
    return st.one_of(kinds)


@st.composite
def _read(draw: st.DrawFn, pool: Pool, table: Table) -> Request:
    query = [*draw(_select(table)), *draw(_filters(pool, table)), *draw(_order(table))]
    query += draw(st.sampled_from([[], [("limit", ("3",))], [("offset", ("1",))]]))
    headers = draw(st.lists(st.sampled_from(READING), max_size=1))
    method = draw(st.sampled_from(["GET", "GET", "GET", "HEAD"]))
    return Request(table.name, method, _path(table), tuple(query), tuple(headers))


@st.composite
def _insert(draw: st.DrawFn, pool: Pool, table: Table) -> Request:
    rows = draw(st.lists(_row(pool, table), min_size=1, max_size=2))
    if draw(st.booleans()):
        return Request(table.name, "POST", _path(table), body=rows[0])
    query = [*draw(_select(table)), *draw(_conflict(table))]
    if draw(st.booleans()):
        query.append(("columns", (",".join(sorted(rows[0])),)))
    body: Value = rows[0] if len(rows) == 1 else tuple(rows)
    headers = draw(_preferences())
    return Request(table.name, "POST", _path(table), tuple(query), headers, body)


@st.composite
def _change(draw: st.DrawFn, pool: Pool, table: Table) -> Request:
    method = draw(st.sampled_from(["PATCH", "PATCH", "DELETE", "PUT"]))
    query = [*draw(_filters(pool, table)), *draw(_select(table))]
    body = None if method == "DELETE" else draw(_row(pool, table))
    if method == "PATCH" and body:
        changed = draw(st.sampled_from(sorted(body)))
        body = {changed: body[changed]}
    return Request(table.name, method, _path(table), tuple(query), draw(_preferences()), body)


@st.composite
def _call(draw: st.DrawFn, pool: Pool, function: Function) -> Request:
    given = {
        argument.name: draw(value_of(pool, argument, function.words))
        for argument in function.arguments
        if argument.name and not (argument.is_optional and draw(st.booleans()))
    }
    headers = draw(st.lists(st.sampled_from(READING), max_size=1))
    path = f"/rest/v1/rpc/{function.own_name}"
    if not function.is_volatile and draw(st.integers(0, 3)) == 3:
        types = {argument.name: argument.type for argument in function.arguments}
        query = tuple((name, (Typed(value, types[name]),)) for name, value in given.items())
        return Request(function.signature, "GET", path, query, tuple(headers))
    return Request(function.signature, "POST", path, (), tuple(headers), given)


def _row(pool: Pool, table: Table) -> st.SearchStrategy[dict[str, Value]]:
    rows = row_of(pool, table)
    return rows.map(lambda row: {name: typed.value for name, typed in row.items()})


def _preferences() -> st.SearchStrategy[tuple[Header, ...]]:
    chosen = st.lists(st.sampled_from(WRITING), max_size=3, unique=True)
    return chosen.map(lambda words: (("Prefer", ",".join(words)),) if words else ())


@st.composite
def _select(draw: st.DrawFn, table: Table) -> list[Parameter]:
    if draw(st.booleans()) or not table.columns:
        return []
    terms = draw(st.lists(_term(table), min_size=1, max_size=3))
    return [("select", (",".join(terms),))]


@st.composite
def _term(draw: st.DrawFn, table: Table) -> str:
    column = draw(st.sampled_from(table.columns))
    ways = ["*", column.name, column.name, f"other:{column.name}"]
    ways.append(f"{column.name}::{draw(st.sampled_from(CASTS))}")
    ways += [f"{column.name}.{draw(st.sampled_from(AGGREGATES))}", "count()"]
    if kind_of(column.type) in JSON_TYPES:
        ways += [f"{column.name}->a", f"{column.name}->>a"]
    for link in table.links:
        ways += _embedded(link)
    return draw(st.sampled_from(ways))


def _embedded(link: Link) -> list[str]:
    other = link.other.partition(".")[2]
    ways = [f"{other}(*)", f"{other}!inner(*)", f"...{other}(*)"]
    # The local API cannot do this with a key of several columns (docs/local-api.md).
    return [*ways, f"{other}!{link.name}(*)"] if len(link.columns) == 1 else ways


@st.composite
def _conflict(draw: st.DrawFn, table: Table) -> list[Parameter]:
    key = draw(st.sampled_from([(), *table.keys]))
    return [("on_conflict", (",".join(key),))] if key else []


@st.composite
def _order(draw: st.DrawFn, table: Table) -> list[Parameter]:
    if draw(st.booleans()) or not table.columns:
        return []
    names = st.lists(st.sampled_from(table.column_names), min_size=1, max_size=2, unique=True)
    ending = draw(st.sampled_from(["", ".desc", ".asc.nullsfirst", ".desc.nullslast"]))
    return [("order", (",".join(name + ending for name in draw(names)),))]


@st.composite
def _filters(draw: st.DrawFn, pool: Pool, table: Table) -> list[Parameter]:
    if not table.columns:
        return []
    found = draw(st.lists(_filter(pool, table.columns), max_size=2))
    if len(found) == 2 and draw(st.booleans()):
        (one, first), (two, second) = found
        word = draw(st.sampled_from(["or", "and", "not.or", "not.and"]))
        return [(word, (f"({one}.", *_nested(first), f",{two}.", *_nested(second), ")"))]
    return found


@st.composite
def _filter(draw: st.DrawFn, pool: Pool, columns: Sequence[Column]) -> Parameter:
    column = draw(st.sampled_from(columns))
    pieces = draw(_operation(pool, column))
    return column.name, ("not.", *pieces) if draw(st.integers(0, 4)) == 4 else pieces


@st.composite
def _operation(draw: st.DrawFn, pool: Pool, column: Column) -> Pieces:
    value = Typed(draw(value_of(pool, column)), column.type)
    second = Typed(draw(value_of(pool, column)), column.type)
    compare = draw(st.sampled_from(COMPARE))
    ways: list[Pieces] = [(f"{compare}.", value)] * 3
    ways += [("in.(", quoted_value(value), ",", quoted_value(second), ")")]
    ways += [(f"is.{draw(st.sampled_from(IS))}",)]
    ways += [("eq(any).{", quoted_value(value), ",", quoted_value(second), "}")]
    pattern = Typed(draw(text_of(pool)), "text")
    match = draw(st.sampled_from(MATCH))
    ways += [(f"{match}.", pattern), (f"{match}(any).{{", quoted_value(pattern), "}")]
    special = draw(st.sampled_from([*SEARCH, *CONTAIN, *RANGE]))
    ways += [(f"{special}.", value)]
    return draw(st.sampled_from(ways))


def quoted_value(typed: Typed) -> Typed:
    """Return the value as it is written inside of a list."""
    return Typed(typed.value, f'"{typed.type}"')


def _nested(pieces: Pieces) -> Pieces:
    """Inside of `or=(…)` a value may hold commas and brackets only in quotes."""
    last = pieces[-1]
    is_bare = isinstance(last, Typed) and not last.type.startswith('"')
    return (*pieces[:-1], quoted_value(last)) if is_bare and isinstance(last, Typed) else pieces


def rendered(pool: Pool, pieces: Pieces) -> str:
    """Return a parameter's text."""
    return "".join(piece if isinstance(piece, str) else _text(pool, piece) for piece in pieces)


def _text(pool: Pool, typed: Typed) -> str:
    if not typed.type.startswith('"'):
        text = pool.text(typed)
        return "null" if text is None else text
    return json.dumps(
        pool.text(Typed(typed.value, typed.type.strip('"'))) or "", ensure_ascii=False
    )


def _path(table: Table) -> str:
    return f"/rest/v1/{table.own_name}"


def values_in(request: Request) -> list[Value]:
    """Return everything in a request that came from somebody's hand."""
    pieces = [piece for _, pieces in request.query for piece in pieces]
    return [*(p.value if isinstance(p, Typed) else p for p in pieces), request.body]
