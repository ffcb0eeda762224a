"""What an intent file says, ready to be asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bo_cli.assurance.intent.patterns import Pattern
from bo_cli.assurance.model import Allowance, Identity, Scope

CLOSED = Allowance()
_WIDTH = list(Scope)  # from the narrowest to the widest


@dataclass(frozen=True)
class Rule:
    """One line of an entry: who may do this.

    columns: empty where the rule is about whole rows. allowances: by the identity's name.
    """

    command: str
    columns: tuple[Pattern, ...]
    allowances: dict[str, Allowance]

    def is_about(self, command: str, column: str | None) -> bool:
        """Tell whether it answers for that column, or, without one, for any column at all."""
        if self.command != command:
            return False
        if column is None or not self.columns:
            return True
        return any(pattern.matches(column) for pattern in self.columns)


@dataclass(frozen=True)
class Entry:
    """What the file says of the relations, or the functions, that a pattern matches.

    own: the columns by which a row is somebody's own; None where this entry does not say.
    tenant: the column that holds the tenant, where it is not the file's `tenant_column`.
    arguments: SQL for a function's arguments.
    """

    pattern: Pattern
    rules: tuple[Rule, ...] = ()
    own: tuple[str, ...] | None = None
    tenant: str | None = None
    arguments: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Intent:
    """What every identity should be able to do. Whatever it does not mention is closed.

    file: where it was read from. schemas: those the API exposes. tenants: name -> SQL or literal.
    tenant_column: the usual name of the column that holds a row's tenant. tenant_relation: the
    relation whose rows are tenants. setup: SQL to run first, as the owner. Entries are in the
    file's order: later ones are laid over earlier ones.
    """

    file: Path
    schemas: tuple[str, ...]
    identities: dict[str, Identity]
    tenants: dict[str, str]
    tenant_column: str | None = None
    tenant_relation: str | None = None
    setup: tuple[str, ...] = ()
    relations: tuple[Entry, ...] = ()
    functions: tuple[Entry, ...] = ()
    _found: dict[str, tuple[Entry, ...]] = field(default_factory=dict, compare=False, repr=False)

    def allowance(
        self, identity: str, relation: str, command: str, column: str | None = None
    ) -> Allowance:
        """Return how far an identity should reach with a command, or in one column of it.

        relation: `schema.name`. Without a column: as far as with the column that reaches farthest.
        """
        said = list(self._said(self._entries(relation), identity, command, column))
        if not said:
            return CLOSED
        if column is not None:
            return said[-1][1]
        return _widest(said)

    def execution(self, identity: str, function: str) -> Allowance:
        """Return whose data an identity should be able to reach with a function.

        function: `schema.name(type, type)`, as regprocedure prints it with the schema.
        """
        said = list(self._said(self._entries(function), identity, "execute", None))
        return said[-1][1] if said else CLOSED

    def own_columns(self, relation: str) -> tuple[str, ...]:
        """Return the columns by which a row of the relation is somebody's own; often none."""
        said = [entry.own for entry in self._entries(relation) if entry.own is not None]
        return said[-1] if said else ()

    def conditions(self, relation: str) -> tuple[str, ...]:
        """Return every condition on rows that an allowance for the relation has."""
        found = [
            allowance.where
            for entry in self._entries(relation)
            for rule in entry.rules
            for allowance in rule.allowances.values()
            if allowance.where
        ]
        return tuple(dict.fromkeys(found))

    def tenant_column_of(self, relation: str) -> str | None:
        """Return the name of the column that holds the tenant, if the relation has it at all."""
        said = [entry.tenant for entry in self._entries(relation) if entry.tenant is not None]
        return said[-1] if said else self.tenant_column

    def function_hints(self, function: str) -> dict[str, str]:
        """Return SQL for those arguments of the function that the file gives: name -> SQL."""
        return {
            name: sql for entry in self._entries(function) for name, sql in entry.arguments.items()
        }

    def unused(self, relations: Iterable[str], functions: Iterable[str]) -> list[str]:
        """Return the keys of entries that match nothing of what the database has."""
        every = {"relations": (self.relations, [*relations])}
        every["functions"] = (self.functions, [*functions])
        return [
            f'{section}."{entry.pattern.text}"'
            for section, (entries, names) in every.items()
            for entry in entries
            if not any(entry.pattern.matches(name) for name in names)
        ]

    def _entries(self, name: str) -> tuple[Entry, ...]:
        if name not in self._found:
            entries = self.functions if "(" in name else self.relations
            self._found[name] = tuple(e for e in entries if e.pattern.matches(name))
        return self._found[name]

    @staticmethod
    def _said(
        entries: tuple[Entry, ...], identity: str, command: str, column: str | None
    ) -> Iterator[tuple[bool, Allowance]]:
        """Yield what is said, in order, each with whether it is about some columns only."""
        for entry in entries:
            for rule in entry.rules:
                if rule.is_about(command, column) and identity in rule.allowances:
                    yield bool(rule.columns), rule.allowances[identity]


def _widest(said: list[tuple[bool, Allowance]]) -> Allowance:
    """Return the farthest of the last rule about whole rows and of the column rules after it."""
    start = max((at for at, (has_columns, _) in enumerate(said) if not has_columns), default=0)
    return max(
        (allowance for _, allowance in said[start:]),
        key=lambda allowance: (_WIDTH.index(allowance.scope), allowance.where is None),
    )
