"""The platform's roles and grants: what a project starts from."""

from typing import Any

import psycopg
import pytest
from psycopg.rows import scalar_row

REQUESTERS = ["anon", "authenticated", "service_role"]


def ask(api: Any, query: str, *values: Any) -> list[Any]:
    with psycopg.connect(api.db_url, row_factory=scalar_row) as db:
        return db.execute(query, values).fetchall()


def test_no_role_of_the_api_is_powerful(api: Any) -> None:
    roles = ["authenticator", "supabase_auth_admin", "supabase_storage_admin", "postgres"]
    powerful = "select rolname from pg_roles where rolname = any(%s) and rolsuper"
    assert ask(api, powerful, roles) == []
    bypassing = "select rolname from pg_roles where rolname = any(%s) and rolbypassrls order by 1"
    assert ask(api, bypassing, roles + REQUESTERS) == ["postgres", "service_role"]


def test_rest_may_become_the_three_and_nothing_else(api: Any) -> None:
    query = "select rolname from pg_roles where pg_has_role('authenticator', oid, 'set') order by 1"
    assert ask(api, query) == ["anon", "authenticated", "authenticator", "service_role"]


def test_rest_itself_reads_nothing(api: Any) -> None:
    query = """
        select c.oid::regclass::text
        from pg_class as c join pg_namespace as n on n.oid = relnamespace
        where relkind in ('r', 'p', 'v', 'm', 'f')
          and nspname not in ('pg_catalog', 'information_schema', 'extensions')
          and has_table_privilege('authenticator', c.oid, 'select, insert, update, delete')
    """
    assert ask(api, query) == []


@pytest.mark.parametrize("schema", ["auth", "storage"])
def test_anon_has_no_grant_on_platform_tables(api: Any, schema: str) -> None:
    query = """
        select c.oid::regclass::text from pg_class as c
        where relnamespace = %s::regnamespace and relkind in ('r', 'v')
          and has_table_privilege(
            'anon', c.oid, 'select, insert, update, delete, truncate, references, trigger')
    """
    assert ask(api, query, schema) == []


@pytest.mark.parametrize("role", ["authenticated", "service_role"])
def test_requesters_have_no_grant_in_auth(api: Any, role: str) -> None:
    query = """
        select c.oid::regclass::text from pg_class as c
        where relnamespace = 'auth'::regnamespace and relkind = 'r'
          and has_table_privilege(%s, c.oid, 'select, insert, update, delete')
    """
    assert ask(api, query, role) == []


def test_every_platform_table_has_row_security(api: Any) -> None:
    query = """
        select oid::regclass::text from pg_class where relkind = 'r' and not relrowsecurity
          and relnamespace in ('auth'::regnamespace, 'storage'::regnamespace)
    """
    assert ask(api, query) == []


def test_nothing_is_granted_by_default(api: Any) -> None:
    assert ask(api, "select defaclacl::text from pg_default_acl") == []
