"""Filling every table with canaries: for each tenant one, and for each identity its own."""

from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.model import Canary, SignedIn
from bo_cli.assurance.world.adopting import adopt, find_same
from bo_cli.assurance.world.catalogue import Catalogue
from bo_cli.assurance.world.drafts import Drafts, Wish
from bo_cli.assurance.world.hints import Hints
from bo_cli.assurance.world.labels import Labels
from bo_cli.assurance.world.links import Links
from bo_cli.assurance.world.objects import Relation
from bo_cli.assurance.world.order import filling_order, partitions_to_fill
from bo_cli.assurance.world.placing import Placer, Row
from bo_cli.assurance.world.reading import existing_rows, landed, read_again, tenant_rows
from bo_cli.assurance.world.reasons import reason
from bo_cli.assurance.world.seeds import Seed, make_seed
from bo_cli.assurance.world.solver import Choice, Draft, Solver, rules_of
from bo_cli.assurance.world.writing import without_triggers
from bo_cli.db.attempt import Refusal
from bo_cli.db.connect import Connection
from bo_cli.db.quoting import literal

FOREIGN = "a foreign table: a row written to it would leave this database for good"
NO_PARTITION = "it is partitioned and has no partition that takes a row"
GONE = "its rows were gone when the world was complete: a trigger takes them away"


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
        self.excused: set[str] = set()
        self.notes: list[str] = []
        self.links = Links(connection, catalogue, self.canaries, intent.tenant_relation)
        self.labels = Labels(intent, people, tenants, hints, self.links)
        self.numbers: dict[str, int] = {}
        self.placers: dict[str, list[Placer]] = {}
        # Tables that take rows only while their triggers are off.
        self.quiet: set[str] = set()

    def fill(self) -> None:
        """Give every table a row for each tenant."""
        for relation in self.catalogue.of_kind("f"):
            self.missing[relation.name] = FOREIGN
        for relation in filling_order(self.catalogue.relations):
            self._fill(relation)
        self.notes += self.links.promises.settle()

    def fill_partitions(self) -> None:
        """List the rows that landed in each partition; give rows to those that have none."""
        for relation in partitions_to_fill(self.catalogue):
            above = self.catalogue.relations[relation.partition_of or ""]
            rows = landed(self.connection, relation, self.canaries.get(above.name, []))
            if rows:
                self.canaries[relation.name] = rows
            else:
                self._fill(relation)

    def read_again(self) -> None:
        """Read all canaries once more, as triggers and later rows left them."""
        for name, canaries in list(self.canaries.items()):
            relation = self.catalogue.relations[name]
            self.canaries[name] = read_again(self.connection, relation, canaries)
            if not self.canaries[name]:
                self.missing[name] = GONE
                del self.canaries[name]

    def grant(self, relation: Relation, wish: Wish) -> Row | Refusal:
        """Place the row of a wish, with triggers or, if that fails, without."""
        refusal = Refusal("", NO_PARTITION)
        for placer in self._placers(relation):
            if relation.name not in self.quiet:
                outcome = self._place(placer, wish)
                if not isinstance(outcome, Refusal):
                    return outcome
                refusal = outcome
                if not _may_be_a_trigger(relation, refusal):
                    continue
            with without_triggers(self.connection, relation):
                again = self._place(placer, wish)
            if isinstance(again, Refusal):
                continue
            if relation.name not in self.quiet:
                self._note(f"{relation.name}: filled with triggers off: {refusal.message}")
            self.quiet.add(relation.name)
            return again
        return refusal

    def fixed(self, relation: Relation, wish: Wish) -> Draft:
        """Return what the wish itself decides: the tenant's column, and whose own row it is."""
        fixed = self.links.promises.kept_by(relation.name, wish.tenant) if not wish.owner else {}
        column = self.labels.tenant_column(relation)
        if column and wish.tenant:
            fixed[column] = [_typed(relation, column, self.tenants[wish.tenant])]
        if wish.owner and wish.own_column:
            value = self.people[wish.owner].own[0]
            fixed[wish.own_column] = [_typed(relation, wish.own_column, value)]
        return fixed

    def _fill(self, relation: Relation) -> None:
        hint = self.hints.of(relation.name)
        if hint.no_rows:
            self.missing[relation.name] = hint.no_rows
            self.excused.add(relation.name)
            return
        if relation.name == self.intent.tenant_relation:
            self._use_tenants(relation)
            return
        why = ""
        for tenant in self.tenants:
            outcome = self.grant(relation, Wish(tenant))
            if isinstance(outcome, Refusal):
                why = reason(outcome, self._placers(relation))
        if not self.canaries.get(relation.name):
            self._use_existing(relation, why)
        elif why:
            self._note(f"{relation.name}: not every tenant has a row: {why}")

    def _placers(self, relation: Relation) -> list[Placer]:
        """Return a placer for each partition that could take the row; usually the table's only."""
        if relation.name in self.placers:
            return self.placers[relation.name]
        leaves: list[Relation | None] = [relation if relation.partition_of else None]
        if relation.kind == "p":
            leaves = [*self.catalogue.leaves(relation.name)]
        found = []
        for leaf in leaves:
            rules = rules_of(relation, self.catalogue, leaf)
            drafts = Drafts(relation, self.catalogue, self.hints.of(relation.name), rules)
            solver = Solver(self.connection, relation, self.catalogue, rules)
            found.append(Placer(self.connection, relation, drafts, solver))
        self.placers[relation.name] = found
        return found

    def _place(self, placer: Placer, wish: Wish) -> Row | Refusal:
        relation = placer.relation
        number = self.numbers.get(relation.name, 0) + 1
        self.numbers[relation.name] = number
        seed = make_seed(relation.name, number)
        key = self.tenants[wish.tenant] if wish.tenant else ""
        outcome: Row | Refusal = Refusal("", NO_PARTITION)
        for way in self.links.ways(relation, wish, self.fixed(relation, wish), number):
            outcome = self._adopted(placer, way, seed, key) or placer.place(seed, key, way)
            if not isinstance(outcome, Refusal):
                canary = self.labels.canary(relation, outcome, wish, seed.token)
                self.canaries.setdefault(relation.name, []).append(canary)
                return outcome
            if not outcome.sqlstate.startswith("23"):
                break
        return outcome

    def _adopted(self, placer: Placer, way: Draft, seed: Seed, key: str) -> Row | None:
        """Return the row that a trigger made for a canary already, with the token written to it."""
        known = {tuple(c.key.values()) for c in self.canaries.get(placer.relation.name, [])}
        row = find_same(self.connection, placer.relation, way, known)
        return adopt(placer, row, way, seed, key) if row else None

    def _use_tenants(self, relation: Relation) -> None:
        rows = tenant_rows(self.connection, relation, self.links.tenant_key, self.tenants)
        self.canaries[relation.name] = [
            self.labels.canary(relation, row, Wish(name)) for name, row in rows
        ]

    def _use_existing(self, relation: Relation, why: str) -> None:
        rows = existing_rows(self.connection, relation, {}, len(self.tenants))
        if not rows:
            self.missing[relation.name] = why
            return
        self._note(f"{relation.name}: existing rows stand in for canaries: {why}")
        self.canaries[relation.name] = [
            self.labels.canary(relation, row, Wish(None)) for row in rows
        ]

    def _note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


def _may_be_a_trigger(relation: Relation, refusal: Refusal) -> bool:
    """Tell whether the row might be taken with triggers off; two of a kind never are."""
    taken = refusal.sqlstate in ("23505", "23P01") and refusal.table == relation.name
    return bool(relation.triggers) and not taken


def _typed(relation: Relation, column: str, value: str) -> Choice:
    return Choice(f"{literal(value)}::{relation.columns[column].type}")
