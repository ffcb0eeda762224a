"""A run through REST: an API of its own, on a database that is thrown away."""

import time
from collections.abc import Callable, Iterator

from bo_cli.assurance.fuzz.hunt import hunt
from bo_cli.assurance.fuzz.model import Answer, Finding, Request, Way
from bo_cli.assurance.fuzz.requests import requests_of, requests_on, values_in
from bo_cli.assurance.fuzz.rest import Api
from bo_cli.assurance.fuzz.scene import Options, Scene, draw_seed
from bo_cli.assurance.fuzz.targets import Function, Target
from bo_cli.assurance.fuzz.watch import internal_error, leak_in, wrong_count
from bo_cli.assurance.model import SignedIn

LOOK = (("limit", ("1000",)),)


class RestRun:
    """Calls everything through REST as one identity after the other."""

    def __init__(self, api: Api, scene: Scene, options: Options, renew: Callable[[], None]) -> None:
        """renew: puts the database back as it was, so that nobody meets what others wrote."""
        self.api, self._scene, self._options, self._renew = api, scene, options, renew

    def as_identity(self, who: SignedIn, number: int, until: float | None) -> Iterator[Finding]:
        """Yield what is found. number: of the round. until: when to stop, of time.monotonic()."""
        self._renew()
        written: set[str] = set()
        targets = [
            each for each in self._scene.chosen_targets(who, self._options) if each.is_exposed
        ]
        for target in targets:
            if until is not None and time.monotonic() > until:
                return
            yield from self._on(who, target, number, written)
        for target in targets:
            if written and not isinstance(target, Function):
                yield from self._look(who, target, written)

    def _on(self, who: SignedIn, target: Target, number: int, written: set[str]) -> list[Finding]:
        pool = self._scene.pool
        if isinstance(target, Function):
            calls = requests_of(pool, target)
        else:
            calls = requests_on(pool, target)

        def judge(request: Request) -> Finding | None:
            answer = self.api.ask(who, request)
            inputs = pool.inputs(values_in(request))
            if request.writes and not answer.code:
                # What was written may be read, whoever's id it holds.
                written.update(inputs)
            return self._judged(who, target, request, answer, inputs | written)

        seed = draw_seed(self._options, number, Way.REST, who.name, target.key)
        examples = self._scene.examples(who, target, self._options)
        return hunt(calls, judge, examples=examples, seed=seed)

    def _look(self, who: SignedIn, target: Target, written: set[str]) -> Iterator[Finding]:
        """Read a table as it is after all these calls: logs may hold what they met."""
        request = Request(target.key, "GET", f"/rest/v1/{target.own_name}", LOOK)
        found = self._judged(who, target, request, self.api.ask(who, request), written)
        if found is not None:
            yield found

    def _judged(
        self, who: SignedIn, target: Target, request: Request, answer: Answer, inputs: set[str]
    ) -> Finding | None:
        secrets = self._scene.hidden_from(who).on(target.key, is_table=target.is_table)
        leak = leak_in(answer, secrets, inputs)
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
        shown = self.api.shown(who, request)
        return Finding(kind, who.name, Way.REST, request.target, topic, says, shown)
