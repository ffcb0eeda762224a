"""Rows that differ in what policies and the intent's conditions look at, such as `deleted_at`.

A policy that no longer asks for `hidden_at is null` shows in nothing as long as no row is hidden.
"""

import re
from collections.abc import Iterator

from bo_cli.assurance.world.drafts import Wish
from bo_cli.assurance.world.filling import Filler
from bo_cli.assurance.world.literals import Literals, literals_of
from bo_cli.assurance.world.objects import Column, Relation
from bo_cli.assurance.world.seeds import make_seed
from bo_cli.assurance.world.values import Values
from bo_cli.assurance.world.writing import condition, without_triggers
from bo_cli.db.attempt import Refusal
from bo_cli.db.keeping import keep
from bo_cli.db.quoting import quoted

# Values of a column beyond those that its rows have already, for each tenant.
MOST = 3
# Conditions on time compare with now.
TIMES = ("timestamp with time zone", "timestamp without time zone", "date")
AROUND_NOW = ("now() - interval '1 day'", "now() + interval '1 day'")


class Variety:
    """Adds rows to the canaries of a filler that has filled."""

    def __init__(self, filler: Filler) -> None:
        self.filler = filler
        self.values = Values(filler.catalogue)

    def fill(self) -> None:
        """Give each tenant rows with other values in the columns that decide."""
        for name in list(self.filler.canaries):
            relation = self.filler.catalogue.relations[name]
            if relation.kind not in ("r", "p") or relation.partition_of:
                continue
            if name == self.filler.intent.tenant_relation or self.filler.hints.of(name).no_rows:
                continue
            texts = _texts(relation) + list(self.filler.intent.conditions(name))
            for column in self._deciding(relation, texts):
                for tenant in self.filler.tenants:
                    self._vary(relation, column, tenant, literals_of(texts))

    def _deciding(self, relation: Relation, texts: list[str]) -> Iterator[Column]:
        """Yield the columns that the expressions name and that are free to be anything."""
        bound = {
            *relation.key,
            *(column for key in relation.foreign_keys for column in key.columns),
            *(column for unique in relation.uniques for column in unique.columns),
            *self.filler.intent.own_columns(relation.name),
            self.filler.labels.tenant_column(relation),
        }
        for column in relation.columns.values():
            is_named = any(re.search(rf"\b{re.escape(column.name)}\b", text) for text in texts)
            if is_named and column.name not in bound and not column.is_computed:
                yield column

    def _vary(self, relation: Relation, column: Column, tenant: str, known: Literals) -> None:
        """Add rows of the tenant, each with another value in the column."""
        seen = {
            canary.values.get(column.name)
            for canary in self.filler.canaries[relation.name]
            if canary.tenant == tenant
        }
        added = 0
        for sql in self._candidates(relation, column, known):
            if added == MOST:
                return
            found = keep(self.filler.connection, f"select ({sql})::{column.type}::text")
            if isinstance(found, Refusal) or found[0][0] in seen:
                continue
            seen.add(found[0][0])
            added += self._add(relation, column, tenant, sql)

    def _candidates(self, relation: Relation, column: Column, known: Literals) -> list[str]:
        seed = make_seed(f"variety {relation.name} {column.name}", 1)
        made = self.values.of(column.type_oid, column.type, column.name, seed, known)
        times = AROUND_NOW if column.type.startswith(TIMES) else ()
        return [*([] if column.not_null else ["null"]), *times, *made]

    def _add(self, relation: Relation, column: Column, tenant: str, sql: str) -> bool:
        """Add one row with the value; say whether the table took it."""
        connection, canaries = self.filler.connection, self.filler.canaries[relation.name]
        before = len(canaries)
        if isinstance(self.filler.grant(relation, Wish(tenant)), Refusal):
            return False
        where = condition(canaries[-1].key)
        change = (
            f"update {relation.sql} set {quoted(column.name)} = {sql} where {where} returning 1"
        )
        with without_triggers(connection, relation):
            changed = keep(connection, change)
            if isinstance(changed, Refusal) or not changed:
                keep(connection, f"delete from {relation.sql} where {where} returning 1")
                del canaries[before:]
                return False
        return True


def _texts(relation: Relation) -> list[str]:
    return [text for policy in relation.policies for text in (policy.using, policy.check) if text]
