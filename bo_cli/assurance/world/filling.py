"""Filling every table with canaries: for each tenant one, and for each identity its own."""

from dataclasses import replace

from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.model import Canary, SignedIn
from bo_cli.assurance.world.catalogue import Catalogue
from bo_cli.assurance.world.drafts import Drafts, Wish
from bo_cli.assurance.world.hints import Hints
from bo_cli.assurance.world.links import Links
from bo_cli.assurance.world.objects import Relation
from bo_cli.assurance.world.order import filling_order
from bo_cli.assurance.world.placing import Placer, Row
from bo_cli.assurance.world.reading import existing_rows, read_again, tenant_rows
from bo_cli.assurance.world.seeds import make_seed
from bo_cli.assurance.world.solver import Choice, Draft, Solver, rules_of
from bo_cli.assurance.world.writing import without_triggers
from bo_cli.db.attempt import Refusal
from bo_cli.db.connect import Connection
from bo_cli.db.quoting import literal

FOREIGN = "a foreign table: a row written to it would leave this database for good"
NO_PARTITION = "it is partitioned and has no partition that takes a row"


class Filler:
    """Fills the tables of one database; `canaries`, `missing` and `notes` say what came of it."""

    def __init__(
        self,
        connection: Connection,
        intent: Intent,
        catalogue: Catalogue,
        people: dict[str, SignedIn],
        tenants: dict[str, str],
        hints: Hints,
    ) -> None:
        self.connection, self.intent, self.catalogue = connection, intent, catalogue
        self.people, self.tenants, self.hints = people, tenants, hints
        self.canaries: dict[str, list[Canary]] = {}
        self.missing: dict[str, str] = {}
        self.notes: list[str] = []
        self.links = Links(connection, catalogue.relations, self.canaries, tenants)
        self.numbers: dict[str, int] = {}

    def fill(self) -> None:
        """Fill every table; afterwards read all canaries again, as triggers left them."""
        for relation in self.catalogue.of_kind("f"):
            self.missing[relation.name] = FOREIGN
        for relation in filling_order(self.catalogue.relations):
            self._fill(relation)
        for name, canaries in self.canaries.items():
            relation = self.catalogue.relations[name]
            self.canaries[name] = read_again(self.connection, relation, canaries)
        for name in [name for name, canaries in self.canaries.items() if not canaries]:
            self.missing.setdefault(name, "its rows were gone when the world was complete")
            del self.canaries[name]

    def _fill(self, relation: Relation) -> None:
        hint = self.hints.of(relation.name)
        if hint.no_rows:
            self.missing[relation.name] = hint.no_rows
            return
        if relation.name == self.intent.tenant_relation:
            rows = tenant_rows(self.connection, self.catalogue, relation, self.tenants)
            self.canaries[relation.name] = [self._known(relation, row, name) for name, row in rows]
            return
        placers = self._placers(relation)
        reason = "" if placers else NO_PARTITION
        for tenant in self.tenants:
            reason = self._grant(relation, Wish(tenant), placers) or reason
        for wish in self._own_wishes(relation):
            self._grant(relation, wish, placers)
        if not self.canaries.get(relation.name):
            self._use_existing(relation, reason)

    def _placers(self, relation: Relation) -> list[Placer]:
        """Return a placer for each partition that could take the row; usually the table's only."""
        leaves: list[Relation | None] = [None]
        if relation.kind == "p":
            leaves = [*self._leaves(relation)]
        found = []
        for leaf in leaves:
            rules = rules_of(relation, self.catalogue, leaf)
            drafts = Drafts(relation, self.catalogue, self.hints.of(relation.name), rules)
            solver = Solver(self.connection, relation, self.catalogue, rules)
            found.append(Placer(self.connection, relation, drafts, solver))
        return found

    def _leaves(self, relation: Relation) -> list[Relation]:
        below = self.catalogue.partitions(relation.name)
        return [leaf for each in below for leaf in (self._leaves(each) or [each])]

    def _own_wishes(self, relation: Relation) -> list[Wish]:
        """Return a wish for each identity, column that makes a row its own, and tenant of its."""
        in_tenants = any(canary.tenant for canary in self.canaries.get(relation.name, []))
        wishes: dict[tuple[str, str, str | None], Wish] = {}
        for column in self.intent.own_columns(relation.name):
            for person in self.people.values():
                if column not in relation.columns or not person.own:
                    continue
                tenants: list[str | None] = [*person.tenants] if in_tenants else [None]
                for tenant in tenants:
                    # Identities of one person share their rows.
                    wish = Wish(tenant, person.name, column)
                    wishes.setdefault((column, person.own[0], tenant), wish)
        return list(wishes.values())

    def _grant(self, relation: Relation, wish: Wish, placers: list[Placer]) -> str:
        """Place the row of a wish; return why not, or ''."""
        fixed = self._fixed(relation, wish)
        if wish.owner and self._is_there(relation, wish, fixed):
            return ""
        reason = ""
        for placer in placers:
            outcome = self._place(placer, wish, fixed)
            if isinstance(outcome, Refusal) and relation.triggers:
                with without_triggers(self.connection, relation):
                    outcome = self._place(placer, wish, fixed)
            if not isinstance(outcome, Refusal):
                return ""
            reason = outcome.message
        return reason

    def _place(self, placer: Placer, wish: Wish, fixed: Draft) -> Row | Refusal:
        relation = placer.relation
        number = self.numbers.get(relation.name, 0) + 1
        self.numbers[relation.name] = number
        seed = make_seed(relation.name, number)
        key = self.tenants[wish.tenant] if wish.tenant else ""
        outcome: Row | Refusal = Refusal("", NO_PARTITION)
        for way in self.links.ways(relation, wish, fixed, number):
            outcome = placer.place(seed, key, way)
            if not isinstance(outcome, Refusal):
                self._keep(relation, wish, outcome, seed.token)
                return outcome
            if not outcome.sqlstate.startswith("23"):
                break
        return outcome

    def _fixed(self, relation: Relation, wish: Wish) -> Draft:
        """Return what the wish itself decides: the tenant's column, and whose own row it is."""
        fixed: Draft = {}
        column = self._tenant_column(relation)
        if column and wish.tenant:
            fixed[column] = [self._typed(relation, column, self.tenants[wish.tenant])]
        if wish.owner and wish.own_column:
            value = self.people[wish.owner].own[0]
            fixed[wish.own_column] = [self._typed(relation, wish.own_column, value)]
        return fixed

    @staticmethod
    def _typed(relation: Relation, column: str, value: str) -> Choice:
        return Choice(f"{literal(value)}::{relation.columns[column].type}")

    def _tenant_column(self, relation: Relation) -> str | None:
        column = self.intent.tenant_column_of(relation.name)
        return column if column in relation.columns else None

    def _is_there(self, relation: Relation, wish: Wish, fixed: Draft) -> bool:
        """Tell whether somebody's own row exists already, and take it: another could change what
        the person may do, as a second membership would."""
        where = {column: choices[0].sql for column, choices in fixed.items()}
        for row in existing_rows(self.connection, relation, where, 1):
            self.canaries.setdefault(relation.name, []).append(
                replace(self._known(relation, row, None), owner=wish.owner)
            )
            return True
        return False

    def _use_existing(self, relation: Relation, reason: str) -> None:
        rows = existing_rows(self.connection, relation, {}, len(self.tenants))
        if not rows:
            self.missing[relation.name] = reason
            return
        self.notes.append(f"{relation.name}: existing rows stand in for canaries: {reason}")
        self.canaries[relation.name] = [self._known(relation, row, None) for row in rows]

    def _keep(self, relation: Relation, wish: Wish, row: Row, token: str) -> None:
        there = token if any(token in (value or "") for value in row.values()) else ""
        # A hint that says where the tenant stands says whose row it is, too.
        hinted = "{tenant}" in " ".join(self.hints.of(relation.name).columns.values())
        known = self._known(relation, row, wish.tenant if hinted else None)
        canary = replace(known, owner=wish.owner, token=there)
        self.canaries.setdefault(relation.name, []).append(canary)

    def _known(self, relation: Relation, row: Row, tenant: str | None) -> Canary:
        """Return the row as a canary without a token."""
        key = {name: row[name] or "" for name in relation.key}
        values = {name: row[name] for name in relation.columns}
        tenant = tenant or self._tenant_of(relation, values)
        return Canary(relation.name, key, tenant, None, "", values)

    def _tenant_of(self, relation: Relation, values: Row) -> str | None:
        column = self._tenant_column(relation)
        if column and values[column] is not None:
            return next((name for name, key in self.tenants.items() if key == values[column]), None)
        return self.links.tenant_of(relation, values)
