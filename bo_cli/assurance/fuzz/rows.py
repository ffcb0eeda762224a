"""Draws rows to write: like a canary's, with new keys, or with anything in any column."""

from hypothesis import strategies as st

from bo_cli.assurance.fuzz.model import Ref, Typed
from bo_cli.assurance.fuzz.pool import Pool
from bo_cli.assurance.fuzz.targets import Column, Table
from bo_cli.assurance.fuzz.values import kind_of, value_of

Row = dict[str, Typed]
NUMBERS = ("smallint", "integer", "bigint", "numeric")


@st.composite
def row_of(draw: st.DrawFn, pool: Pool, table: Table) -> Row:
    """Draw a row for an insert or an upsert; half of them should be accepted from somebody."""
    canary = draw(st.sampled_from(range(pool.rows(table.name)))) if pool.rows(table.name) else None
    if canary is not None and draw(st.booleans()):
        return draw(_copy(table, draw(st.sampled_from(table.mine or (canary,)))))
    row: Row = {}
    for column in table.columns:
        what = draw(st.sampled_from(["same", "same", "drawn", "absent"]))
        if not column.is_writable or what == "absent":
            continue
        row[column.name] = Typed(draw(value_of(pool, column)), column.type)
        if what == "same" and canary is not None:
            row[column.name] = _same(table, canary, column)
    return row


@st.composite
def _copy(draw: st.DrawFn, table: Table, canary: int) -> Row:
    """A row like the canary, with keys that are new, in the columns that may be written."""
    keys = {name for key in table.keys for name in key}
    linked = {name for link in table.links for name in link.columns}
    row: Row = {}
    for column in table.columns:
        if not (column.is_writable and column.is_granted):
            continue
        row[column.name] = _same(table, canary, column)
        if column.name in keys and column.name not in linked:
            row[column.name] = Typed(draw(_new(column)), column.type)
    return row


def _same(table: Table, canary: int, column: Column) -> Typed:
    # As text: it is what Postgres printed.
    return Typed(
        Ref(table.name, canary, column.name), "text" if "[]" in column.type else column.type
    )


def _new(column: Column) -> st.SearchStrategy[str | int]:
    kind = kind_of(column.type)
    if kind == "uuid":
        return st.uuids(version=4).map(str)
    numbers = st.integers(10_000, 32_000)
    return numbers if kind in NUMBERS else numbers.map(lambda number: f"fuzz{number}")
