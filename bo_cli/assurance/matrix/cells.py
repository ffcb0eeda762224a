"""The words of the matrix: cells, and what was expected and found in them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class Target(StrEnum):
    """Whose rows a cell is about, seen from its identity."""

    OWN = "own rows"
    TENANTS = "own tenants"
    OTHERS = "other tenants"
    NOBODY = "no tenant"


# How the target of an inserted row goes on, where a row can be somebody's own.
ONESELF, SOMEBODY_ELSE = "as oneself", "as somebody else"


class Fault(StrEnum):
    """What is wrong with a cell: too much, too little, or nobody can tell."""

    WIDER = "wider"
    NARROWER = "narrower"
    UNJUDGED = "unjudged"


@dataclass(frozen=True)
class Cell:
    """One question: may this identity do this, to that object, in that column, on those rows?

    object: `schema.relation`, a function with its argument types, or a schema. command: select,
    insert, update, delete, truncate, references, trigger, usage, execute, create, blind update,
    blind delete, upsert, insert again. column: None where it is about whole rows. target: whose
    rows, '' where that makes no difference.
    """

    identity: str
    object: str
    command: str
    column: str | None = None
    target: str = ""

    @property
    def action(self) -> str:
        """`update(name)`, or the command alone."""
        return f"{self.command}({self.column})" if self.column else self.command

    @property
    def key(self) -> str:
        """A text that names the cell in any database of the same shape."""
        return f"{self.identity}|{self.object}|{self.action}|{self.target}"


@dataclass(frozen=True)
class Verdict:
    """What was expected of a cell, and what was found; `fault` is None where they agree.

    shown: SQL that shows it, to be pasted into psql. columns: those that one SELECT asked for.
    """

    cell: Cell
    expected: str
    found: str
    fault: Fault | None
    shown: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """What became of an attempt.

    state: its SQLSTATE, 00000 where it went through. touched: rows. answer: what it, or the look
    at the rows after it, returned. control: what became of the same statement as the owner:
    'works' (or stopped at a constraint, after the policies), its error, '' where it was not tried.
    ran: the statement. written: (relation, key or tenant) of the canaries that it changed.
    """

    state: str = "00000"
    message: str = ""
    constraint: str = ""
    table: str = ""
    touched: int = 0
    answer: str | None = None
    control: str = ""
    ran: str = ""
    written: tuple[tuple[str, str], ...] = ()

    @property
    def error(self) -> str:
        """`42501: permission denied for table notes`."""
        return f"{self.state}: {self.message}"


@dataclass(frozen=True)
class Attempt:
    """A statement to try as an identity, and to undo.

    before: SQL that the owner runs first. reads: whether the statement returns one text. after: a
    query of the owner that returns one text, asked when rows were touched, or `always`; 'false'
    says that the rows are not as they should be. needs_control: whether a refusal is believed only
    when the owner succeeds. build: a query of the owner's for the statement, where that takes
    values that only the owner sees. watch: whether to find out what it writes. read: makes verdicts
    of the result. parts: what to try one by one when the whole is refused. instead: another way to
    ask the same, for when this one cannot be judged.
    """

    identity: str
    run: str
    read: Callable[[Result], list[Verdict]]
    before: str = ""
    after: str = ""
    always: bool = False
    reads: bool = False
    needs_control: bool = False
    build: str = ""
    watch: bool = False
    parts: tuple["Attempt", ...] = field(default=(), repr=False)
    instead: "Attempt | None" = field(default=None, repr=False)
