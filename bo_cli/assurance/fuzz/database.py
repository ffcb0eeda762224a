"""Carries calls out through SQL, as somebody, each in a savepoint that is taken back."""

from collections.abc import Mapping
from dataclasses import replace

from bo_cli.assurance.fuzz.model import Answer, Statement
from bo_cli.assurance.fuzz.pool import Pool
from bo_cli.assurance.intent.acting import back, become
from bo_cli.assurance.model import SignedIn
from bo_cli.db.attempt import Outcome, attempt
from bo_cli.db.connect import Connection
from bo_cli.db.notices import notices
from bo_cli.db.quoting import quoted

# What a statement has written to since the transaction began, by relation.
WRITTEN = """
select schemaname || '.' || relname, n_tup_ins + n_tup_upd
from pg_stat_xact_user_tables where n_tup_ins + n_tup_upd > 0"""
LOG_ROWS = 300


class Database:
    """A world's connection, for one identity at a time."""

    def __init__(
        self, connection: Connection, pool: Pool, parents: Mapping[str, str] | None = None
    ) -> None:
        """connection: in the world's transaction. parents: of partitions: their own tables."""
        self._connection, self._pool, self._parents = connection, pool, parents or {}
        self.calls = 0

    def text(self, statement: Statement) -> str:
        """Return a statement's SQL."""
        return self._pool.sql(statement.parts)

    def ask(self, signed_in: SignedIn, statement: Statement) -> Answer:
        """Return everything that the identity learns from a statement, and from what it logs."""
        text = self._pool.sql(statement.parts)
        answer = self.ask_text(signed_in, text)
        if not statement.writes or answer.code:
            return answer
        return replace(answer, places=answer.places | {"log": self._log(signed_in, text)})

    def ask_text(self, signed_in: SignedIn, text: str) -> Answer:
        """Return what the identity learns from SQL as it is."""
        self.calls += 1
        with notices(self._connection) as heard:
            outcome = attempt(
                self._connection, text, first=lambda c: become(c, signed_in), as_texts=True
            )
        return _answer(outcome, heard)

    def _log(self, signed_in: SignedIn, text: str) -> str:
        """Return what the identity can read, after a call, in the tables that the call wrote to.

        These are the audit log and its like, whatever they are called.
        """
        with self._connection.transaction(force_rollback=True):
            before = self._written()
            with self._connection.transaction():
                become(self._connection, signed_in)
                self._connection.execute(text.encode())
            back(self._connection)
            after = self._written()
            changed = sorted(name for name in after if after[name] > before.get(name, 0))
            tables = dict.fromkeys(self._parents.get(name, name) for name in changed)
            return "\n".join(self._newest(signed_in, table) for table in tables)

    def _newest(self, signed_in: SignedIn, table: str) -> str:
        query = f"select * from {quoted(*table.split('.', 1))} order by age(xmin) limit {LOG_ROWS}"
        outcome = attempt(
            self._connection, query, first=lambda c: become(c, signed_in), as_texts=True
        )
        return _lines(outcome)

    def _written(self) -> dict[str, int]:
        return dict(self._connection.execute(WRITTEN).fetchall())


def _answer(outcome: Outcome, heard: list[str]) -> Answer:
    places = {"rows": _lines(outcome), "notices": "\n".join(heard)}
    code = ""
    if outcome.refusal is not None:
        code = outcome.refusal.sqlstate
        said = outcome.refusal
        places["error"] = " ".join(
            filter(None, [said.message, said.detail, said.hint, said.table, said.constraint])
        )
        places["context"] = said.context
    return Answer(
        {k: v for k, v in places.items() if v}, code, rows=len(outcome.rows), touched=outcome.count
    )


def _lines(outcome: Outcome) -> str:
    return "\n".join("\t".join(str(value) for value in row) for row in outcome.rows)
