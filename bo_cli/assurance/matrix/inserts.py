"""Cells of INSERT: into one's own tenant and another, as oneself and as somebody else."""

from collections.abc import Iterator, Sequence

from bo_cli.assurance.matrix.cells import ONESELF, SOMEBODY_ELSE, Attempt, Target
from bo_cli.assurance.matrix.frame import Frame
from bo_cli.assurance.matrix.newrows import (
    NewRow,
    Plan,
    base_columns,
    includes,
    insert_statement,
    new_rows,
)
from bo_cli.assurance.matrix.values import typed
from bo_cli.assurance.matrix.writes import Write, chained
from bo_cli.assurance.model import Canary, SignedIn
from bo_cli.assurance.world.objects import Relation

NEW_TENANT = "a new tenant"
Answers = tuple[tuple[str, bool], ...]


def insert_attempts(frame: Frame, who: SignedIn, relation: Relation) -> Iterator[Attempt]:
    """Yield an attempt for each kind of row, then for each column that it can do without."""
    plans = list(_plans(frame, who, relation))
    if not plans:
        return
    if not frame.access.has(who.role, relation.name, "insert"):
        columns = base_columns(frame, who, plans[0])
        answers = tuple((plan.label, _is_allowed(frame, who, plan, columns)) for plan in plans)
        yield _chain(frame, who, plans[0], columns, None, answers, needs_control=False)
        return
    for plan in plans:
        columns = base_columns(frame, who, plan)
        answers = ((plan.label, _is_allowed(frame, who, plan, columns)),)
        yield _chain(frame, who, plan, columns, None, answers)
    yield from _columns(frame, who, relation, plans)


def _columns(
    frame: Frame, who: SignedIn, relation: Relation, plans: Sequence[Plan]
) -> Iterator[Attempt]:
    """Yield an attempt for each further column, in the row that is the likeliest to go through."""
    named = {plan.label: base_columns(frame, who, plan) for plan in plans}
    best = max(plans, key=lambda plan: _is_allowed(frame, who, plan, named[plan.label]))
    for column in relation.columns.values():
        if column.is_computed or column.name in named[best.label]:
            continue
        is_granted = frame.access.has(who.role, relation.name, "insert", column.name)
        wanted = [*named[best.label], column.name]
        answers = ((best.label, _is_allowed(frame, who, best, wanted)),)
        yield _chain(frame, who, best, wanted, column.name, answers, needs_control=is_granted)


def _is_allowed(frame: Frame, who: SignedIn, plan: Plan, columns: Sequence[str]) -> bool:
    # A row of defaults alone names no column.
    return all(includes(frame, who, plan, column) for column in [None, *columns])


def _chain(
    frame: Frame,
    who: SignedIn,
    plan: Plan,
    columns: Sequence[str],
    column: str | None,
    answers: Answers,
    needs_control: bool = True,
) -> Attempt:
    tries = [
        _attempt(frame, who, plan, row, column, answers, needs_control)
        for row in new_rows(frame, plan, columns)
    ]
    return chained(tries if needs_control else tries[:1])


def _attempt(
    frame: Frame,
    who: SignedIn,
    plan: Plan,
    row: NewRow,
    column: str | None,
    answers: Answers,
    needs_control: bool,
) -> Attempt:
    relation = frame.relation(plan.model.relation)
    statement = insert_statement(relation, row.values)
    write = Write(
        frame, who, relation, "insert", column, answers, (plan.model,), statement, needs_control
    )
    return Attempt(
        who.name,
        statement,
        write.read,
        before=row.before if needs_control else "",
        after=row.after,
        needs_control=needs_control,
        watch=needs_control,
    )


def _plans(frame: Frame, who: SignedIn, relation: Relation) -> Iterator[Plan]:
    """Yield the kinds of rows: of which tenant, and where a row can be somebody's, whose."""
    canaries = frame.canaries.get(relation.name, [])
    own = frame.owners.own_columns(relation)
    for label, rows in _places(frame, who, relation, canaries):
        if not own:
            yield Plan(label, rows[0], False, _tenant_value(frame, relation, rows[0]))
            continue
        # Where each person is a tenant, one's own rows are in no other one.
        is_same = frame.owners.tenant_column(relation) in own
        for is_own, ending in ((True, ONESELF), (False, SOMEBODY_ELSE)):
            if is_same and is_own is not (label == Target.TENANTS):
                continue
            # The row that is somebody's already fits best.
            models = sorted(rows, key=lambda row: frame.reach.is_own(who, row) is not is_own)
            decided = _tenant_value(frame, relation, models[0])
            for name in own:
                if (models[0].values.get(name) in who.own) is not is_own:
                    column = relation.columns[name]
                    values = frame.owners.owner_values(who, column, models[0], is_own=is_own)
                    decided |= {name: values[0]} if values else {}
                else:
                    decided[name] = typed(models[0].values.get(name), relation.columns[name])
            yield Plan(f"{label}, {ending}", models[0], is_own, decided)


def _places(
    frame: Frame, who: SignedIn, relation: Relation, canaries: list[Canary]
) -> Iterator[tuple[str, list[Canary]]]:
    if relation.name == frame.intent.tenant_relation:
        # Whose tenant it is going to be, nobody knows yet: nobody's.
        yield NEW_TENANT, [_of_nobody(row) for row in canaries]
        return
    places = {
        Target.TENANTS: [row for row in canaries if row.tenant in who.tenants],
        Target.OTHERS: [row for row in canaries if row.tenant and row.tenant not in who.tenants],
        Target.NOBODY: [row for row in canaries if row.tenant is None],
    }
    yield from ((target.value, rows) for target, rows in places.items() if rows)


def _of_nobody(row: Canary) -> Canary:
    return Canary(row.relation, row.key, None, row.owner, row.token, row.values)


def _tenant_value(frame: Frame, relation: Relation, row: Canary) -> dict[str, str]:
    name = frame.owners.tenant_column(relation)
    return {name: typed(row.values.get(name), relation.columns[name])} if name else {}
