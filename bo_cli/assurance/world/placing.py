"""Placing one row: try candidates until Postgres takes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bo_cli.assurance.world.drafts import Drafts
from bo_cli.assurance.world.objects import Relation
from bo_cli.assurance.world.seeds import Seed
from bo_cli.assurance.world.solver import Draft, Picks, Solver
from bo_cli.assurance.world.writing import insert
from bo_cli.db.attempt import Refusal
from bo_cli.db.connect import Connection

MOST_TRIES = 60
NOT_NULL = "23502"
_COLUMN = re.compile(r'"((?:[^"]|"")*)"')

Row = dict[str, str | None]


@dataclass(frozen=True)
class Placer:
    """Places rows into one relation (into one partition of it, where `rules` say so)."""

    connection: Connection
    relation: Relation
    drafts: Drafts
    solver: Solver

    def place(self, seed: Seed, tenant_key: str, fixed: Draft) -> Row | Refusal:
        """Insert a row and return it as texts, or the last refusal.

        fixed: candidates of columns that are decided already. tenant_key: for hints.
        """
        filled: set[str] = set()
        while True:
            draft = self.drafts.make(seed, tenant_key, fixed, filled)
            outcome = self._try(draft)
            if not isinstance(outcome, Refusal) or outcome.sqlstate != NOT_NULL:
                return outcome
            found = _COLUMN.search(outcome.message)
            if not found or found[1] in filled or found[1] not in draft:
                return outcome
            filled.add(found[1])

    def _try(self, draft: Draft) -> Row | Refusal:
        picks = self.solver.first(draft)
        others: dict[str, Iterator[Picks]] = {}
        for _ in range(MOST_TRIES):
            outcome = insert(self.connection, self.relation, draft, picks)
            if not isinstance(outcome, Refusal):
                return outcome
            columns = self._columns_of(outcome)
            if not columns:
                return outcome
            if outcome.constraint not in others:
                others[outcome.constraint] = self.solver.solutions(draft, columns)
            following = next(others[outcome.constraint], None)
            if following is None:
                return outcome
            picks = picks | following
        return outcome

    def _columns_of(self, refusal: Refusal) -> frozenset[str]:
        """Return the columns whose values a constraint refused."""
        if not refusal.constraint:
            return frozenset()
        sources: list[tuple[str, frozenset[str]]] = [
            *((unique.name, frozenset(unique.columns)) for unique in self.relation.uniques),
            *((key.name, frozenset(key.columns)) for key in self.relation.foreign_keys),
            *((rule.name, rule.columns) for rule in self.solver.rules),
        ]
        return next(
            (columns for found, columns in sources if found == refusal.constraint), frozenset()
        )
