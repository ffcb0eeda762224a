"""policies/intent.toml: it is about everything in the database, and about nothing else."""

from collections.abc import Iterator

import psycopg
import pytest

from bo_cli.assurance.intent import Intent, acting, load_intent
from bo_cli.assurance.world.catalogue import Catalogue, read_catalogue
from bo_cli.core.project import Project

Connection = psycopg.Connection[tuple]

# Nobody of the intent file may call these: they are for the auth service.
HOOKS = {"public.before_user_created_hook(jsonb)", "public.custom_access_token_hook(jsonb)"}
# Shows a draft to whoever holds its token, which nobody here does.
BY_TOKEN = {"public.read_section_preview(text)"}


@pytest.fixture(scope="module")
def ours(project: Project) -> Intent:
    return load_intent(project.root / "policies" / "intent.toml")


@pytest.fixture
def ready(db: Connection, ours: Intent) -> Iterator[Connection]:
    """The database after the file's setup."""
    for statement in ours.setup:
        db.execute(statement.encode())
    return db


@pytest.fixture
def catalogue(ready: Connection) -> Catalogue:
    return read_catalogue(ready, ["public", "private", "storage"])


def test_every_entry_matches_something(ours: Intent, catalogue: Catalogue) -> None:
    assert ours.unused(catalogue.relations, catalogue.functions) == []


def test_every_table_view_and_function_is_mentioned(ours: Intent, catalogue: Catalogue) -> None:
    silent = [
        relation.name
        for relation in catalogue.of_kind("r", "p", "v", "m")
        if relation.schema == "public"
        and not any(entry.pattern.matches(relation.name) for entry in ours.relations)
    ]
    assert silent == []
    closed = {
        name
        for name, function in catalogue.functions.items()
        if function.schema == "public"
        and all(ours.execution(who, name).scope == "none" for who in ours.identities)
    }
    assert closed == HOOKS | BY_TOKEN


def test_columns_are_those_of_the_tables(ours: Intent, catalogue: Catalogue) -> None:
    for entry in ours.relations:
        tables = [each for name, each in catalogue.relations.items() if entry.pattern.matches(name)]
        for rule in entry.rules:
            for pattern in rule.columns:
                for table in tables:
                    found = [column for column in table.columns if pattern.matches(column)]
                    assert found, f"{table.name} has no column {pattern.text}"


def test_everybody_can_be_acted_as(ready: Connection, ours: Intent) -> None:
    for signed_in in acting.sign_in(ready, ours).values():
        acting.become(ready, signed_in)
        role = ready.execute("select current_user::text").fetchone()
        acting.back(ready)
        assert role == (signed_in.role,)


def test_the_second_factor_counts_for_those_who_brought_it(ready: Connection, ours: Intent) -> None:
    strength = {}
    for name, signed_in in acting.sign_in(ready, ours).items():
        if signed_in.role == "authenticated":
            acting.become(ready, signed_in)
            query = "select private.strong_auth(), private.recent_strong_auth()"
            strength[name] = ready.execute(query.encode()).fetchone()
            acting.back(ready)
    assert strength["admin"] == strength["careful"] == strength["client_user"] == (False, False)
    assert strength["admin_strong"] == strength["admin_passkey"] == (True, True)
    assert strength["careful_strong"] == (True, True)
    assert strength["admin_stale"] == (True, False)


def test_hints_are_about_arguments_and_have_their_type(
    ready: Connection, ours: Intent, catalogue: Catalogue
) -> None:
    for entry in ours.functions:
        called = [each for name, each in catalogue.functions.items() if entry.pattern.matches(name)]
        known = {argument.name for function in called for argument in function.inputs}
        assert entry.arguments.keys() <= known, entry.pattern.text
    for name, function in catalogue.functions.items():
        hints = ours.function_hints(name)
        for argument in function.inputs:
            if argument.name in hints:
                query = f"select ({hints[argument.name]})::{argument.type}"
                ready.execute(query.encode())
