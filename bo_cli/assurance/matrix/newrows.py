"""New rows for INSERT: made from a canary's values, with keys that no row has."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bo_cli.assurance.matrix.frame import Frame
from bo_cli.assurance.matrix.reach import as_text
from bo_cli.assurance.matrix.values import typed
from bo_cli.assurance.model import Allowance, Canary, Scope, SignedIn
from bo_cli.assurance.world.objects import Relation, Unique
from bo_cli.assurance.world.writing import condition
from bo_cli.db.quoting import quoted

Row = dict[str, str]
WAYS = 4


@dataclass(frozen=True)
class Plan:
    """A row that somebody might insert.

    label: as a cell's target. model: the canary that it resembles, with the tenant and the owner
    that the new row has. decided: SQL of the columns that make it somebody's.
    """

    label: str
    model: Canary
    is_own: bool
    decided: Row


def required(relation: Relation) -> list[str]:
    """Return the columns without which no row can be."""
    return [
        column.name
        for column in relation.columns.values()
        if column.not_null
        and column.default is None
        and not column.identity
        and not column.generated
    ]


def base_columns(frame: Frame, who: SignedIn, plan: Plan) -> list[str]:
    """Return the columns to name: those that are needed, and those that decide whose row it is.

    Columns beyond the needed ones only as far as the identity may, so that they spoil nothing.
    """
    relation = frame.relation(plan.model.relation)
    needed = required(relation)
    linked = [
        column
        for key in relation.foreign_keys
        for column in key.columns
        if plan.model.values.get(column) is not None
    ]
    keys = [column for unique in relation.uniques for column in unique.columns]
    more = [
        column
        for column in dict.fromkeys([*plan.decided, *linked, *keys])
        if column not in needed
        and not relation.columns[column].is_computed
        and relation.columns[column].identity == ""
        and may_insert(frame, who, relation, column)
    ]
    return [*needed, *more]


def may_insert(frame: Frame, who: SignedIn, relation: Relation, column: str) -> bool:
    """Tell whether both the intent and the grants let the identity write the column."""
    said = frame.intent.allowance(who.name, relation.name, "insert", column)
    return said != Allowance() and frame.access.has(who.role, relation.name, "insert", column)


def includes(frame: Frame, who: SignedIn, plan: Plan, column: str | None) -> bool:
    """Tell whether the intent lets the identity write the column of this row, or any at all."""
    relation = frame.relation(plan.model.relation)
    said = frame.intent.allowance(who.name, relation.name, "insert", column)
    is_mine = plan.model.tenant is None or plan.model.tenant in who.tenants
    within = {
        Scope.NONE: False,
        Scope.OWN: plan.is_own and is_mine,
        Scope.TENANTS: plan.model.tenant in who.tenants,
        Scope.ALL: True,
    }[said.scope]
    return within and (said.where is None or frame.reach.meets(relation, said.where, plan.model))


@dataclass(frozen=True)
class NewRow:
    """values: SQL by column. before: what the owner does first. after: whether the row is there."""

    values: Row
    before: str
    after: str


def new_rows(frame: Frame, plan: Plan, columns: Iterable[str]) -> Iterator[NewRow]:
    """Yield rows with these columns: with fresh keys, and in the place of the canary itself."""
    relation = frame.relation(plan.model.relation)
    values = {
        column: typed(plan.model.values.get(column), relation.columns[column]) for column in columns
    } | {column: sql for column, sql in plan.decided.items() if column in set(columns)}
    for number in range(WAYS):
        fresh = _fresh(frame, relation, plan, values, number)
        yield NewRow(values | fresh, "", _is_there(relation, plan, values, fresh))
    before = f"delete from {relation.sql} where {condition(plan.model.key)}"
    yield NewRow(values, before, "")


def _fresh(frame: Frame, relation: Relation, plan: Plan, values: Row, number: int) -> Row:
    """Return new values for a column of each unique key, as far as a key has one to spare.

    number: which of the candidates to take. Where a key keeps its values, the row is stopped by it,
    and that comes after the policies; so do values that policies look at, such as a path that
    begins with the tenant.
    """
    fresh: Row = {}
    policies = _policy_texts(relation)
    for unique in relation.uniques:
        is_named = all(column in values for column in unique.columns)
        column = _spare(relation, plan, unique)
        if not column or _is_named(column, policies):
            continue
        if is_named and not fresh.keys() & set(unique.columns):
            made = frame.fresh.new(relation, relation.columns[column], plan.model)
            fresh |= {column: made[min(number, len(made) - 1)]} if made else {}
    return fresh


def _spare(relation: Relation, plan: Plan, unique: Unique) -> str | None:
    """Return a column of the key that neither points anywhere nor decides whose row it is."""
    pointing = {column for key in relation.foreign_keys for column in key.columns}
    free = [c for c in unique.columns if c not in pointing and c not in plan.decided]
    policies = _policy_texts(relation)
    checks = [check.expression for check in relation.checks]
    # What policies look at would decide something; checks allow only some values.
    return min(
        free, key=lambda name: (_is_named(name, policies), _is_named(name, checks)), default=None
    )


def _policy_texts(relation: Relation) -> list[str]:
    return [text for policy in relation.policies for text in (policy.using, policy.check) if text]


def _is_named(column: str, expressions: list[str]) -> bool:
    return any(re.search(rf"\b{re.escape(column)}\b", text) for text in expressions)


def _is_there(relation: Relation, plan: Plan, values: Row, fresh: Row) -> str:
    """Return a query whether the row is there as it was sent: triggers may have changed it."""
    if not fresh:
        return ""
    decided = {column: sql for column, sql in plan.decided.items() if column in values}
    conditions = [f"{as_text(column)} = ({sql})::text" for column, sql in (fresh | decided).items()]
    where = " and ".join(conditions)
    return f"select (exists (select from {relation.sql} where {where}))::text"


def insert_statement(relation: Relation, values: Row) -> str:
    """Return the INSERT of a row."""
    columns = ", ".join(quoted(column) for column in values)
    row = f"({columns}) values ({', '.join(values.values())})" if values else "default values"
    return f"insert into {relation.sql} {row}"
