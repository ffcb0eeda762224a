"""The value of each condition for one row, computed as the person who asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bo_cli.assurance.explain.condition import Condition
from bo_cli.assurance.explain.relation import Relation
from bo_cli.assurance.intent.acting import become
from bo_cli.assurance.model import SignedIn
from bo_cli.db.attempt import Refusal, attempt
from bo_cli.db.connect import Connection
from bo_cli.db.quoting import literal, quoted

VIEW = "bo_explain_values"


@dataclass(frozen=True)
class Value:
    """What an expression came to: a text, null, or the error that it raised."""

    text: str | None
    refusal: Refusal | None = None

    @property
    def is_true(self) -> bool:
        return self.refusal is None and self.text == "true"


Values = dict[str, Value]


def evaluate(
    connection: Connection,
    relation: Relation,
    row: str,
    conditions: Iterable[Condition],
    person: SignedIn,
) -> Values:
    """Return the value of every expression in the conditions.

    row: the row's text, as a composite value. The expressions go into a temporary view, made as
    the owner: as in a policy, their names are found without the person's right to the schemas, and
    their functions and tables are used as the person.
    """
    texts = list(dict.fromkeys(e for condition in conditions for e in condition.expressions()))
    together = _values(connection, relation, row, texts, person)
    if len(texts) < 2 or all(value.refusal is None for value in together):
        return dict(zip(texts, together, strict=True))
    # One that fails takes the others with it: ask one by one.
    return {text: _values(connection, relation, row, [text], person)[0] for text in texts}


def _values(
    connection: Connection,
    relation: Relation,
    row: str,
    texts: list[str],
    person: SignedIn,
) -> list[Value]:
    if not texts:
        return []
    columns = ", ".join(f"({text})::text as v{place}" for place, text in enumerate(texts))
    source = f"unnest(array[{literal(row)}::{relation.sql}]) as {quoted(relation.name)}"

    def first(session: Connection) -> None:
        view = f"create temp view {VIEW} with (security_invoker = on) as select {columns}"
        session.execute(f"{view} from {source}".encode())
        session.execute(f"grant select on {VIEW} to {quoted(person.role)}".encode())
        become(session, person)

    found = attempt(connection, f"select * from pg_temp.{VIEW}", first=first)
    if found.refusal:
        return [Value(None, found.refusal)] * len(texts)
    return [Value(each) for each in found.rows[0]]


def as_json(condition: Condition, values: Values) -> dict[str, Any]:
    """Return the tree with its values."""
    found: dict[str, Any] = {"sql": condition.text, **value_json(values[condition.text])}
    if condition.kind != "leaf":
        found["kind"] = condition.kind
        found["parts"] = [as_json(part, values) for part in condition.parts]
    if condition.inputs:
        found["inputs"] = {text: value_json(values[text]) for text in condition.inputs}
    return found


def value_json(value: Value) -> dict[str, Any]:
    if value.refusal:
        return {"value": None, "error": f"{value.refusal.message} ({value.refusal.sqlstate})"}
    return {"value": value.text}
