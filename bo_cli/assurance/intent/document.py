"""The shape of an intent file: which keys there are, and what kind of value each has."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictStr, ValidationError

from bo_cli.assurance.intent.problems import key_of


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_sql(value: Any) -> Any:
    """Numbers and booleans may be written without quotes."""
    return str(value).lower() if isinstance(value, int | float) else value


Texts = Annotated[list[StrictStr], BeforeValidator(_as_list)]
Sql = Annotated[StrictStr, Field(min_length=1), BeforeValidator(_as_sql)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class IdentityShape(_Shape):
    """`[identities.NAME]`; like: an identity above, of which it has what it does not say itself."""

    like: StrictStr | None = None
    role: StrictStr | None = None
    person: StrictStr | None = None
    claims: dict[str, Any] = {}
    tenants: Texts = []
    own: Texts = []


class RelationShape(BaseModel):
    """`[relations."PATTERN"]`; every other key is a command with its columns."""

    model_config = ConfigDict(extra="allow")
    own: Texts | None = None
    tenant: StrictStr | None = None
    __pydantic_extra__: dict[str, dict[str, StrictStr]]


class FunctionShape(_Shape):
    """`[functions."PATTERN"]`"""

    execute: dict[str, StrictStr] = {}
    arguments: dict[str, Sql] = {}


class Document(_Shape):
    """The whole file."""

    version: Literal[1]
    schemas: Texts = ["public"]
    tenant_column: StrictStr | None = None
    tenant_relation: StrictStr | None = None
    setup: Texts = []
    tenants: dict[str, Sql] = {}
    groups: dict[str, list[StrictStr]] = {}
    identities: dict[str, IdentityShape]
    relations: dict[str, RelationShape] = {}
    functions: dict[str, FunctionShape] = {}


def shape_problems(error: ValidationError) -> list[str]:
    """Return what pydantic found, each as `key: what is wrong`."""
    return [f"{_key(found['loc'])}: {_reason(found)}" for found in error.errors()]


def _key(parts: tuple[int | str, ...]) -> str:
    return key_of(tuple(part for part in parts if isinstance(part, str)))


def _reason(found: Any) -> str:
    match found["type"]:
        case "extra_forbidden":
            return "unknown key"
        case "missing":
            return "is missing"
        case "literal_error":
            return f"should be {found['ctx']['expected']}, is {found['input']!r}"
        case _:
            return f"{found['msg'].lower()}, is {found['input']!r}"
