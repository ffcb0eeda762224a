"""Drafts an intent file for a database: everything in it, everything closed."""

import json

from bo_cli.assurance.intent.ground import Ground, lay_ground, made_id
from bo_cli.assurance.intent.guess import guess_own
from bo_cli.assurance.intent.service import is_of_trigger, service_entries
from bo_cli.assurance.world.catalogue import Catalogue, read_catalogue
from bo_cli.assurance.world.objects import Function, Grant, Relation
from bo_cli.core.errors import BoError
from bo_cli.db.connect import Connection

API_ROLES = ("public", "anon", "authenticated")
# Supabase's own: what they grant is Supabase's intent.
_NOT_OURS = ("auth", "storage")

_HEAD = """\
# Who should be able to do what. Drafted from the catalogue: everything is closed. Write down what
# you mean each identity to be able to do, not what the policies do, and let `bo policy matrix`
# compare the two. The format: docs/intent-file.md.
version = 1
"""
_IDENTITIES = """
# Who sends requests. At least: somebody without an account, somebody of each kind that you have,
# and two of the same kind in different tenants.
[identities]
anon = { role = "anon" }
"""
_GROUPS = """
# Names for several identities; `everyone` is there already.
[groups]
signed_in = %s

# What each may do with rows: none, own, tenants or all, each also with a condition:
# select = { signed_in = "tenants where not is_hidden" }
# "update(name, phone)" = { signed_in = "own" }     columns that are not named stay closed
"""
_STORAGE = """
# Files: everybody else reaches those that you say.
[relations."storage.{buckets,objects}"]
"select, insert, update, delete" = { service = "all" }
"""
_FUNCTIONS = """
# Whose data each may reach with a function, and SQL for arguments that cannot be made up.
"""


_HELPERS = """
# Not exposed, but whoever may execute these helpers of policies and functions can call them once
# something leads there. Open those that are meant to be: execute = { everyone = "own" }
"""


def draft_intent(connection: Connection) -> str:
    """Return the draft for the database.

    connection: in a transaction that the caller rolls back, because the setup is tried in it.
    Raises BoError where there is nothing to say anything about.
    """
    catalogue = read_catalogue(connection)
    schemas = exposed_schemas(catalogue)
    relations = [
        relation
        for relation in catalogue.of_kind("r", "p", "v", "m", "f")
        if relation.schema in schemas and relation.partition_of is None
    ]
    called = [each for each in catalogue.functions.values() if not is_of_trigger(each)]
    functions = [function for function in called if function.schema in schemas]
    if not relations and not functions:
        raise BoError("the database has no table, view or function in an exposed schema")
    helpers = _helpers(connection, called, schemas)
    ground = lay_ground(connection, catalogue, relations)
    parts = [
        _top(ground, schemas),
        _people(ground),
        *(service_entries(catalogue, schema) for schema in schemas),
        _STORAGE if "storage.objects" in catalogue.relations else "",
        *(_relation(catalogue, relation) for relation in relations),
        _titled(_FUNCTIONS, functions),
        _titled(_HELPERS, helpers),
    ]
    return "".join(parts)


def exposed_schemas(catalogue: Catalogue) -> list[str]:
    """Return `public`, and the schemas whose relations were granted to somebody who signs in."""
    granted = {
        relation.schema
        for relation in catalogue.relations.values()
        if any(grant.role in API_ROLES for grant in relation.grants)
    }
    return ["public", *sorted(granted - {"public", *_NOT_OURS})]


def _helpers(connection: Connection, called: list[Function], schemas: list[str]) -> list[Function]:
    """Return functions of other schemas that somebody who signs in may execute."""
    query = """
        select nspname from pg_namespace
        where exists (
          select from pg_roles where rolname in ('anon', 'authenticated')
          and has_schema_privilege(pg_roles.oid, pg_namespace.oid, 'usage')
        )
    """
    usable = {name for (name,) in connection.execute(query.encode())} - {*schemas, *_NOT_OURS}
    return [
        function
        for function in called
        if function.schema in usable and any(grant.role in API_ROLES for grant in function.grants)
    ]


def _top(ground: Ground, schemas: list[str]) -> str:
    lines = [
        f"{_HEAD}schemas = {json.dumps(schemas)}   # what the API exposes",
        "# A row belongs to the tenant in this column, or to that of a row which it points at.",
    ]
    column = ground.tenant_column
    lines.append(f"tenant_column = {_text(column)}" if column else '# tenant_column = "team_id"')
    if ground.tenant_relation:
        lines.append(f"tenant_relation = {_text(ground.tenant_relation)}")
    lines.append("# Run first, as the owner, and rolled back: people, tenants and who is in which.")
    lines += [f"# {line}" for note in ground.notes for line in note.splitlines()]
    lines.append("setup = [")
    lines += [f'"""\n{statement}""",' for statement in ground.setup]
    lines.append(
        "]\n\n# A key, or a query for it; at least three. Better names are welcome.\n[tenants]"
    )
    lines += [f"{name} = {_text(value)}" for name, value in ground.tenants.items()]
    return "\n".join(lines) + "\n"


def _people(ground: Ground) -> str:
    """Return the identities, and a group of those who are signed in."""
    lines = [_IDENTITIES]
    for number, (name, email) in enumerate(ground.people.items(), 1):
        home = json.dumps([ground.homes[name]] if name in ground.homes else [])
        who = f"person = {_text(email)}" if email else _claims(made_id(number))
        lines.append(f"{name} = {{ {who}, tenants = {home} }}\n")
    lines.append('service = { role = "service_role" }   # the secret key\n')
    return "".join(lines) + _GROUPS % json.dumps(list(ground.people))


def _claims(sub: str) -> str:
    return f'role = "authenticated", claims = {{ sub = "{sub}", aal = "aal1" }}'


def _relation(catalogue: Catalogue, relation: Relation) -> str:
    lines = ["", f"[relations.{_text(relation.name)}]", *_granted(relation.grants)]
    own = guess_own(catalogue, relation)
    lines += [f"own = {json.dumps(own, ensure_ascii=False)}"] if own else []
    return "\n".join(lines) + "\n"


def _titled(title: str, functions: list[Function]) -> str:
    """Return the entries of the functions under their title; nothing where there are none."""
    return title + "".join(map(_function, functions)) if functions else ""


def _function(function: Function) -> str:
    definer = ["# security definer: passes row level security"] if function.is_definer else []
    lines = ["", f"[functions.{_text(function.name)}]", *_granted(function.grants), *definer]
    return "\n".join(lines) + "\n"


def _granted(grants: tuple[Grant, ...]) -> list[str]:
    """Return a comment for each role of the API: what is granted today, whether meant or not."""
    lines = []
    for role in API_ROLES:
        held: dict[str, list[str]] = {}
        for grant in grants:
            if grant.role == role:
                held.setdefault(grant.privilege, []).extend([grant.column] if grant.column else [])
        words = [
            f"{privilege}({', '.join(columns)})" if columns else privilege
            for privilege, columns in held.items()
        ]
        lines += [f"# granted to {role}: {', '.join(words)}"] if words else []
    return lines


def _text(text: str) -> str:
    """Return a TOML string; JSON writes the same."""
    return json.dumps(text, ensure_ascii=False)
