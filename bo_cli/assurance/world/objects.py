"""What a database consists of, as the catalogue describes it.

Names of relations are `schema.name`, unquoted; `sql` is the same, fit for a statement. Expressions
are SQL as Postgres prints it, with every name qualified.
"""

from dataclasses import dataclass, field

from bo_cli.db.quoting import quoted


@dataclass(frozen=True)
class Column:
    """A column of a relation or an attribute of a composite type.

    type: with its length or precision. identity: 'a' always, 'd' by default, ''.
    generated: 's' stored, 'v' virtual, ''.
    """

    name: str
    position: int
    type_oid: int
    type: str
    not_null: bool
    default: str | None
    identity: str
    generated: str
    collation: str | None

    @property
    def is_computed(self) -> bool:
        """Whether nobody may write it."""
        return self.generated != "" or self.identity == "a"


@dataclass(frozen=True)
class Check:
    """A check constraint; in one of a domain VALUE stands for the value."""

    name: str
    columns: tuple[str, ...]
    expression: str


@dataclass(frozen=True)
class Unique:
    """A unique or exclusion index. columns: those that it or its expressions read."""

    name: str
    columns: tuple[str, ...]
    is_primary: bool
    is_exclusion: bool
    has_expressions: bool
    predicate: str | None


@dataclass(frozen=True)
class ForeignKey:
    """A foreign key; `columns` and `target_columns` are in the same order."""

    name: str
    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...]
    is_deferrable: bool


@dataclass(frozen=True)
class Type:
    """A type. kind: as in pg_type.typtype: b, c(omposite), d(omain), e(num), p, r(ange), m.

    base: of a domain, element: of an array, subtype: of a range (oids). labels: of an enum.
    """

    oid: int
    name: str
    kind: str
    category: str
    base: int | None
    base_name: str | None
    element: int | None
    subtype: int | None
    not_null: bool
    default: str | None
    labels: tuple[str, ...]
    attributes: tuple[Column, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Policy:
    """A policy. command: select, insert, update, delete or all; role `public` is everybody."""

    name: str
    command: str
    roles: tuple[str, ...]
    is_permissive: bool
    using: str | None
    check: str | None


@dataclass(frozen=True)
class Trigger:
    """A trigger. timing: before, after, instead of; events: insert, update, delete, truncate.

    enabled: as in pg_trigger.tgenabled: O(rigin), D(isabled), R(eplica), A(lways).
    """

    name: str
    enabled: str
    function: str
    is_for_each_row: bool
    timing: str
    events: tuple[str, ...]
    definition: str


@dataclass(frozen=True)
class Grant:
    """A privilege of a role (`public`: everybody), on one column where `column` is set."""

    role: str
    privilege: str
    column: str | None
    is_grantable: bool


@dataclass(frozen=True)
class Relation:
    """A table (kind r), partitioned table (p), view (v), materialized view (m), foreign table (f)
    or sequence (S).

    is_ours: whether the connecting role owns it. options: as `name=value`. partition_rule: what
    holds for every row of a partition. sequence_table, sequence_column: what a sequence is for.
    """

    oid: int
    schema: str
    bare_name: str
    kind: str
    owner: str
    is_ours: bool
    row_security: bool
    row_security_forced: bool
    options: tuple[str, ...]
    definition: str | None
    partition_of: str | None
    partition_rule: str | None
    partition_key: str | None
    sequence_table: str | None
    sequence_column: str | None
    columns: dict[str, Column] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    uniques: tuple[Unique, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    policies: tuple[Policy, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    grants: tuple[Grant, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.schema}.{self.bare_name}"

    @property
    def sql(self) -> str:
        return quoted(self.schema, self.bare_name)

    @property
    def is_table(self) -> bool:
        return self.kind in ("r", "p")

    @property
    def primary_key(self) -> tuple[str, ...]:
        """The columns of the primary key; empty where there is none (then use ctid)."""
        return next((unique.columns for unique in self.uniques if unique.is_primary), ())

    @property
    def key(self) -> tuple[str, ...]:
        """The primary key, or ctid; in a partitioned table that tells a row only with tableoid."""
        return self.primary_key or (("tableoid", "ctid") if self.kind == "p" else ("ctid",))


@dataclass(frozen=True)
class Argument:
    """An argument. mode: i(n), o(ut), b(oth), v(ariadic), t(able). default: an expression."""

    name: str
    mode: str
    type_oid: int
    type: str
    default: str | None

    @property
    def is_input(self) -> bool:
        return self.mode in ("i", "b", "v")


@dataclass(frozen=True)
class Function:
    """A function. name: `schema.name(type,type)`, as regprocedure prints it. kind: f, p, a, w."""

    oid: int
    name: str
    schema: str
    bare_name: str
    kind: str
    owner: str
    arguments: tuple[Argument, ...]
    return_oid: int
    returns: str
    returns_set: bool
    language: str
    is_definer: bool
    volatility: str
    is_leakproof: bool
    config: tuple[str, ...]
    source: str
    grants: tuple[Grant, ...] = ()

    @property
    def inputs(self) -> tuple[Argument, ...]:
        """The arguments that a caller gives."""
        return tuple(argument for argument in self.arguments if argument.is_input)
