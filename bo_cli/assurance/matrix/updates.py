"""Cells of UPDATE: each column, on rows of every kind, and rows that move to somebody else."""

from collections.abc import Iterator
from typing import NamedTuple

from bo_cli.assurance.matrix.cells import Attempt, Target
from bo_cli.assurance.matrix.frame import Frame
from bo_cli.assurance.matrix.reach import as_text
from bo_cli.assurance.matrix.values import typed
from bo_cli.assurance.matrix.writes import Write, chained
from bo_cli.assurance.model import Allowance, Canary, Scope, SignedIn
from bo_cli.assurance.world.objects import Column, Relation
from bo_cli.assurance.world.writing import condition
from bo_cli.db.quoting import literal, quoted


class Change(NamedTuple):
    """One row, and what to write into a column of it: SQL, the best first."""

    row: Canary
    values: list[str]
    label: str
    is_allowed: bool


def update_attempts(frame: Frame, who: SignedIn, relation: Relation) -> Iterator[Attempt]:
    """Yield attempts for every column that can be written at all."""
    if frame.canaries.get(relation.name):
        for column in relation.columns.values():
            if not column.is_computed:
                yield from _column(frame, who, relation, column)


def _column(frame: Frame, who: SignedIn, relation: Relation, column: Column) -> Iterator[Attempt]:
    changes = list(changes_of(frame, who, relation, column))
    if not changes:
        return
    if frame.access.has(who.role, relation.name, "update", column.name):
        for change in changes:
            yield _chain(frame, who, column, change)
        return
    # Postgres asks for the privilege before it looks at rows or values: one try answers for all.
    answers = tuple((change.label, change.is_allowed) for change in changes)
    value = typed(changes[0].row.values.get(column.name), column)
    yield _attempt(frame, who, column, changes[0], value, answers, needs_control=False)


def _chain(frame: Frame, who: SignedIn, column: Column, change: Change) -> Attempt:
    answers = ((change.label, change.is_allowed),)
    return chained(
        [_attempt(frame, who, column, change, value, answers) for value in change.values]
    )


def _attempt(
    frame: Frame,
    who: SignedIn,
    column: Column,
    change: Change,
    value: str,
    answers: tuple[tuple[str, bool], ...],
    needs_control: bool = True,
) -> Attempt:
    row, relation = change.row, frame.relation(change.row.relation)
    where = condition(row.key)
    statement = f"update {relation.sql} set {quoted(column.name)} = {value} where {where}"
    write = Write(
        frame, who, relation, "update", column.name, answers, (row,), statement, needs_control
    )
    old = row.values.get(column.name)
    after = (
        f"select (not exists (select from {relation.sql} where {where} "
        f"and {as_text(column.name)} is not distinct from {literal(old)}))::text"
    )
    # Where it can only be written what is there already, nothing changes.
    after = "" if value == typed(old, column) else after
    return Attempt(
        who.name,
        statement,
        write.read,
        after=after,
        needs_control=needs_control,
        watch=needs_control,
    )


def changes_of(frame: Frame, who: SignedIn, relation: Relation, column: Column) -> Iterator[Change]:
    """Yield what to try: one row of each kind, and for some columns in which direction it moves."""
    allowance = frame.intent.allowance(who.name, relation.name, "update", column.name)
    for group, canaries in frame.reach.groups(allowance, who, relation).items():
        value = typed(canaries[0].values.get(column.name), column)
        change = Change(canaries[0], [value], group.label, group.is_allowed)
        if column.name in (
            frame.owners.tenant_column(relation),
            *frame.owners.own_columns(relation),
        ):
            # Whether it can be written at all, before it is asked what.
            yield change
        if column.name == frame.owners.tenant_column(relation):
            yield from _moves(frame, who, column, change, allowance)
        elif column.name in frame.owners.own_columns(relation):
            yield from _hands(frame, who, column, change, allowance)
        else:
            yield change._replace(values=frame.fresh.others(relation, column, canaries[0]))


def _moves(
    frame: Frame, who: SignedIn, column: Column, change: Change, allowance: Allowance
) -> Iterator[Change]:
    """Yield the ways in which a row can change its tenant."""
    for target in (Target.OTHERS, Target.TENANTS):
        values = frame.owners.tenant_values(who, column, change.row, target)
        arrives = target is Target.TENANTS or allowance.scope is Scope.ALL
        if values:
            label = f"{change.label} to {target.value}"
            yield Change(change.row, values, label, change.is_allowed and arrives)


def _hands(
    frame: Frame, who: SignedIn, column: Column, change: Change, allowance: Allowance
) -> Iterator[Change]:
    """Yield the ways in which a row can change its owner."""
    row = change.row
    others = frame.owners.owner_values(who, column, row, is_own=False)
    if others:
        stays = allowance.scope is not Scope.OWN
        label = f"{change.label} to somebody else's"
        yield Change(row, others, label, change.is_allowed and stays)
    mine = frame.owners.owner_values(who, column, row, is_own=True)
    if mine and row.values.get(column.name) not in who.own:
        yield Change(row, mine, f"{change.label} to own rows", change.is_allowed)
