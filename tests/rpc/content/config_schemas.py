"""Random JSON Schemas of the keywords that we know, and values that nearly suit them."""

from typing import Any

from hypothesis import strategies as st

Schema = dict[str, Any] | bool

KEYS = ["a", "b", "c/d", "e~f"]
TYPES = ["array", "boolean", "integer", "null", "number", "object", "string"]
TEXTS = st.text(alphabet="ab1-é😀\n", max_size=4)
# Quarters are exact both as binary and as decimal fractions.
NUMBERS = st.integers(-3, 9) | st.integers(-9, 30).map(lambda quarters: quarters / 4)
SCALARS = st.none() | st.booleans() | NUMBERS | TEXTS
SIZES = st.integers(0, 3)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    ),
    max_leaves=8,
)


def _quantified(atom: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(atom, st.sampled_from(["", "", "*", "+", "?", "{2}", "{0,1}", "{1,}"])).map(
        "".join
    )


ATOMS = st.sampled_from(["a", "b", "1", "-", "é", "[ab]", "[^a]", "[a-z1]", r"\.", r"\[", r"[\-a]"])
PATTERNS = st.recursive(
    st.lists(_quantified(ATOMS), min_size=1, max_size=3).map("".join),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("|".join),
        _quantified(inner.map("({})".format)),
        _quantified(inner.map("(?:{})".format)),
        inner.map("^{}".format),
        inner.map("{}$".format),
    ),
    max_leaves=4,
)

ASSERTIONS: dict[str, st.SearchStrategy[Any]] = {
    "type": st.sampled_from(TYPES) | st.lists(st.sampled_from(TYPES), min_size=1, unique=True),
    "enum": st.lists(VALUES, min_size=1, max_size=4),
    "const": SCALARS,
    "minimum": NUMBERS,
    "maximum": NUMBERS,
    "exclusiveMinimum": NUMBERS,
    "exclusiveMaximum": NUMBERS,
    "multipleOf": st.sampled_from([1, 2, 3, 0.25, 0.5]),
    "minLength": SIZES,
    "maxLength": SIZES,
    "pattern": PATTERNS,
    "minItems": SIZES,
    "maxItems": SIZES,
    "uniqueItems": st.booleans(),
    "minProperties": SIZES,
    "maxProperties": SIZES,
    "required": st.lists(st.sampled_from(KEYS), max_size=2, unique=True),
}


def _below(inner: st.SearchStrategy[Schema]) -> dict[str, st.SearchStrategy[Any]]:
    several = st.lists(inner, min_size=1, max_size=3)
    return {
        "properties": st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
        "additionalProperties": st.just(False) | inner,
        "items": inner,
        "prefixItems": several,
        "allOf": several,
        "anyOf": several,
        "oneOf": several,
        "not": inner,
        "$ref": st.sampled_from(["#/$defs/one", "#/$defs/two"]),
    }


def _clear(schema: dict[str, Any]) -> dict[str, Any]:
    """Members beside a reference are refused, as nobody could say who sees them."""
    holders = {"properties", "additionalProperties", "items", "prefixItems"}
    return {k: v for k, v in schema.items() if "$ref" not in schema or k not in holders}


def _some(keywords: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Schema]:
    """Objects of a few of these keywords."""
    return st.lists(st.sampled_from(sorted(keywords)), max_size=3, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: keywords[name] for name in names}).map(_clear)
    )


def _inner() -> st.SearchStrategy[Schema]:
    return st.recursive(
        _some(ASSERTIONS), lambda inner: _some({**ASSERTIONS, **_below(inner)}), max_leaves=6
    )


# The definitions refer to nothing, so that nothing refers back to itself.
SCHEMAS = st.builds(
    lambda schema, one, two: {**schema, "$defs": {"one": one, "two": two}},
    _some(_below(_inner())),
    _some(ASSERTIONS),
    _some(ASSERTIONS),
)
