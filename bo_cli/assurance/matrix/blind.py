"""Cells of UPDATE and DELETE without WHERE: they need no right to see the rows that they change.

With a WHERE, Postgres asks the policies of SELECT as well, of the row as it was and as it becomes:
a policy of UPDATE or DELETE that is too wide stays hidden behind them.
"""

from collections.abc import Iterator

from bo_cli.assurance.matrix.cells import Attempt
from bo_cli.assurance.matrix.frame import Frame
from bo_cli.assurance.matrix.updates import changes_of
from bo_cli.assurance.matrix.upserts import own_values, unreachable
from bo_cli.assurance.matrix.values import typed
from bo_cli.assurance.matrix.writes import Write
from bo_cli.assurance.model import Allowance, Canary, SignedIn
from bo_cli.assurance.world.objects import Column, Relation
from bo_cli.assurance.world.writing import condition
from bo_cli.db.quoting import quoted


def blind_attempts(frame: Frame, who: SignedIn, relation: Relation) -> Iterator[Attempt]:
    """Yield attempts on rows that the identity should not change."""
    if not (relation.is_table and relation.row_security and relation.is_ours):
        return
    if frame.access.bypasses(who.role):
        return
    column = _column(frame, who, relation)
    if column:
        said = frame.intent.allowance(who.name, relation.name, "update", column.name)
        for label, row in _forbidden(frame, who, relation, said):
            value = typed(row.values.get(column.name), column)
            change = f"update {relation.sql} set {quoted(column.name)} = {value}"
            yield _attempt(frame, who, "update", change, label, row)
    yield from _moves(frame, who, relation)
    yield from _takings(frame, who, relation)
    if frame.access.has(who.role, relation.name, "delete"):
        said = frame.intent.allowance(who.name, relation.name, "delete")
        for label, row in _forbidden(frame, who, relation, said):
            yield _attempt(frame, who, "delete", f"delete from {relation.sql}", label, row)


def _moves(frame: Frame, who: SignedIn, relation: Relation) -> Iterator[Attempt]:
    """Yield attempts to give rows away: with a WHERE, the new row would have to be visible too."""
    for name in _deciding(frame, relation):
        column = relation.columns[name]
        if not frame.access.has(who.role, relation.name, "update", name):
            continue
        for change in changes_of(frame, who, relation, column):
            if not change.is_allowed:
                statement = f"update {relation.sql} set {quoted(name)} = {change.values[0]}"
                yield _attempt(frame, who, "update", statement, change.label, change.row, name)


def _takings(frame: Frame, who: SignedIn, relation: Relation) -> Iterator[Attempt]:
    """Yield attempts to make rows one's own at once: what a policy asks of what a row becomes, and
    not of what it was, is satisfied by nothing less."""
    for row in unreachable(frame, who, relation):
        wanted = own_values(frame, who, relation, row)
        names = [
            name
            for name in wanted
            if not relation.columns[name].is_computed
            and frame.access.has(who.role, relation.name, "update", name)
        ]
        if len(names) > 1 and len(names) == len(wanted):
            sets = ", ".join(f"{quoted(name)} = {wanted[name]}" for name in names)
            statement = f"update {relation.sql} set {sets}"
            label = f"{frame.reach.target(who, row).value} to own rows"
            yield _attempt(frame, who, "update", statement, label, row, ", ".join(names))


def _attempt(
    frame: Frame,
    who: SignedIn,
    command: str,
    statement: str,
    label: str,
    row: Canary,
    column: str | None = None,
) -> Attempt:
    relation = frame.relation(row.relation)
    # Keeps every other row out, without a WHERE.
    before = (
        f'create policy "bo: this row only" on {relation.sql} as restrictive for {command} '
        f"to public using ({condition(row.key)})"
    )
    # Else what is asked of the row as it was would be asked of what it becomes as well.
    before += " with check (true)" if command == "update" else ""
    shown = f"{statement}; -- {label}: {condition(row.key)}\nselect 'rolled back'"
    answers = ((label, False),)
    write = Write(
        frame,
        who,
        relation,
        f"blind {command}",
        column,
        answers,
        (row,),
        shown,
        needs_control=False,
    )
    return Attempt(who.name, statement, write.read, before=before)


def _forbidden(
    frame: Frame, who: SignedIn, relation: Relation, said: Allowance
) -> Iterator[tuple[str, Canary]]:
    for group, rows in frame.reach.groups(said, who, relation).items():
        if not group.is_allowed:
            yield group.label, rows[0]


def _column(frame: Frame, who: SignedIn, relation: Relation) -> Column | None:
    """Return a column that the identity is granted; one that decides nothing, if there is one."""
    deciding = _deciding(frame, relation)
    granted = [
        column
        for column in relation.columns.values()
        if not column.is_computed
        and frame.access.has(who.role, relation.name, "update", column.name)
    ]
    return min(granted, key=lambda column: column.name in deciding, default=None)


def _deciding(frame: Frame, relation: Relation) -> list[str]:
    """Return the columns that say whose a row is."""
    tenant = frame.owners.tenant_column(relation)
    columns = [*([tenant] if tenant else []), *frame.owners.own_columns(relation)]
    return [column for column in columns if not relation.columns[column].is_computed]
