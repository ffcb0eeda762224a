"""Watches the canaries: which of them does a call change, and in which tenants does it add rows?"""

import json
from pathlib import Path

from bo_cli.assurance.matrix.reach import any_of, as_text
from bo_cli.assurance.model import Canary
from bo_cli.assurance.world.objects import Relation
from bo_cli.assurance.world.world import World
from bo_cli.db.quoting import literal, quoted

SQL = Path(__file__).parent / "watch.sql"
FILL = """
    insert into pg_temp.bo_watch (place, relation, oids, query) values (%s, %s, %s::bigint[], %s)"""
# As the canaries stand before anybody does anything.
BASELINE = """
do $baseline$
declare
  watch record;
  found jsonb;
begin
  for watch in select * from pg_temp.bo_watch loop
    execute watch.query into found;
    update pg_temp.bo_watch set before = found where place = watch.place;
  end loop;
end;
$baseline$"""


class Watch:
    """Knows the tables that hold canaries; `rows` finds the canary that the database speaks of."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rows: dict[tuple[str, str], Canary] = {}
        connection = world.connection
        connection.execute(SQL.read_text().encode())
        tables = [name for name in world.canaries if self._is_watched(name)]
        for place, name in enumerate(tables, 1):
            relation = world.catalogue.relations[name]
            oids = [relation.oid, *(leaf.oid for leaf in world.catalogue.leaves(name))]
            connection.execute(FILL, [place, name, oids, self._query(relation)])
        connection.execute(BASELINE)

    def row(self, relation: str, key: str) -> Canary | None:
        """Return the canary of this key, or, for a tenant's name, a row in place of its rows."""
        return self._rows.get((relation, key))

    def _is_watched(self, name: str) -> bool:
        relation = self._world.catalogue.relations[name]
        return relation.is_table and relation.partition_of is None

    def _query(self, relation: Relation) -> str:
        """Return a query for an object with a digest of each canary, and each tenant's count."""
        canaries = self._world.canaries[relation.name]
        for canary in canaries:
            self._rows[relation.name, json.dumps([*canary.key.values()], ensure_ascii=False)] = (
                canary
            )
        key = ", ".join(as_text(column) for column in canaries[0].key)
        digests = (
            f"select jsonb_object_agg(jsonb_build_array({key})::text, md5(row::text)) "
            f"from {relation.sql} as row where {any_of(canaries)}"
        )
        counts = self._counts(relation)
        return f"select coalesce(({digests}), '{{}}') || coalesce(({counts}), '{{}}')"

    def _counts(self, relation: Relation) -> str:
        column = self._world.intent.tenant_column_of(relation.name)
        if column not in relation.columns or not self._world.tenants:
            return "null::jsonb"
        names = {key: name for name, key in self._world.tenants.items()}
        for name in names.values():
            self._rows[relation.name, name] = Canary(relation.name, {}, name, None, "", {})
        pairs = ", ".join(f"({literal(key)}, {literal(name)})" for key, name in names.items())
        keys = ", ".join(map(literal, names))
        return (
            f"select jsonb_object_agg(tenant.name, tenant.count) from ("
            f"select named.name, count(*) from (values {pairs}) as named (key, name) "
            f"join {relation.sql} as row on row.{quoted(column)}::text = named.key "
            f"where row.{quoted(column)} in ({keys}) group by named.name) as tenant"
        )
