"""What a row is called as a canary: its key, its tenant, whose own it is."""

from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.model import Canary, SignedIn
from bo_cli.assurance.world.drafts import Wish
from bo_cli.assurance.world.hints import Hints
from bo_cli.assurance.world.links import Links
from bo_cli.assurance.world.objects import Relation

Row = dict[str, str | None]


class Labels:
    """Makes canaries of rows."""

    def __init__(
        self,
        intent: Intent,
        people: dict[str, SignedIn],
        tenants: dict[str, str],
        hints: Hints,
        links: Links,
    ) -> None:
        self.intent, self.people, self.hints, self.links = intent, people, hints, links
        self.names = {key: name for name, key in tenants.items()}

    def tenant_column(self, relation: Relation) -> str | None:
        """Return the column that holds the tenant, where the relation has it."""
        column = self.intent.tenant_column_of(relation.name)
        return column if column in relation.columns else None

    def canary(self, relation: Relation, row: Row, wish: Wish, token: str = "") -> Canary:
        """Return the row as a canary; of the token nothing is kept where the row has no room."""
        values = {name: row[name] for name in relation.columns}
        there = token if any(token in (value or "") for value in values.values()) else ""
        # A hint that says where the tenant stands says whose row it is, too.
        hinted = any("{tenant}" in sql for sql in self.hints.of(relation.name).columns.values())
        tenant = wish.tenant if hinted else self.tenant_of(relation, values)
        owner = wish.owner or self._owner_of(relation, values)
        key = {name: row[name] or "" for name in relation.key}
        return Canary(relation.name, key, tenant, owner, there, values)

    def tenant_of(self, relation: Relation, values: Row) -> str | None:
        """Return the tenant by the tenant's column, else by the foreign keys that the row holds."""
        if relation.name == self.intent.tenant_relation:
            return self.names.get(values[self.links.tenant_key] or "")
        column = self.tenant_column(relation)
        if column and values[column] is not None:
            return self.names.get(values[column] or "")
        return self.links.tenant_of(relation, values)

    def _owner_of(self, relation: Relation, values: Row) -> str | None:
        held = {values.get(column) for column in self.intent.own_columns(relation.name)} - {None}
        return next((name for name, one in self.people.items() if held & set(one.own)), None)
