"""Rows that come with the code, as tables of a document."""

from collections.abc import Mapping, Sequence
from typing import Any

from bo_cli.reference.markdown import code, table

QUERIES = {
    "linear_state_types": "select * from public.linear_state_types"
    " order by ticket_status, state_type",
    "ticket_statuses": "select * from public.ticket_statuses order by position",
    "ticket_transitions": "select * from public.ticket_transitions order by actor, to_status",
}
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def rows_table(rows: Rows, name: str, columns: list[str]) -> str:
    """Return these columns of every row of table `name`; KeyError for one that is not there."""
    return table(columns, [[_cell(row[column]) for column in columns] for row in rows[name]])


def moves_table(rows: Rows) -> str:
    """Return, for each status of a ticket, where who may move it; `*` where an answer does it."""
    moves = rows["ticket_transitions"]
    actors = ("support", "reporter", "linear")
    return table(
        ["from", *actors],
        [
            [f"`{status}`", *(_targets(moves, status, actor) for actor in actors)]
            for status in (row["key"] for row in rows["ticket_statuses"])
        ],
    )


def _targets(moves: Sequence[Mapping[str, Any]], status: str, actor: str) -> str:
    return ", ".join(
        code([move["to_status"]]) + ("*" if move["is_on_reply"] else "")
        for move in moves
        if (move["from_status"], move["actor"]) == (status, actor)
    )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"`{value}`"
