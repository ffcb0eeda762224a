"""The real thing: the statement, run as the person, and taken back."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bo_cli.assurance.explain.relation import Relation
from bo_cli.assurance.intent.acting import become
from bo_cli.assurance.model import SignedIn
from bo_cli.db.attempt import Outcome, attempt
from bo_cli.db.connect import Connection
from bo_cli.db.quoting import literal, quoted

Step = Callable[[Connection], None]


@dataclass(frozen=True)
class Question:
    """What is asked: may this person run this command on this row?

    where: finds the row, of which the alias is `target`; None for an insert. given: the columns
    that are written, with their values.
    """

    relation: Relation
    person: SignedIn
    command: str
    where: str | None
    given: dict[str, Any]

    def statement(self) -> str:
        """Return the statement, as the API would send it."""
        name, where = self.relation.sql, f"where {self.where}"
        if self.command == "select":
            return f"select 1 from {name} as target {where}"
        if self.command == "delete":
            return f"delete from {name} as target {where}"
        values = f"jsonb_populate_record(null::{name}, {literal(json.dumps(self.given))})"
        columns = [quoted(column) for column in self.given]
        if self.command == "insert" and not columns:
            return f"insert into {name} as target default values"
        if self.command == "insert":
            written = ", ".join(columns)
            return f"insert into {name} as target ({written}) select {written} from {values}"
        changes = ", ".join(f"{column} = given.{column}" for column in columns)
        return f"update {name} as target set {changes} from {values} as given {where}"


def run(
    connection: Connection, question: Question, *, before: Step | None = None, suffix: str = ""
) -> Outcome:
    """Return what becomes of the statement when the person sends it.

    before: what to change first, as the owner. suffix: put after the statement, as in `returning`.
    Deferred constraints are checked too.
    """

    def first(session: Connection) -> None:
        if before:
            before(session)
        session.execute("set constraints all immediate")
        become(session, question.person)

    return attempt(connection, f"{question.statement()} {suffix}", first=first)


def is_allowed(outcome: Outcome) -> bool:
    """Say whether the statement found or wrote its row."""
    return outcome.refusal is None and outcome.count > 0
