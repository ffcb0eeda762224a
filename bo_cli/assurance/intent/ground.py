"""The people and tenants of a draft: those that the database has, and made ones up to three."""

import re
from collections import Counter
from dataclasses import dataclass, field

from bo_cli.assurance.intent.guess import (
    ACCOUNTS,
    Tenancy,
    compared_with_caller,
    guess_own,
    guess_tenancy,
)
from bo_cli.assurance.intent.names import TENANTS_NEEDED
from bo_cli.assurance.world.catalogue import Catalogue
from bo_cli.assurance.world.objects import Column, Relation
from bo_cli.db.attempt import Refusal
from bo_cli.db.connect import Connection
from bo_cli.db.keeping import keep
from bo_cli.db.quoting import literal, quoted

_MADE = ("ada", "bob", "cleo")
_FIRST_NUMBER = 990_001
_NUMBERS = ("smallint", "integer", "bigint", "numeric")


@dataclass
class Ground:
    """setup: SQL. tenants: name -> key or query. people: identity -> address, None where there are
    no accounts. homes: identity -> the tenant that it is. notes: what could not be done."""

    setup: list[str] = field(default_factory=list)
    tenant_column: str | None = None
    tenant_relation: str | None = None
    tenants: dict[str, str] = field(default_factory=dict)
    people: dict[str, str | None] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def made_id(number: int) -> str:
    """Return the uuid of the made person, or tenant, of this number."""
    return f"00000000-0000-4000-8000-{number:012}"


def lay_ground(connection: Connection, catalogue: Catalogue, relations: list[Relation]) -> Ground:
    """Return people and tenants for a draft; what it makes stays in the caller's transaction."""
    ground = Ground()
    tenancy = guess_tenancy(catalogue, relations)
    there = _keys(connection, tenancy) if tenancy is not None else []
    if ACCOUNTS in catalogue.relations:
        _find_people(connection, ground)
    else:
        ground.people = dict.fromkeys(_MADE)
    if tenancy is not None:
        _find_tenants(connection, ground, tenancy, there)
    else:
        _let_people_be_tenants(ground, catalogue, relations)
    return ground


def _find_people(connection: Connection, ground: Ground) -> None:
    """Take the oldest accounts, and have the setup make what is missing to three."""
    rows = connection.execute(
        "select email::text from auth.users where email > '' order by created_at, id limit %s",
        [TENANTS_NEEDED],
    )
    for (email,) in rows.fetchall():
        ground.people[_free_name(email.partition("@")[0], ground)] = email
    wanted = TENANTS_NEEDED - len(ground.people)
    rows_made = []
    for number, name in enumerate(_MADE[:wanted], 1):
        email = f"{name}@intent.example"
        ground.people[_free_name(name, ground)] = email
        rows_made.append([literal(made_id(number)), literal(email)])
    if rows_made:
        _make(connection, ground, "insert into auth.users (id, email) values", rows_made)


def _find_tenants(
    connection: Connection, ground: Ground, tenancy: Tenancy, there: list[str]
) -> None:
    """Take tenants that were there before the people, then those of the people, then make some."""
    relation = tenancy.relation
    ground.tenant_column, ground.tenant_relation = tenancy.column, relation.name
    for key in there[:TENANTS_NEEDED]:
        _add_tenant(ground, key)
    _take_given(connection, ground, tenancy)
    columns = [relation.columns[tenancy.key], *_needed(relation, tenancy.key)]
    made = [
        {column.name: _any_value(relation, column, number) for column in columns}
        for number in range(1, TENANTS_NEEDED - len(ground.tenants) + 1)
    ]
    if made:
        table = ".".join(_name(connection, name) for name in (relation.schema, relation.bare_name))
        names = ", ".join(_name(connection, column.name) for column in columns)
        beginning = f"insert into {table} ({names}) overriding system value values"
        _make(connection, ground, beginning, [list(row.values()) for row in made])
    for row in made:
        _add_tenant(ground, row[tenancy.key].strip("'"))


def _take_given(connection: Connection, ground: Ground, tenancy: Tenancy) -> None:
    """Take tenants that a trigger makes for each new account.

    Their keys may be others in each run, so they are asked for by the column that says for whom.
    """
    relation = tenancy.relation
    links = [key.columns for key in relation.foreign_keys if key.target == ACCOUNTS]
    owner = next((columns[0] for columns in links if len(columns) == 1), None)
    if owner is None:
        return
    table = ".".join(_name(connection, name) for name in (relation.schema, relation.bare_name))
    key, whose = _name(connection, tenancy.key), _name(connection, owner)
    for person, email in ground.people.items():
        account = f"(select id from auth.users where email = {literal(email or '')})"
        query = f"select {key} from {table} where {whose} = {account}"
        found = connection.execute(f"select from ({query}) as given".encode()).rowcount
        if found == 1 and len(ground.tenants) < TENANTS_NEEDED:
            ground.homes[person] = _add_tenant(ground, query)


def _add_tenant(ground: Ground, key: str) -> str:
    """Note a tenant's key, or a query for it, and return the tenant's name."""
    name = f"tenant_{len(ground.tenants) + 1}"
    ground.tenants[name] = key
    return name


def _keys(connection: Connection, tenancy: Tenancy) -> list[str]:
    """Return the first keys of tenants that are there."""
    query = f"select {quoted(tenancy.key)}::text from {tenancy.relation.sql} order by 1 limit %s"
    return [key for (key,) in connection.execute(query.encode(), [TENANTS_NEEDED])]


def _needed(relation: Relation, key: str) -> list[Column]:
    """Return the columns, besides the key, without which no row can be written."""
    return [
        column
        for column in relation.columns.values()
        if column.not_null and column.default is None and column.name != key
        if not column.is_computed and not column.identity
    ]


def _any_value(relation: Relation, column: Column, number: int) -> str:
    """Return SQL for a value that is likely to be free."""
    for link in relation.foreign_keys:
        if link.target == ACCOUNTS and link.columns == (column.name,):
            return f"(select id from auth.users order by id limit 1 offset {number - 1})"
    if column.type == "uuid":
        return literal(made_id(100 + number))
    if column.type.partition("(")[0] in _NUMBERS:
        return str(_FIRST_NUMBER + number - 1)
    return literal(f"tenant-{number}")


def _let_people_be_tenants(ground: Ground, catalogue: Catalogue, relations: list[Relation]) -> None:
    """Where rows belong to people alone, each of these is a tenant."""
    own = [(each, name) for each in relations for name in guess_own(catalogue, each)]
    asked = [(each, name) for each, name in own if name in compared_with_caller(each)]
    # A profile has its account's key, and `id` means something else in every other table.
    others = [name for each, name in asked or own if each.primary_key != (name,)]
    votes = Counter(others or [name for _, name in asked or own])
    ground.tenant_column = max(votes, key=lambda name: votes[name], default=None)
    ground.tenant_relation = ACCOUNTS if ACCOUNTS in catalogue.relations else None
    for number, (name, email) in enumerate(ground.people.items(), 1):
        query = f"select id from auth.users where email = {literal(email)}"
        ground.tenants[name] = query if email else made_id(number)
        ground.homes[name] = name


def _make(connection: Connection, ground: Ground, beginning: str, rows: list[list[str]]) -> None:
    """Add an INSERT to the setup if it works; else a note that says why not."""
    values = ",\n".join(f"  ({', '.join(row)})" for row in rows)
    statement = f"{beginning}\n{values}"
    outcome = keep(connection, statement)
    if isinstance(outcome, Refusal):
        reason = f"The setup has to do this, but not so ({outcome.message}):"
        ground.notes.append(f"{reason}\n{statement}")
    else:
        ground.setup.append(statement)


def _free_name(text: str, ground: Ground) -> str:
    name = re.sub(r"\W+", "_", text, flags=re.ASCII).strip("_").lower() or "person"
    while name in (*ground.people, "anon", "service", "everyone", "signed_in"):
        name += "_"
    return name


def _name(connection: Connection, name: str) -> str:
    """Return an identifier, in quotes only where it needs them."""
    row = connection.execute("select quote_ident(%s)", [name]).fetchone()
    return str(row[0]) if row else quoted(name)
