"""The words of fuzzing: values that calls are made of, calls, answers, findings."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias


@dataclass(frozen=True)
class Ref:
    """A value of a canary row, by its place: the value itself is another one in each database.

    row: the place among the relation's canaries. how: `whole`, its `start`, or in `capitals`.
    """

    relation: str
    row: int
    column: str
    how: str = "whole"


@dataclass(frozen=True)
class TenantRef:
    """The key of a tenant, by the name that the intent file gives it."""

    name: str


@dataclass(frozen=True)
class Sql:
    """An expression of the intent file, for what cannot be made up; only SQL can be given it."""

    text: str


# One value, or a whole JSON document: None, bool, int, float, str, Ref, TenantRef, and tuples and
# dicts of these.
Value: TypeAlias = Any


class Way(StrEnum):
    """How a call reaches the database."""

    SQL = "sql"
    REST = "rest"


@dataclass(frozen=True)
class Typed:
    """A value with the type that it is written for: an array and a JSON list look different."""

    value: Value
    type: str


@dataclass(frozen=True)
class Statement:
    """A call through SQL: text with values between.

    target: `schema.name`, or a function with its argument types. writes: whether it may change
    rows.
    """

    target: str
    parts: tuple[str | Typed | Sql, ...]
    writes: bool = False


@dataclass(frozen=True)
class Request:
    """A call through REST.

    query: each parameter's name and pieces; a piece is text or a typed value. body: a JSON document
    of values, None for no body.
    """

    target: str
    method: str
    path: str
    query: tuple[tuple[str, tuple[str | Typed, ...]], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    body: Value = None

    @property
    def writes(self) -> bool:
        return self.method not in ("GET", "HEAD")


Call: TypeAlias = Statement | Request


@dataclass(frozen=True)
class Answer:
    """Everything that somebody learns from a call.

    places: where it was said (rows, error, notices, headers, log) -> the text. code: the SQLSTATE
    of a refusal, '' for none. status: of HTTP, 0 through SQL. rows: how many came, and stated: how
    many the answer says that there are; None where that is not told. touched: how many rows a
    statement returned or changed.
    """

    places: dict[str, str]
    code: str = ""
    status: int = 0
    rows: int | None = None
    stated: int | None = None
    touched: int = 0


@dataclass(frozen=True)
class Finding:
    """Something that should not be.

    kind: leak, interference, count, internal error, or a probe's name. way: sql, rest or probe.
    topic: what makes it another finding than the next one of this kind on the same target. says:
    what is wrong, in words. shown: the statement or request that shows it. again: options that
    reproduce it.
    """

    kind: str
    identity: str
    way: str
    target: str
    topic: str
    says: str
    shown: str
    again: str = ""

    @property
    def signature(self) -> tuple[str, str, str, str, str]:
        """What makes two findings the same one: statements differ with each drawing."""
        return (self.kind, self.identity, self.way, self.target, self.topic)


@dataclass(frozen=True)
class Channel:
    """How a side channel stands. state: closed, open, or inherent. identities: who learns by it."""

    name: str
    state: str
    identities: tuple[str, ...] = ()
    says: str = ""


@dataclass
class Report:
    """What a run found and did.

    calls: how many, by way. channels: how each side channel stands. notes: what was left out.
    """

    seed: int
    findings: list[Finding] = field(default_factory=list)
    calls: dict[str, int] = field(default_factory=dict)
    channels: list[Channel] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, other: "Report") -> None:
        """Add what another run with the same seed found and did."""
        self.findings += other.findings
        self.calls |= other.calls
        self.channels += other.channels
        self.notes += other.notes
