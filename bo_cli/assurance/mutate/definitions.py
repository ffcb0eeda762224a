"""What of a database can be broken, and how to write it anew."""

from collections.abc import Iterator
from dataclasses import dataclass

from bo_cli.assurance.world.catalogue import Catalogue, read_catalogue
from bo_cli.assurance.world.objects import Function, Policy, Relation
from bo_cli.db.connect import Connection
from bo_cli.db.quoting import literal, quoted

# What Supabase's services own, and where tests keep their helpers.
LEFT_ALONE = frozenset({"auth", "storage", "realtime", "extensions", "vault", "tests"})
DEFINITIONS = """
    select p.oid, pg_get_functiondef(p.oid)
    from pg_catalog.pg_proc as p
    join pg_catalog.pg_language as l on l.oid = p.prolang
    where p.oid = any(%s) and p.prokind in ('f', 'p') and l.lanname in ('sql', 'plpgsql')
        and pg_has_role(p.proowner, 'usage')"""
COMMENTS = """
    select p.polrelid::bigint, p.polname, obj_description(p.oid, 'pg_policy')
    from pg_catalog.pg_policy as p"""
EVERYBODY = "public"


@dataclass(frozen=True)
class Schema:
    """What may be broken.

    definitions: function's name -> its whole `create or replace`. comments: (oid of the table, name
    of the policy) -> what is said about it.
    """

    catalogue: Catalogue
    definitions: dict[str, str]
    comments: dict[tuple[int, str], str | None]

    @property
    def relations(self) -> Iterator[Relation]:
        """The relations that the connecting role owns."""
        for relation in self.catalogue.relations.values():
            if relation.is_ours and relation.schema not in LEFT_ALONE:
                yield relation

    @property
    def policies(self) -> Iterator[tuple[Relation, Policy]]:
        """Every policy with its table; also those on tables of a service that are ours."""
        for relation in self.catalogue.relations.values():
            if relation.is_ours:
                yield from ((relation, policy) for policy in relation.policies)

    @property
    def functions(self) -> Iterator[Function]:
        """The functions in SQL and PL/pgSQL that the connecting role owns."""
        for function in self.catalogue.functions.values():
            if function.name in self.definitions and function.schema not in LEFT_ALONE:
                yield function


def read_schema(connection: Connection) -> Schema:
    """Return everything that may be broken in this database."""
    catalogue = read_catalogue(connection)
    oids = {function.oid: name for name, function in catalogue.functions.items()}
    with connection.transaction():
        connection.execute("set local search_path = ''")
        found = connection.execute(DEFINITIONS, [list(oids)]).fetchall()
        comments = connection.execute(COMMENTS).fetchall()
    definitions = {oids[oid]: f"{definition.rstrip()};" for oid, definition in found}
    return Schema(catalogue, definitions, {(oid, name): text for oid, name, text in comments})


def create_policy(relation: Relation, policy: Policy) -> str:
    """Return the statement that makes a policy."""
    roles = ", ".join(role_name(role) for role in policy.roles)
    kind = "permissive" if policy.is_permissive else "restrictive"
    parts = [
        f"create policy {quoted(policy.name)} on {relation.sql}",
        f"as {kind} for {policy.command} to {roles}",
        f"using ({policy.using})" if policy.using is not None else "",
        f"with check ({policy.check})" if policy.check is not None else "",
    ]
    return "\n".join(part for part in parts if part) + ";"


def alter_policy(relation: Relation, policy: Policy) -> str:
    """Return the statement that gives a policy of this name these conditions."""
    parts = [
        f"alter policy {quoted(policy.name)} on {relation.sql}",
        f"using ({policy.using})" if policy.using is not None else "",
        f"with check ({policy.check})" if policy.check is not None else "",
    ]
    return "\n".join(part for part in parts if part) + ";"


def drop_policy(relation: Relation, policy: Policy) -> str:
    """Return the statement that removes a policy."""
    return f"drop policy {quoted(policy.name)} on {relation.sql};"


def restore_policy(schema: Schema, relation: Relation, policy: Policy) -> str:
    """Return the statements that make a policy as it was, with its comment."""
    made = create_policy(relation, policy)
    comment = schema.comments.get((relation.oid, policy.name))
    if comment is None:
        return made
    said = f"comment on policy {quoted(policy.name)} on {relation.sql} is {literal(comment)};"
    return f"{made}\n{said}"


def role_name(role: str) -> str:
    """Return a role as a statement names it; `public` is everybody."""
    return EVERYBODY if role == EVERYBODY else quoted(role)
