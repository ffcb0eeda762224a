"""Cells of what needs no row: TRUNCATE, REFERENCES, TRIGGER, sequences, schemas."""

from collections.abc import Iterator
from dataclasses import dataclass

from bo_cli.assurance.matrix.cells import Attempt, Cell, Fault, Result, Verdict
from bo_cli.assurance.matrix.frame import Frame
from bo_cli.assurance.model import COMMANDS, Scope, SignedIn
from bo_cli.assurance.world.objects import Relation
from bo_cli.assurance.world.order import PLATFORM
from bo_cli.db.quoting import literal, quoted

DENIED = "42501"
# Postgres asks for the privilege first: a table that others point to, a schema without that table.
PAST_THE_DOOR = {"truncate": ("0A000",), "usage": ("42P01",), "create": ("42P07",)}


@dataclass(frozen=True)
class Door:
    """What one statement asks: does this privilege let the identity in?"""

    frame: Frame
    who: SignedIn
    cell: Cell
    is_allowed: bool
    statement: str

    def read(self, result: Result) -> list[Verdict]:
        """Make the verdict."""
        is_open: bool | None = None
        past = ("00000", *PAST_THE_DOOR.get(self.cell.command, ()))
        if result.state in (*past, DENIED):
            is_open = result.state in past and result.answer != "false"
        fault = None
        if is_open is None:
            fault = Fault.UNJUDGED
        elif is_open != self.is_allowed:
            fault = Fault.WIDER if is_open else Fault.NARROWER
        words = {True: "works", False: "refused", None: f"cannot be judged: {result.error}"}
        shown = self.frame.show(self.who, self.statement) if fault else ""
        return [Verdict(self.cell, words[self.is_allowed], words[is_open], fault, shown)]


def privilege_attempts(frame: Frame, who: SignedIn, relation: Relation) -> Iterator[Attempt]:
    """Yield attempts for the privileges on a table beyond those on rows, or on a sequence."""
    if relation.kind == "S":
        yield from _sequence(frame, who, relation)
    elif relation.kind in ("r", "p", "f"):
        yield from _table(frame, who, relation)


def _table(frame: Frame, who: SignedIn, relation: Relation) -> Iterator[Attempt]:
    allowed = frame.intent.allowance(who.name, relation.name, "truncate").scope is Scope.ALL
    yield _door(frame, who, relation.name, "truncate", allowed, f"truncate {relation.sql}")
    if frame.access.bypasses(who.role):
        # Whoever row security does not count for has nothing to gain by these two.
        return
    for privilege in ("references", "trigger"):
        question = (
            f"select has_table_privilege({literal(who.role)}, {literal(relation.sql)}, "
            f"{literal(privilege)})::text"
        )
        yield _door(frame, who, relation.name, privilege, False, question, reads=True)


def _sequence(frame: Frame, who: SignedIn, relation: Relation) -> Iterator[Attempt]:
    name = literal(relation.sql)
    statements = {
        "select": f"select last_value::text from {relation.sql}",
        "usage": f"select nextval({name})::text",
        "update": f"select setval({name}, 1)::text",
    }
    for command, statement in statements.items():
        said = frame.intent.allowance(who.name, relation.name, command)
        yield _door(
            frame, who, relation.name, command, said.scope is not Scope.NONE, statement, reads=True
        )


def schema_attempts(frame: Frame, who: SignedIn, schema: str) -> Iterator[Attempt]:
    """Yield attempts for USAGE, which is due where the intent opens something, and for CREATE."""
    nothing = f"{quoted(schema)}.bo_nothing_of_this_name"
    if schema not in (*frame.intent.schemas, *PLATFORM):
        usage = f"select {literal(nothing)}::regclass::text"
        yield _door(frame, who, schema, "usage", _is_used(frame, who, schema), usage, reads=True)
    yield _door(frame, who, schema, "create", False, f"create table {nothing} ()")


def _is_used(frame: Frame, who: SignedIn, schema: str) -> bool:
    """Tell whether the intent opens anything in the schema to the identity."""
    catalogue, intent = frame.world.catalogue, frame.intent
    return any(
        intent.execution(who.name, function.name).scope is not Scope.NONE
        for function in catalogue.functions.values()
        if function.schema == schema
    ) or any(
        intent.allowance(who.name, relation.name, command).scope is not Scope.NONE
        for relation in catalogue.relations.values()
        if relation.schema == schema
        for command in (*COMMANDS, "usage")
    )


def _door(
    frame: Frame,
    who: SignedIn,
    name: str,
    command: str,
    is_allowed: bool,
    statement: str,
    reads: bool = False,
) -> Attempt:
    door = Door(frame, who, Cell(who.name, name, command), is_allowed, statement)
    return Attempt(who.name, statement, door.read, reads=reads)
