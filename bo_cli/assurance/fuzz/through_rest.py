"""A run through REST: an API of its own, on a database that is thrown away."""

import time
from collections.abc import Iterator

from bo_cli.assurance.fuzz.firsts import Firsts
from bo_cli.assurance.fuzz.hunt import hunt
from bo_cli.assurance.fuzz.model import Answer, Finding, Request, Way
from bo_cli.assurance.fuzz.requests import requests_of, requests_on, values_in
from bo_cli.assurance.fuzz.scene import Options, draw_seed
from bo_cli.assurance.fuzz.stage import Stage
from bo_cli.assurance.fuzz.targets import Function, Table, Target
from bo_cli.assurance.fuzz.watch import internal_error, leak_in, wrong_count
from bo_cli.assurance.model import SignedIn

LOOK = (("limit", ("1000",)),)
REFUSED = 400  # and every HTTP status above


class RestRun:
    """Calls everything through REST as one identity after the other."""

    def __init__(self, stage: Stage, options: Options) -> None:
        self._stage, self._options = stage, options
        self._api, self._scene = stage.api, stage.scene

    def as_identity(self, who: SignedIn, number: int, until: float | None) -> Iterator[Finding]:
        """Yield what is found. number: of the round. until: when to stop, of time.monotonic()."""
        # Nobody meets what others wrote.
        self._stage.renew()
        self._stage.written()
        targets = [t for t in self._scene.chosen_targets(who, self._options) if t.is_exposed]
        logs = [table for table in self._scene.tables if table.is_exposed]
        known = {table.name: set(self._lines(who, table)) for table in logs}
        written = self._stage.written()
        for target in targets:
            if until is not None and time.monotonic() > until:
                return
            said: set[str] = set()
            yield from self._on(who, target, number, said, written)
            if said:
                for log in self._changed(logs):
                    yield from self._look(who, log, said, known[log.name])
            written |= said

    def _on(
        self, who: SignedIn, target: Target, number: int, said: set[str], written: set[str]
    ) -> list[Finding]:
        """Return what calls of one target show. said: gets what they wrote."""
        pool = self._scene.pool
        if isinstance(target, Function):
            calls = requests_of(pool, target)
        else:
            calls = requests_on(pool, target)

        def judge(request: Request) -> Finding | None:
            answer = self._api.ask(who, request)
            inputs = pool.inputs(values_in(request))
            if request.writes and answer.status < REFUSED and _may_write(target):
                # What was written may be read, whoever's id it holds.
                said.update(inputs)
            return self._judged(who, target, request, answer, inputs, said, written)

        seed = draw_seed(self._options, number, Way.REST, who.name, target.key)
        examples = self._scene.examples(who, target, self._options)
        is_open = self._scene.is_reachable(who, target.key)
        first = Firsts(pool, who).requests(target) if is_open else ()
        return hunt(calls, judge, examples=examples, seed=seed, first=first)

    def _changed(self, logs: list[Table]) -> list[Table]:
        """Return the tables that got rows, and the views where any did."""
        written = self._stage.written()
        return [log for log in logs if written and (log.name in written or not log.is_table)]

    def _look(
        self, who: SignedIn, log: Table, said: set[str], known: set[str]
    ) -> Iterator[Finding]:
        """Read a table after calls that wrote: logs may hold more than what the caller said.

        known: the rows that were there before; gets the new ones.
        """
        lines = [line for line in self._lines(who, log) if line not in known]
        known.update(lines)
        answer = Answer({"rows": "\n".join(lines)})
        found = self._judged(who, log, _reading(log), answer, said)
        if found is not None:
            yield found

    def _lines(self, who: SignedIn, table: Table) -> list[str]:
        return self._api.ask(who, _reading(table)).places.get("body", "").split("\n")

    def _judged(
        self, who: SignedIn, target: Target, request: Request, answer: Answer, *inputs: set[str]
    ) -> Finding | None:
        secrets = self._scene.hidden_from(who).on(target.key, is_table=target.is_table)
        leak = leak_in(answer, secrets, *inputs)
        if leak is not None:
            place, secret = leak
            says = f"the {place} show {secret.text!r}, of {secret.owner}"
            return self._finding("leak", who, request, f"{place} {secret.relation}", says)
        fault = internal_error(answer)
        if fault is not None:
            return self._finding("internal error", who, request, answer.code, fault)
        count = wrong_count(answer)
        if count is not None:
            return self._finding("count", who, request, "count", count)
        return None

    def _finding(
        self, kind: str, who: SignedIn, request: Request, topic: str, says: str
    ) -> Finding:
        shown = self._api.shown(who, request)
        return Finding(kind, who.name, Way.REST, request.target, topic, says, shown)


def _may_write(target: Target) -> bool:
    return not isinstance(target, Function) or target.is_volatile


def _reading(table: Table) -> Request:
    # As CSV a row is a line.
    headers = (("Accept", "text/csv"),)
    return Request(table.key, "GET", f"/rest/v1/{table.own_name}", LOOK, headers)
