"""Cells of DELETE, on rows of every kind."""

from collections.abc import Iterator

from bo_cli.assurance.matrix.cells import Attempt
from bo_cli.assurance.matrix.frame import Frame
from bo_cli.assurance.matrix.writes import Write
from bo_cli.assurance.model import Canary, SignedIn
from bo_cli.assurance.world.objects import Relation
from bo_cli.assurance.world.writing import condition

Answers = tuple[tuple[str, bool], ...]


def delete_attempts(frame: Frame, who: SignedIn, relation: Relation) -> Iterator[Attempt]:
    """Yield an attempt for a row of each kind; one for all, where the privilege is missing."""
    canaries = frame.canaries.get(relation.name, [])
    allowance = frame.intent.allowance(who.name, relation.name, "delete")
    groups = frame.reach.groups(allowance, who, relation)
    if not groups:
        return
    if frame.access.has(who.role, relation.name, "delete"):
        for group, rows in groups.items():
            yield _attempt(frame, who, relation, rows[0], ((group.label, group.is_allowed),))
        return
    answers = tuple((group.label, group.is_allowed) for group in groups)
    yield _attempt(frame, who, relation, canaries[0], answers, needs_control=False)


def _attempt(
    frame: Frame,
    who: SignedIn,
    relation: Relation,
    row: Canary,
    answers: Answers,
    needs_control: bool = True,
) -> Attempt:
    where = condition(row.key)
    statement = f"delete from {relation.sql} where {where}"
    write = Write(frame, who, relation, "delete", None, answers, (row,), statement, needs_control)
    after = f"select (not exists (select from {relation.sql} where {where}))::text"
    return Attempt(
        who.name,
        statement,
        write.read,
        after=after,
        needs_control=needs_control,
        watch=needs_control,
    )
