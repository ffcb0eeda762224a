"""Our validator says what JSON Schema says: the published suite, and another implementation."""

import json
import re
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from .config_schemas import PATTERNS, SCHEMAS, TEXTS, VALUES, Schema

Connection = psycopg.Connection[Any]
Fault = tuple[str, str]

SUITE = Path(__file__).parent / "json_schema_test_suite"
# What no settings form should take: a leap second, a quoted local part, an address literal.
STRICTER = {
    ("date-time", "a valid date-time with a leap second, UTC"),
    ("date-time", "a valid date-time with a leap second, with minus offset"),
    ("email", "a quoted string with a space in the local part is valid"),
    ("email", "a quoted string with a double dot in the local part is valid"),
    ("email", "a quoted string with a @ in the local part is valid"),
    ("email", "an IPv4-address-literal after the @ is valid"),
    ("email", "an IPv6-address-literal after the @ is valid"),
}
# Keywords of the suite's schemas that we refuse rather than pass over.
UNKNOWN = re.compile(
    r'"(patternProperties|propertyNames|dependentSchemas|unevaluatedProperties|if|\$id|\$anchor)"'
    r'|"\$ref": "(?!#/\$defs/[A-Za-z][A-Za-z0-9_-]*")'
)
FILES = sorted(SUITE.rglob("*.json"))
ONCE = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))


def faults(db: Connection, schema: Schema, value: Any) -> list[tuple[str, str, str]]:
    return db.execute(
        "select path, keyword, reason from private.config_faults(%s, %s)",
        [json.dumps(schema), json.dumps(value)],
    ).fetchall()


def schema_faults(db: Connection, schema: Schema) -> list[tuple[str, str, str]]:
    return db.execute(
        "select path, keyword, reason from private.config_schema_faults(%s)", [json.dumps(schema)]
    ).fetchall()


@pytest.mark.row("R09")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_published_suite(db: Connection, path: Path) -> None:
    """Each of its cases, but for schemas with a keyword that we refuse and for NUL."""
    asked = 0
    for case in json.loads(path.read_text()):
        text = json.dumps(case["schema"])
        if "\\u0000" in text:  # No text of Postgres holds it.
            continue
        if UNKNOWN.search(text):
            assert schema_faults(db, case["schema"]), case["description"]
            continue
        assert schema_faults(db, case["schema"]) == [], case["description"]
        for test in case["tests"]:
            wanted = test["valid"] and (path.stem, test["description"]) not in STRICTER
            found = faults(db, case["schema"], test["data"])
            assert (found == []) == wanted, (case["description"], test["description"], found)
            asked += 1
    assert asked > 0


@pytest.mark.row("R09")
def test_how_much_of_the_suite_that_is() -> None:
    cases = [case for path in FILES for case in json.loads(path.read_text())]
    known = [case for case in cases if not UNKNOWN.search(json.dumps(case["schema"]))]
    with_nul = [case for case in known if "\\u0000" in json.dumps(case["schema"])]
    assert len(FILES) == 33
    assert (len(known), len(with_nul)) == (155, 2)
    assert sum(len(case["tests"]) for case in known) == 706


def _pattern(_: Any, pattern: str, value: Any, __: Any) -> Any:
    # Python's $ also stands before a last newline; JSON Schema's, and ours, only at the end.
    if isinstance(value, str) and not re.search(re.sub(r"(?<!\\)\$", r"\\Z", pattern), value):
        yield ValidationError("pattern")


Reference = extend(Draft202012Validator, {"pattern": _pattern})


def pointer(parts: Any) -> str:
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def expected(schema: Schema, value: Any) -> set[Fault]:
    return {
        (pointer(error.absolute_path), str(error.validator))
        for error in Reference(schema).iter_errors(value)
    }


def as_reference(fault: tuple[str, str, str]) -> Fault:
    """We name the member that is missing or too many, the reference names its object."""
    path, keyword, _ = fault
    keyword = {"false": "additionalProperties"}.get(keyword, keyword)
    if keyword in ("required", "additionalProperties"):
        path = path.rpartition("/")[0]
    return path, keyword


@pytest.mark.row("R09")
def test_agrees_with_another_implementation(db: Connection) -> None:
    """On whether a value is valid, and on the path and the keyword of every fault."""
    verdicts = set()

    @ONCE
    @given(SCHEMAS, VALUES)
    def check(schema: dict[str, Any], value: Any) -> None:
        assert schema_faults(db, schema) == []
        wanted = expected(schema, value)
        verdicts.add(bool(wanted))
        assert {as_reference(fault) for fault in faults(db, schema, value)} == wanted

    check()
    assert verdicts == {True, False}


@pytest.mark.row("R09")
def test_patterns_mean_the_same_to_python(db: Connection) -> None:
    found = set()

    @ONCE
    @given(PATTERNS, TEXTS)
    def check(pattern: str, text: str) -> None:
        row = db.execute(
            "select private.config_pattern_is_portable(%(p)s), %(t)s ~ %(p)s",
            {"p": pattern, "t": text},
        ).fetchone()
        matches = bool(re.search(pattern.replace("$", r"\Z"), text))
        found.add(matches)
        assert row == (True, matches)

    check()
    assert found == {True, False}


@pytest.mark.row("R09")
@pytest.mark.parametrize(
    "pattern",
    [
        *(".", r"\d", r"\w+", r"\s", r"\bword", "(?i)a", "(?=a)", r"(a)\1", "a**", "[[:alpha:]]"),
        *(
            "*a",
            "(a",
            "a)",
            "[a",
            "a{2,1}",
            "a{999}",
            "***:a",
            r"\pL",
            "a{,2}",
            "[]a]",
            "^*",
            "a*?",
        ),
    ],
)
def test_patterns_that_engines_read_differently(db: Connection, pattern: str) -> None:
    [(path, keyword, _)] = schema_faults(db, {"properties": {"x": {"pattern": pattern}}})
    assert (path, keyword) == ("/properties/x/pattern", "pattern")


BAD_SCHEMAS: list[tuple[Schema, str]] = [
    ({"properties": {"x": {"minimun": 3}}}, "/properties/x/minimun"),
    ({"items": {"type": "text"}}, "/items/type"),
    ({"required": "a"}, "/required"),
    ({"$ref": "#/$defs/none"}, "/$ref"),
    ({"$ref": "other.json"}, "/$ref"),
    (
        {"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"items": {"$ref": "#/$defs/a"}}}},
        "/$defs/a /$defs/b",
    ),
    ({"anyOf": [{"properties": {"x": {"x-access": "staff"}}}]}, "/anyOf/0/properties/x"),
    ({"not": {"x-access": "client"}}, "/not"),
    ({"$defs": {"a": {}}, "$ref": "#/$defs/a", "properties": {}}, ""),
    ({"properties": {"x": {"x-access": "admin"}}}, "/properties/x/x-access"),
    ({"properties": {"key": {"type": "string", "x-secret": True}}}, "/properties/key"),
    ({"properties": {"key": {"pattern": "^vault:", "x-secret": True}}}, "/properties/key"),
    ({"multipleOf": 0}, "/multipleOf"),
    ({"default": 3}, "/default"),
]


@pytest.mark.row("R09")
@pytest.mark.parametrize(("schema", "paths"), BAD_SCHEMAS)
def test_schemas_that_are_refused(db: Connection, schema: Schema, paths: str) -> None:
    assert sorted(fault[0] for fault in schema_faults(db, schema)) == paths.split(" ")


@pytest.mark.row("R09")
def test_what_looks_like_a_fault_and_is_none(db: Connection) -> None:
    """References that go on but not round, access where a value is, a secret of the vault."""
    schema = {
        "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"items": {"$ref": "#/$defs/c"}}, "c": {}},
        "properties": {
            "a": {"$ref": "#/$defs/a"},
            "staff": {"x-access": "staff", "anyOf": [{"type": "string"}, {"type": "null"}]},
            "key": {"type": "string", "pattern": "^vault:[a-z]+$", "x-secret": True},
        },
    }
    assert schema_faults(db, schema) == []


@pytest.mark.row("R09")
def test_an_address_has_at_most_254_characters(db: Connection) -> None:
    longest = "a" * 241 + "@acme.example"
    found = [faults(db, {"format": "email"}, address) for address in (longest, "a" + longest)]
    assert found == [[], [("", "format", "must be of format email")]]


@pytest.mark.row("R09")
def test_a_fault_has_its_path_and_its_reason(db: Connection) -> None:
    schema = {
        "type": "object", "additionalProperties": False, "required": ["n"],
        "properties": {
            "n": {"type": "integer"},
            "l": {"items": {"properties": {"k/1": {"enum": ["x"]}}}},
        },
    }  # fmt: skip
    found = faults(db, schema, {"l": [{}, {"k/1": "secret"}], "typo": 1})
    assert sorted(found) == [
        ("/l/1/k~11", "enum", 'must be one of ["x"]'),
        ("/n", "required", "must be there"),
        ("/typo", "false", "is not known"),
    ]
