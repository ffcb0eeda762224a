"""Carries calls out through SQL, as somebody, each in a savepoint that is taken back."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bo_cli.assurance.fuzz.model import Answer, Statement
from bo_cli.assurance.fuzz.pool import Pool
from bo_cli.assurance.intent.acting import back, become_sql
from bo_cli.assurance.model import SignedIn
from bo_cli.db.attempt import Outcome, attempt_after
from bo_cli.db.connect import Connection
from bo_cli.db.notices import notices
from bo_cli.db.quoting import quoted

# What has been written since the transaction began, by relation: taken back or not. The view
# pg_stat_xact_user_tables tells the same, and ten more things that have to be looked up.
WRITTEN = """
select n.nspname || '.' || c.relname, w.rows
from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
cross join lateral (
  select pg_stat_get_xact_tuples_inserted(c.oid) + pg_stat_get_xact_tuples_updated(c.oid)
) as w (rows)
where c.relkind in ('r', 'p', 'm') and n.nspname !~ '^pg_|^information_schema$' and w.rows > 0"""
LOG_ROWS = 300


class Database:
    """A world's connection, for one identity at a time."""

    def __init__(
        self, connection: Connection, pool: Pool, parents: Mapping[str, str] | None = None
    ) -> None:
        """connection: in the world's transaction. parents: of partitions: their own tables."""
        self._connection, self._pool, self._parents = connection, pool, parents or {}
        self._becoming: dict[str, str] = {}
        self.calls = 0

    def text(self, statement: Statement) -> str:
        """Return a statement's SQL."""
        return self._pool.sql(statement.parts)

    def ask(self, signed_in: SignedIn, statement: Statement) -> Answer:
        """Return everything that the identity learns from a statement, and from what it logs."""
        text = self.text(statement)
        if not statement.writes:
            return self.ask_text(signed_in, text)
        before, logged = self._written(), ""

        def read_logs() -> None:
            nonlocal logged
            logged = self._log(signed_in, before)

        answer = self._ask(signed_in, text, read_logs)
        return answer if answer.code else replace(answer, places=answer.places | {"log": logged})

    def ask_text(self, signed_in: SignedIn, text: str) -> Answer:
        """Return what the identity learns from SQL as it is."""
        return self._ask(signed_in, text)

    def _ask(
        self, signed_in: SignedIn, text: str, then: Callable[[], None] | None = None
    ) -> Answer:
        self.calls += 1
        with notices(self._connection) as heard:
            told: list[str] | None = None

            def look() -> None:
                nonlocal told
                told = [*heard]
                if then:
                    then()

            outcome = attempt_after(self._connection, self._become(signed_in), text, look)
        return _answer(outcome, heard if told is None else told)

    def _become(self, signed_in: SignedIn) -> str:
        if signed_in.name not in self._becoming:
            self._becoming[signed_in.name] = become_sql(signed_in)
        return self._becoming[signed_in.name]

    def _log(self, signed_in: SignedIn, before: Mapping[str, int]) -> str:
        """Return what the identity can read, after a call, in the tables that the call wrote to.

        These are the audit log and its like, whatever they are called.
        """
        back(self._connection)
        after = self._written()
        changed = sorted(name for name in after if after[name] > before.get(name, 0))
        tables = dict.fromkeys(self._parents.get(name, name) for name in changed)
        return "\n".join(self._newest(signed_in, table) for table in tables)

    def _newest(self, signed_in: SignedIn, table: str) -> str:
        query = f"select * from {quoted(*table.split('.', 1))} order by age(xmin) limit {LOG_ROWS}"
        outcome = attempt_after(self._connection, self._become(signed_in), query)
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
