"""Trying attempts: many in one round trip, each of them undone."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bo_cli.assurance.intent.acting import request_settings
from bo_cli.assurance.matrix.cells import Attempt, Result
from bo_cli.assurance.model import SignedIn
from bo_cli.core.console import Now, without_telling
from bo_cli.db.connect import Connection, DatabaseError
from bo_cli.db.keeping import keep

PROBE = Path(__file__).parent / "probe.sql"
BATCH = 100
# The API ends statements after 8 s; the batch is repeated one by one when it takes longer.
# The savepoint is for what no exception block holds up: a statement that is cancelled. Both in one
# message, because most batches are short.
BEGIN = """
    savepoint bo_batch;
    select set_config('statement_timeout', '8s', true), set_config('lock_timeout', '2s', true)"""
END = """
    select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true);
    release savepoint bo_batch"""
UNDO = "rollback to savepoint bo_batch; release savepoint bo_batch"
TRY = "select * from pg_temp.bo_probe(%s::jsonb, %s::jsonb)"


class Prober:
    """Tries statements as somebody, over one connection inside a transaction.

    now: hears how far it is.
    """

    def __init__(
        self, connection: Connection, people: dict[str, SignedIn], now: Now = without_telling
    ) -> None:
        self._connection, self._now = connection, now
        self._settings = {name: json.dumps(request_settings(who)) for name, who in people.items()}
        connection.execute(PROBE.read_text().encode())
        # What would be checked at the end of a request is checked after each statement: a refusal
        # that comes late is one too. Once for all: doing it each time walks through every event.
        keep(connection, "set constraints all immediate")
        # How many statements have been tried, controls not counted.
        self.tried = 0

    def results(self, attempts: Sequence[Attempt]) -> Iterator[tuple[Attempt, Result]]:
        """Yield what became of each attempt; in order, but one identity after the other."""
        for identity in dict.fromkeys(attempt.identity for attempt in attempts):
            mine = [attempt for attempt in attempts if attempt.identity == identity]
            for start in range(0, len(mine), BATCH):
                batch = mine[start : start + BATCH]
                yield from zip(batch, self._batch(identity, batch), strict=True)

    def _batch(self, identity: str, batch: list[Attempt]) -> list[Result]:
        self._now(f"{self.tried:,} statements tried, now as {identity}")
        self.tried += len(batch)
        items = json.dumps([self._item(attempt) for attempt in batch])
        try:
            self._connection.execute(BEGIN, prepare=False)
            rows = self._connection.execute(TRY, [self._settings[identity], items]).fetchall()
            self._connection.execute(END, prepare=False)
        except DatabaseError as error:
            if self._connection.closed:
                raise
            self._connection.execute(UNDO, prepare=False)
            if len(batch) == 1:
                return [Result(state=error.sqlstate or "XX000", message=str(error).splitlines()[0])]
            self.tried -= len(batch)
            return [self._batch(identity, [attempt])[0] for attempt in batch]
        return [_result(row) for row in rows]

    @staticmethod
    def _item(attempt: Attempt) -> dict[str, Any]:
        item: dict[str, Any] = {
            "run": attempt.run,
            "before": attempt.before,
            "after": attempt.after,
            "build": attempt.build,
            "always": attempt.always,
            "reads": attempt.reads,
            "control": attempt.needs_control,
            "watch": attempt.watch,
        }
        # The probe looks only at what is there.
        return {key: value for key, value in item.items() if value}


def _result(row: tuple[Any, ...]) -> Result:
    state, message, constraint, table, touched, answer, ran, written, control = row
    changed = tuple((relation, key) for relation, key in written or ())
    return Result(state, message, constraint, table, touched, answer, control, ran or "", changed)
