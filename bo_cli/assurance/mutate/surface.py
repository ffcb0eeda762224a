"""Mutants of what surrounds the rows: row security, grants, view and function options, triggers."""

from collections.abc import Iterator

from bo_cli.assurance.mutate.definitions import EVERYBODY, Schema
from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.world.objects import Function, Relation
from bo_cli.db.quoting import quoted

ROLES = ("anon", "authenticated")
# Whether somebody has a privilege decides what the matrix tries.
OF_GRANTS = frozenset(["grant", "grant-execute"])
OF_RIGHTS = OF_GRANTS | {"rls-off", "force-off", "view-invoker"}
PRIVILEGES = ("select", "insert", "update", "delete", "truncate")


def surface_mutants(schema: Schema) -> Iterator[Mutant]:
    """Yield every mutant that is no condition."""
    for relation in schema.relations:
        yield from _row_security(relation)
        yield from _grants(relation)
        yield from _view_options(relation)
        yield from _triggers(relation)
    for function in schema.functions:
        yield from _execution(function)
        yield from _function_options(function, schema.definitions[function.name])


def _row_security(relation: Relation) -> Iterator[Mutant]:
    table = f"alter table {relation.sql}"
    if relation.row_security:
        yield _simple(
            "rls-off",
            relation.name,
            f"{table} disable row level security;",
            f"{table} enable row level security;",
            "row level security is off",
            "as somebody without a right to any row, count the rows and expect none",
        )
    if relation.row_security_forced:
        yield _simple(
            "force-off",
            relation.name,
            f"{table} no force row level security;",
            f"{table} force row level security;",
            "row level security is no longer forced on the owner",
            "as the owner, count the rows and expect those of the policies",
        )


def _grants(relation: Relation) -> Iterator[Mutant]:
    has = {(grant.role, grant.privilege.lower()) for grant in relation.grants if not grant.column}
    privileges = ("select",) if relation.kind in ("S", "m") else PRIVILEGES
    for role in ROLES:
        for privilege in privileges:
            if (role, privilege) in has or (EVERYBODY, privilege) in has:
                continue
            if privilege == "truncate" and not relation.is_table:
                continue
            on = f"on {'sequence ' if relation.kind == 'S' else ''}{relation.sql}"
            yield _simple(
                "grant",
                relation.name,
                f"grant {privilege} {on} to {role};",
                _revoke(relation, privilege, on, role),
                f"{role} is granted {privilege}",
                f"as {role}, try {privilege} and expect 42501",
                role=role,
            )


def _revoke(relation: Relation, privilege: str, on: str, role: str) -> str:
    """Return what takes a grant on the whole relation back: it takes those on columns along."""
    columns = [
        grant.column
        for grant in relation.grants
        if grant.column and grant.role == role and grant.privilege.lower() == privilege
    ]
    revoke = f"revoke {privilege} {on} from {role};"
    if not columns:
        return revoke
    names = ", ".join(quoted(column) for column in columns)
    return f"{revoke}\ngrant {privilege} ({names}) {on} to {role};"


def _view_options(relation: Relation) -> Iterator[Mutant]:
    if relation.kind == "v" and {"security_invoker=on", "security_invoker=true"} & set(
        relation.options
    ):
        view = f"alter view {relation.sql}"
        yield _simple(
            "view-invoker",
            relation.name,
            f"{view} reset (security_invoker);",
            f"{view} set (security_invoker = {_option(relation)});",
            "the view reads with the rights of its owner",
            "as somebody of another tenant, count the view's rows and expect none",
        )


def _option(relation: Relation) -> str:
    return next(o.partition("=")[2] for o in relation.options if o.startswith("security_invoker"))


def _triggers(relation: Relation) -> Iterator[Mutant]:
    again = {"O": "enable", "R": "enable replica", "A": "enable always"}
    if relation.partition_of is not None or not relation.is_table:
        return
    for trigger in relation.triggers:
        if trigger.enabled in again:
            name, table = quoted(trigger.name), f"alter table {relation.sql}"
            yield _simple(
                "trigger-disabled",
                f"{relation.name}: trigger {trigger.name}",
                f"{table} disable trigger {name};",
                f"{table} {again[trigger.enabled]} trigger {name};",
                f"the trigger is disabled ({' or '.join(trigger.events)})",
                f"{' or '.join(trigger.events)} rows and expect what the trigger does",
                frozenset({relation.name, trigger.function}),
            )


def _execution(function: Function) -> Iterator[Mutant]:
    executors = {grant.role for grant in function.grants}
    for role in (EVERYBODY, "anon"):
        if role not in executors and EVERYBODY not in executors:
            yield _simple(
                "grant-execute",
                function.name,
                f"grant execute on {_routine(function)} to {role};",
                f"revoke execute on {_routine(function)} from {role};",
                f"{'everybody' if role == EVERYBODY else role} may execute it",
                "as anon, call it and expect 42501",
                role="" if role == EVERYBODY else role,
            )


def _function_options(function: Function, definition: str) -> Iterator[Mutant]:
    alter = f"alter {_routine(function)}"
    if not function.is_definer:
        yield _simple(
            "function-definer",
            function.name,
            f"{alter} security definer;",
            f"{alter} security invoker;",
            "it runs as its owner",
            "as somebody of another tenant, call it and expect nothing",
        )
    if any(setting.startswith("search_path=") for setting in function.config):
        yield _simple(
            "function-search-path",
            function.name,
            f"{alter} reset search_path;",
            definition,
            "its search path is no longer pinned",
            "expect search_path among its settings, or put an object of the same name before it",
        )


def _routine(function: Function) -> str:
    return f"{'procedure' if function.kind == 'p' else 'function'} {function.name}"


def _simple(
    kind: str,
    name: str,
    apply: str,
    undo: str,
    line: str,
    advice: str,
    touches: frozenset[str] | None = None,
    role: str = "",
) -> Mutant:
    touched = touches or frozenset({name})
    return Mutant(kind, name, apply, undo, line, apply, advice, touched, role=role)
