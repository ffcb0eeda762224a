"""How many rows of a table each policy admits, and all of them together."""

from collections.abc import Callable
from dataclasses import dataclass

from bo_cli.assurance.explain.access import Access, bypass_reason, schema_access, table_access
from bo_cli.assurance.explain.policies import Policy, read_policies
from bo_cli.assurance.explain.relation import Relation
from bo_cli.assurance.intent.acting import become
from bo_cli.assurance.model import SignedIn
from bo_cli.db.attempt import Refusal, attempt
from bo_cli.db.connect import Connection
from bo_cli.db.quoting import quoted

OTHERS = "select quote_ident(polname), polname::text from pg_policy where polrelid = %s"


@dataclass(frozen=True)
class Count:
    """How many rows there are, or why they could not be counted."""

    rows: int | None
    refusal: Refusal | None = None


@dataclass(frozen=True)
class TableCounts:
    """Rows of a relation for a command, as a person.

    total: as the owner. together: as the person, as things are. by_policy: with that policy alone.
    """

    relation: Relation
    person: SignedIn
    command: str
    access: tuple[Access, ...]
    bypass: str | None
    total: Count
    together: Count
    by_policy: tuple[tuple[Policy, Count], ...]


def count_rows(
    connection: Connection, relation: Relation, person: SignedIn, command: str = "select"
) -> TableCounts:
    """Count the rows that each policy admits.

    command: select, update or delete: which rows may be read, changed, removed. connection: as the
    owner, in a transaction that the caller rolls back; the table is locked until then.
    """
    policies = read_policies(connection, relation, person.role) if relation.is_table else []
    serving = [policy for policy in policies if policy.serves(command)]
    access = (
        schema_access(connection, relation.schema, person.role),
        table_access(connection, relation, person.role, command, ()),
    )
    bypass = bypass_reason(connection, relation, person.role) if relation.is_table else None
    counter = _Counter(connection, relation, person)
    total = counter.count(lambda _: None)
    together = Count(0)
    if all(each.is_granted for each in access):
        # A row must be found, too, before it is changed.
        narrowing = command != "select" and relation.is_table and not bypass
        together = counter.together(serving if narrowing else None)
    alone = [] if bypass else [(policy, counter.alone(policy)) for policy in serving]
    return TableCounts(relation, person, command, access, bypass, total, together, tuple(alone))


@dataclass(frozen=True)
class _Counter:
    connection: Connection
    relation: Relation
    person: SignedIn

    def alone(self, policy: Policy) -> Count:
        """Count what one policy admits, where there is no other."""

        def first(session: Connection) -> None:
            _leave_only(session, self.relation, policy)
            become(session, self.person)

        return self.count(first)

    def together(self, narrowing: list[Policy] | None) -> Count:
        """Count what is admitted as things are, and by these policies on top."""

        def first(session: Connection) -> None:
            if narrowing is not None:
                condition = _whole(narrowing)
                _create(session, self.relation, "bo_explain", "restrictive", condition)
            become(session, self.person)

        return self.count(first)

    def count(self, first: Callable[[Connection], None]) -> Count:
        found = attempt(self.connection, f"select count(*) from {self.relation.sql}", first=first)
        return Count(None, found.refusal) if found.refusal else Count(found.rows[0][0])


def _leave_only(session: Connection, relation: Relation, policy: Policy) -> None:
    """Make this policy the only one, and one for reading."""
    _as_select(session, relation, [policy])
    if not policy.is_permissive:
        # A restrictive policy takes away; something must be there to take from.
        _create(session, relation, "bo_explain_all", "permissive", "true")


def _as_select(session: Connection, relation: Relation, policies: list[Policy]) -> None:
    """Put the conditions of `policies` in the place of all policies, for reading."""
    for name, _ in session.execute(OTHERS, [relation.oid]).fetchall():
        session.execute(f"drop policy {name} on {relation.sql}".encode())
    for number, policy in enumerate(policies):
        kind = "permissive" if policy.is_permissive else "restrictive"
        condition = policy.using.text if policy.using else "true"
        _create(session, relation, f"bo_explain_{number}", kind, condition)


def _whole(policies: list[Policy]) -> str:
    """Return the condition that policies make together: one permissive, all restrictive."""
    conditions = {True: ["false"], False: ["true"]}
    for policy in policies:
        text = policy.using.text if policy.using else "true"
        conditions[policy.is_permissive].append(f"({text})")
    return f"({' or '.join(conditions[True])}) and {' and '.join(conditions[False])}"


def _create(session: Connection, relation: Relation, name: str, kind: str, condition: str) -> None:
    statement = f"create policy {quoted(name)} on {relation.sql} as {kind} for select"
    session.execute(f"{statement} using ({condition})".encode())
