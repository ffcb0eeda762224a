"""What a run calls, as whom, and what each must not learn: all of it taken from a world."""

import zlib
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from bo_cli.assurance.fuzz.catalogue import functions_of, kinds_of, tables_of, words_of
from bo_cli.assurance.fuzz.hidden import Hidden
from bo_cli.assurance.fuzz.pool import Pool
from bo_cli.assurance.fuzz.targets import Table, Target
from bo_cli.assurance.fuzz.values import kind_of
from bo_cli.assurance.model import Canary, SignedIn
from bo_cli.assurance.world.world import World
from bo_cli.core.errors import UsageError
from bo_cli.db.attempt import Refusal
from bo_cli.db.connect import Connection, DatabaseError
from bo_cli.db.keeping import keep
from bo_cli.db.quoting import literal, quoted

DEFAULT_EXAMPLES = 5

# What a role may do anything at all with, as far as grants go; the second half is functions.
REACHABLE = """
select n.nspname || '.' || c.relname
from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
where has_schema_privilege(%(role)s, n.oid, 'usage') and c.relkind in ('r', 'p', 'v', 'm', 'f')
  and (has_table_privilege(%(role)s, c.oid, 'select, insert, update, delete')
    or has_any_column_privilege(%(role)s, c.oid, 'select, insert, update'))
union all
select p.oid::text
from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
where has_schema_privilege(%(role)s, n.oid, 'usage') and n.nspname !~ '^(pg_|information_schema)'
  and has_function_privilege(%(role)s, p.oid, 'execute')
"""
INSERTABLE = """
select n.nspname || '.' || c.relname, a.attname
from pg_attribute as a join pg_class as c on c.oid = a.attrelid
join pg_namespace as n on n.oid = c.relnamespace
where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'f')
  and has_schema_privilege(%(role)s, n.oid, 'usage')
  and has_column_privilege(%(role)s, c.oid, a.attnum, 'insert')
"""
# Rows of the world's transaction: its savepoints have numbers above its own.
NEW = "age(xmin) <= age(pg_current_xact_id()::xid)"


@dataclass(frozen=True)
class Options:
    """What to do. examples: calls of each identity to each target, through each way.

    seconds: go on with further seeds for as long; None for one round. identity: only this one.
    only: a pattern of targets, such as `public.list_*`.
    """

    seed: int
    examples: int = DEFAULT_EXAMPLES
    seconds: float | None = None
    identity: str | None = None
    only: str | None = None


class Scene:
    """The parts of a run, the same for both ways."""

    def __init__(self, world: World) -> None:
        """world: open; its connection is used for looking things up, in savepoints."""
        self.people, self.canaries, self.tenants = world.people, world.canaries, world.tenants
        self.tables = tables_of(world.catalogue, world.intent)
        self.functions = functions_of(world.catalogue, world.intent)
        kinds = {place: kind_of(name) for place, name in kinds_of(world.catalogue).items()}
        self.pool = Pool(self.tables, self.functions, world.canaries, world.tenants, kinds)
        self.rollups = [view.sql for view in world.catalogue.of_kind("m")]
        self.parents = {
            relation.name: relation.partition_of
            for relation in world.catalogue.relations.values()
            if relation.partition_of
        }
        self.links = {
            relation.name: frozenset(name for key in relation.foreign_keys for name in key.columns)
            for relation in world.catalogue.relations.values()
        }
        self.words = words_of(world.catalogue)
        self._world = world
        self._answers: dict[str, bool] = {}
        self._copies: dict[str, list[str]] = {}
        self._hidden = {name: self._hidden_from(who) for name, who in self.people.items()}
        oids = {str(each.oid): each.name for each in world.catalogue.functions.values()}
        self._reachable = {
            role: _reachable(world.connection, role, oids)
            for role in {who.role for who in self.people.values()}
        }
        self._tables_for = {name: self._as_seen_by(who) for name, who in self.people.items()}
        for hidden in self._hidden.values():
            hidden.prepare(self.tables, self.functions)

    def hidden_from(self, who: SignedIn) -> Hidden:
        """Return what an identity may not see."""
        return self._hidden[who.name]

    def chosen_people(self, options: Options) -> list[SignedIn]:
        """Return whom to act as. Raises UsageError for an identity that the intent has not."""
        if options.identity is None:
            return list(self.people.values())
        if options.identity not in self.people:
            raise UsageError(
                f"the intent file has no identity {options.identity!r}",
                hint=f"there are {', '.join(self.people)}",
            )
        return [self.people[options.identity]]

    def chosen_targets(self, who: SignedIn, options: Options) -> list[Target]:
        """Return what to call, by name. Raises UsageError when the pattern matches nothing."""
        every: list[Target] = [*self._tables_for[who.name], *self.functions]
        if options.only is None:
            return every
        found = [target for target in every if _matches(target.name, options.only)]
        if not found:
            raise UsageError(f"no table, view or function matches {options.only!r}")
        return found

    def is_reachable(self, who: SignedIn, target: str) -> bool:
        """Tell whether the identity's role has any privilege on a relation or function."""
        return target in self._reachable[who.role]

    def examples(self, who: SignedIn, target: Target, options: Options) -> int:
        """Return how many calls a target is worth: one at most, where no grant opens it."""
        if self.is_reachable(who, target.key):
            return options.examples
        return 1 if target.is_exposed else 0

    def _as_seen_by(self, who: SignedIn) -> list[Table]:
        """Return the tables, marked with what the identity could write."""
        found = self._world.connection.execute(INSERTABLE, {"role": who.role}).fetchall()
        may = {(relation, column) for relation, column in found}
        return [
            replace(
                table,
                columns=tuple(
                    replace(column, is_granted=(table.name, column.name) in may)
                    for column in table.columns
                ),
                mine=tuple(
                    place
                    for place, canary in enumerate(self.canaries.get(table.name, ()))
                    if canary.tenant in who.tenants
                ),
            )
            for table in self.tables
        ]

    def _hidden_from(self, who: SignedIn) -> Hidden:
        world = self._world
        return Hidden(
            world.intent,
            who,
            world.canaries,
            world.tenants,
            self._meets,
            self._is_new,
            self.parents,
            self.links,
            self._made_in,
            self.words,
        )

    def _made_in(self, table: str, condition: str | None) -> list[str]:
        """Return the table's new rows as text that meet the condition; asked once for everybody."""
        where = f"{NEW} and ({condition})" if condition else NEW
        query = f"select t::text from {quoted(*table.split('.', 1))} as t where {where} limit 1000"
        if query not in self._copies:
            found = keep(self._world.connection, query)
            rows = [] if isinstance(found, Refusal) else [text for (text,) in found]
            self._copies[query] = rows
        return self._copies[query]

    def _is_new(self, canary: Canary) -> bool:
        """Tell whether the row was made in the world's transaction."""
        return bool(canary.token) or self._holds(canary, NEW)

    def _meets(self, canary: Canary, condition: str) -> bool:
        """Tell whether the row meets a condition of the intent."""
        try:
            return self._holds(canary, condition)
        except DatabaseError as error:
            raise UsageError(
                f"the intent's condition on {canary.relation} fails: {condition}: {error}"
            ) from None

    def _holds(self, canary: Canary, condition: str) -> bool:
        """Ask the database, once for all identities."""
        relation = quoted(*canary.relation.split(".", 1))
        query = f"select from {relation} where ({_key(canary)}) and ({condition})"
        if query not in self._answers:
            with self._world.connection.transaction():
                found = self._world.connection.execute(query.encode()).fetchone()
            self._answers[query] = found is not None
        return self._answers[query]


def draw_seed(options: Options, number: int, way: str, who: str, target: str) -> int:
    """Return the seed of one target's calls: the same whatever else is called, and in which order.

    number: of the round.
    """
    return zlib.crc32(f"{options.seed + number}/{way}/{who}/{target}".encode())


def _key(canary: Canary) -> str:
    return " and ".join(f"{quoted(name)} = {literal(text)}" for name, text in canary.key.items())


def _matches(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern) or fnmatchcase(name.partition(".")[2], pattern)


def _reachable(connection: Connection, role: str, oids: dict[str, str]) -> set[str]:
    found = connection.execute(REACHABLE, {"role": role}).fetchall()
    names = [str(name) for (name,) in found]
    return {oids.get(name, name) for name in names}
