"""A run through SQL: in the open world, nothing of it stays."""

import time
from collections.abc import Iterator

from bo_cli.assurance.fuzz.database import Database
from bo_cli.assurance.fuzz.firsts import Firsts
from bo_cli.assurance.fuzz.hunt import hunt
from bo_cli.assurance.fuzz.interference import Recorded, interferences
from bo_cli.assurance.fuzz.model import Answer, Finding, Statement, Way
from bo_cli.assurance.fuzz.scene import Options, Scene, draw_seed
from bo_cli.assurance.fuzz.secret import Secrets
from bo_cli.assurance.fuzz.statements import statements_of, statements_on
from bo_cli.assurance.fuzz.targets import Function, Target
from bo_cli.assurance.fuzz.watch import internal_error, leak_in
from bo_cli.assurance.model import SignedIn
from bo_cli.db.connect import Connection
from bo_cli.db.keeping import keep
from bo_cli.db.quoting import quoted

# As PostgREST's roles have it; and whatever a function says must be heard.
SESSION = """
set local statement_timeout = '5s';
set local client_min_messages = debug1;
"""


class SqlRun:
    """Calls everything through SQL as one identity after the other."""

    def __init__(
        self, connection: Connection, scene: Scene, options: Options, *, is_throwaway: bool = False
    ) -> None:
        """connection: the world's. is_throwaway: whether its database may be analyzed."""
        self._connection, self._scene, self._options = connection, scene, options
        self._is_throwaway = is_throwaway
        self.database = Database(connection, scene.pool, scene.parents)
        connection.execute(SESSION.encode())
        self._renew()

    def as_identity(self, who: SignedIn, number: int, until: float | None) -> Iterator[Finding]:
        """Yield what is found. number: of the round. until: when to stop, of time.monotonic()."""
        recorded: list[tuple[Statement, Answer]] = []
        for target in self._scene.chosen_targets(who, self._options):
            if until is not None and time.monotonic() > until:
                break
            yield from self._on(who, target, number, recorded)
        yield from self._compared(who, recorded)

    def _on(
        self,
        who: SignedIn,
        target: Target,
        number: int,
        recorded: list[tuple[Statement, Answer]],
    ) -> list[Finding]:
        pool = self._scene.pool
        if isinstance(target, Function):
            calls = statements_of(pool, target)
        else:
            calls = statements_on(pool, target)
        secrets = self._scene.hidden_from(who).on(target.key, is_table=target.is_table)

        def judge(statement: Statement) -> Finding | None:
            answer = self.database.ask(who, statement)
            recorded.append((statement, answer))
            return self._judged(who, statement, answer, secrets)

        seed = draw_seed(self._options, number, Way.SQL, who.name, target.key)
        examples = self._scene.examples(who, target, self._options)
        is_open = self._scene.is_reachable(who, target.key)
        first = Firsts(pool, who).statements(target) if is_open else ()
        return hunt(calls, judge, examples=examples, seed=seed, first=first)

    def _judged(
        self, who: SignedIn, statement: Statement, answer: Answer, secrets: Secrets
    ) -> Finding | None:
        target, text = statement.target, self.database.text(statement)
        leak = leak_in(answer, secrets, [text.lower()])
        if leak is not None:
            place, secret = leak
            says = f"the {place} show {secret.text!r}, of {secret.owner}"
            topic = f"{place} {secret.relation}"
            return Finding("leak", who.name, Way.SQL, target, topic, says, text)
        fault = internal_error(answer)
        if fault is not None:
            return Finding("internal error", who.name, Way.SQL, target, answer.code, fault, text)
        return None

    def _compared(self, who: SignedIn, recorded: Recorded) -> list[Finding]:
        strangers = self._scene.hidden_from(who).strangers()
        return interferences(
            self._connection,
            self.database,
            who,
            strangers,
            self._scene.canaries,
            recorded,
            self._renew,
        )

    def _renew(self) -> None:
        """Bring rollups and, where nobody minds, the planner's statistics up to date.

        The latter outlive a rollback.
        """
        for view in self._scene.rollups:
            keep(self._connection, f"refresh materialized view {view}")
        if self._is_throwaway:
            for name in self._scene.canaries:
                keep(self._connection, f"analyze {quoted(*name.split('.', 1))}")
