"""Draws values: odd ones of each type, and those of canary rows."""

import re
from collections.abc import Sequence

from hypothesis import strategies as st

from bo_cli.assurance.fuzz.model import Ref, TenantRef, Value
from bo_cli.assurance.fuzz.pool import Pool
from bo_cli.assurance.fuzz.targets import Column

Values = st.SearchStrategy[Value]

TEXTS = ["", "a", " ", "%", "*", "_", "'", '"', "\\", "null", "true", "0", "-1", "{}", "[]", "a,b"]
TEXTS += [
    "(",
    "x' or true --",
    "x@y.example",
    "https://example.com/a?b=c",
    "é漢😀",
    "a" * 2000,
    "2026-01-01",
    "A-Z",
]
WHOLE = [0, 1, -1, 2, 50, 500, 501, 32768, 2147483647, -2147483648]
TIMES = [
    "2026-01-01T00:00:00Z",
    "1970-01-01",
    "infinity",
    "-infinity",
    "294276-12-31",
    "0001-01-01",
]
ODD: dict[str, list[Value]] = {
    "text": TEXTS,
    "uuid": ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-4fff-bfff-ffffffffffff", "x"],
    "smallint": [0, 1, -1, 32767, 32768],
    "integer": [*WHOLE, 2147483648],
    "bigint": [*WHOLE, 9223372036854775807],
    "numeric": [0, 1, -1, 0.5, 100.01, "NaN", "Infinity", 10**30],
    "double precision": [0, 1.5, -1, "NaN", "Infinity", 1e300],
    "boolean": [True, False],
    "timestamp with time zone": TIMES,
    "timestamp without time zone": TIMES,
    "date": [*TIMES[1:], "today"],
    "time without time zone": ["00:00", "24:00"],
    "interval": ["1 day", "-1 year", "0"],
    "bytea": ["\\x", "\\x00ff"],
    "inet": ["127.0.0.1", "::1", "10.0.0.0/8"],
    "tsquery": ["a", "a & !b", "'"],
    "tsvector": ["a b", ""],
}
SAME_AS = {
    "character varying": "text",
    "character": "text",
    "citext": "text",
    "extensions.citext": "text",
    "name": "text",
    "real": "double precision",
    "timestamptz": "timestamp with time zone",
}
RANGES = ["empty", "(,)", "[1,2)", "[2026-01-01,2026-02-01)"]
JSON_TYPES = ("json", "jsonb")


def kind_of(type_name: str) -> str:
    """Return the type whose values stand for those of `type_name`, without its length."""
    plain = re.sub(r"\([^)]*\)", "", type_name)
    return SAME_AS.get(plain, plain)


def value_of(pool: Pool, column: Column, words: tuple[str, ...] = ()) -> Values:
    """Return a strategy for a column's or an argument's values.

    words: names that its function knows, for the keys of a JSON document.
    """
    key = (column.name, column.type, column.labels, words)
    return pool.strategy(key, lambda: _value_of(pool, column, words))


def _value_of(pool: Pool, column: Column, words: tuple[str, ...]) -> Values:
    if column.type.endswith("[]"):
        element = Column(column.name.removesuffix("s"), column.type.removesuffix("[]"))
        return st.none() | st.lists(value_of(pool, element, words), max_size=3).map(tuple)
    if kind_of(column.type) in JSON_TYPES:
        return document(pool, words)
    if column.labels:
        return st.sampled_from([*column.labels, None, "no such label"])
    odd = ODD.get(kind_of(column.type), RANGES if "range" in column.type else [])
    chosen: list[Values] = [st.sampled_from([None, *odd])]
    if odd is TEXTS:
        # What the function compares with, and names of tables.
        chosen += [st.sampled_from(names) for names in (words, pool.tables) if names]
    named = pool.named(column.name, kind_of(column.type))
    like = pool.of_type(kind_of(column.type))
    chosen += [_one_of(found) for found in (named, like) if found]
    return st.one_of(chosen)


def _one_of(found: Sequence[Value]) -> Values:
    # sampled_from would look at each of hundreds of values again and again.
    return st.integers(0, len(found) - 1).map(found.__getitem__)


def document(pool: Pool, words: tuple[str, ...] = ()) -> Values:
    """Return a strategy for JSON documents whose keys are names that the database knows."""
    keys = st.sampled_from([*words] or pool.words or ["a"])
    if words and pool.words:
        keys = keys | keys | st.sampled_from(pool.words)
    leaves = st.sampled_from([None, True, False, 0, 1, -1, 10**20, "", "a", "2026-01-01T00:00:00Z"])
    anything = [*pool.of_type("uuid"), *pool.of_type("text")]
    if anything:
        leaves = leaves | _one_of(anything)
    inner = leaves | st.lists(leaves, max_size=3).map(tuple)
    objects = st.dictionaries(keys, inner, max_size=4)
    lists = st.lists(objects, max_size=2) | st.lists(leaves, max_size=2)
    return objects | lists.map(tuple) | leaves


def text_of(pool: Pool) -> Values:
    """Return a strategy for texts: odd ones, and those of canaries, whole, begun or in capitals."""
    return pool.strategy("text", lambda: _text_of(pool))


def _text_of(pool: Pool) -> Values:
    refs = pool.of_type("text")
    shapes = st.sampled_from(["whole", "start", "capitals"])
    shaped = st.builds(_shaped, _one_of(refs), shapes) if refs else st.nothing()
    return st.sampled_from(TEXTS) | shaped


def _shaped(ref: Ref | TenantRef, how: str) -> Ref | TenantRef:
    return Ref(ref.relation, ref.row, ref.column, how) if isinstance(ref, Ref) else ref
