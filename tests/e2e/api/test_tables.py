"""Reading and writing tables."""

import time
from typing import Any

import psycopg
import pytest

GRANTS = """
    select string_agg(kind || name || acl, ';' order by kind, name, acl) from (
      select 'table', oid::regclass::text, relacl::text from pg_class
      union all select 'schema', nspname, nspacl::text from pg_namespace
      union all select 'function', oid::regprocedure::text, proacl::text from pg_proc
      union all select 'default', oid::text, defaclacl::text from pg_default_acl
    ) as found (kind, name, acl)
"""


def grants(api: Any) -> Any:
    with psycopg.connect(api.db_url) as db:
        row = db.execute(GRANTS).fetchone()
    assert row is not None
    return row[0]


def test_requests_leave_the_grants_alone(api: Any) -> None:
    before = grants(api)
    for token in (None, api.token(), api.token(role="service_role")):
        for _ in range(20):
            api.get("/rest/v1/books?select=*,authors(*)", token=token)
            api.get("/rest/v1/notes", token=token)
            api.request("POST", "/rest/v1/notes", token=token, json={"body": "x"})
            api.request("POST", "/rest/v1/rpc/add", token=token, json={"a": 1})
            api.get("/auth/v1/user", token=token)
            api.get("/storage/v1/bucket", token=token)
    assert grants(api) == before


@pytest.mark.parametrize("table", ["books", "hidden"])
def test_anon_without_a_grant(api: Any, table: str) -> None:
    answer = api.get(f"/rest/v1/{table}")
    assert (answer.status_code, answer.json()["code"]) == (401, "42501")


def test_authenticated_without_a_grant(api: Any) -> None:
    answer = api.get("/rest/v1/hidden", token=api.token())
    assert (answer.status_code, answer.json()["code"]) == (403, "42501")


def test_an_unknown_table(api: Any) -> None:
    answer = api.get("/rest/v1/nowhere", token=api.token())
    assert (answer.status_code, answer.json()["code"]) == (404, "PGRST205")


def test_other_schemas_are_not_exposed(api: Any) -> None:
    answer = api.get("/rest/v1/users", token=api.token(), headers={"Accept-Profile": "auth"})
    assert (answer.status_code, answer.json()["code"]) == (406, "PGRST106")


def test_the_servers_own_pages_are_hidden(api: Any) -> None:
    assert api.get("/_system/info", key=api.secret_key).status_code == 404


def test_values_look_as_postgres_prints_json(api: Any) -> None:
    answer = api.get("/rest/v1/books?id=eq.1", token=api.token())
    assert answer.text == (
        '[{"id":1,"author_id":2,"title":"Book 1","price":1.00,"tags":["a",null],'
        '"flags":[true,null],"meta":{"n":1},"big":9007199254740993,'
        '"published_at":"2026-01-02T03:04:05.6+00:00"}]'
    )


def test_counts_and_ranges(api: Any) -> None:
    def page(**headers: str) -> tuple[int, str]:
        answer = api.get("/rest/v1/books?select=id&order=id", token=api.token(), headers=headers)
        return answer.status_code, answer.headers["Content-Range"]

    assert page() == (200, "0-9/*")
    assert page(Prefer="count=exact") == (200, "0-9/10")
    assert page(Prefer="count=exact", Range="0-3") == (206, "0-3/10")
    assert page(Prefer="count=exact", Range="8-20") == (206, "8-9/10")


def test_a_range_beyond_the_end(api: Any) -> None:
    headers = {"Prefer": "count=exact", "Range": "50-60"}
    answer = api.get("/rest/v1/books?select=id", token=api.token(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (416, "PGRST103")


def test_embedding_both_ways(api: Any) -> None:
    path = "/rest/v1/authors?select=name,books(title)&id=eq.1&books.order=id&books.limit=2"
    assert api.get(path, token=api.token()).json() == [
        {"name": "Ada", "books": [{"title": "Book 2"}, {"title": "Book 4"}]}
    ]
    path = "/rest/v1/books?select=title,authors!inner(name)&id=eq.3&authors.name=eq.Bob"
    assert api.get(path, token=api.token()).json() == [
        {"title": "Book 3", "authors": {"name": "Bob"}}
    ]


def test_row_security_decides(api: Any) -> None:
    owner, stranger = api.token(), api.token()
    headers = {"Prefer": "return=representation"}
    made = api.request(
        "POST", "/rest/v1/notes", token=owner, headers=headers, json={"body": "mine"}
    )
    assert made.status_code == 201
    path = f"/rest/v1/notes?id=eq.{made.json()[0]['id']}"
    assert len(api.get(path, token=owner).json()) == 1
    assert api.get(path, token=stranger).json() == []
    refused = api.request(
        "POST",
        "/rest/v1/notes",
        token=stranger,
        json={"body": "x", "owner": made.json()[0]["owner"]},
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "42501")
    changed = api.request("PATCH", path, token=stranger, headers=headers, json={"body": "theirs"})
    assert (changed.status_code, changed.json()) == (200, [])
    assert api.get(path, token=owner).json()[0]["body"] == "mine"


def test_written_values_come_back(api: Any) -> None:
    book = {
        "id": 100,
        "author_id": 1,
        "title": "It's",
        "price": 12.5,
        "tags": ["x", None],
        "flags": [False, None, True],
        "meta": "a string",
        "big": 9007199254740993,
        "published_at": "2026-05-06T07:08:09+00:00",
    }
    headers = {"Prefer": "return=representation"}
    made = api.request("POST", "/rest/v1/books", token=api.token(), headers=headers, json=book)
    assert (made.status_code, made.json()) == (201, [book])
    gone = api.request("DELETE", "/rest/v1/books?id=eq.100", token=api.token())
    assert gone.status_code == 204


@pytest.mark.parametrize(
    ("book", "status", "code"),
    [
        ({"id": 1, "author_id": 1, "title": "again"}, 409, "23505"),
        ({"id": 101, "author_id": 99, "title": "x"}, 409, "23503"),
        ({"id": 101, "author_id": 1}, 400, "23502"),
        ({"id": 101, "author_id": 1, "title": "x", "price": -1}, 400, "23514"),
        ({"id": 101, "author_id": 1, "title": "x", "colour": "red"}, 400, "PGRST204"),
    ],
)
def test_refused_rows(api: Any, book: dict[str, Any], status: int, code: str) -> None:
    answer = api.request("POST", "/rest/v1/books", token=api.token(), json=book)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_writing_every_row_needs_a_filter(api: Any, method: str) -> None:
    answer = api.request(method, "/rest/v1/pairs", token=api.token(), json={"b": 1})
    assert (answer.status_code, answer.json()["code"]) == (400, "21000")


def test_upsert_inserts_and_updates(api: Any) -> None:
    headers = {"Prefer": "resolution=merge-duplicates,return=representation"}
    rows = [{"id": 1, "name": "Ada"}, {"id": 9, "name": "Eve"}]
    answer = api.request("POST", "/rest/v1/authors", token=api.token(), headers=headers, json=rows)
    assert answer.json() == rows
    again = [{"id": 9, "name": "Eva"}]
    answer = api.request("POST", "/rest/v1/authors", token=api.token(), headers=headers, json=again)
    assert answer.json() == again
    api.request("DELETE", "/rest/v1/authors?id=eq.9", token=api.token())


def test_an_upsert_of_keys_needs_no_right_to_update(api: Any) -> None:
    headers = {"Prefer": "resolution=merge-duplicates"}
    for _ in range(2):
        answer = api.request(
            "POST", "/rest/v1/pairs", token=api.token(), headers=headers, json={"a": 1, "b": 2}
        )
        assert answer.status_code in (200, 201)


def test_a_changed_schema_is_seen(api: Any) -> None:
    path = "/rest/v1/late?select=id"
    assert api.get(path, token=api.token()).status_code == 404
    with psycopg.connect(api.db_url) as db:
        db.execute(
            "create table public.late (id int); grant select on public.late to authenticated"
        )
    give_up = time.monotonic() + 60
    while (answer := api.get(path, token=api.token())).status_code != 200:
        assert time.monotonic() < give_up, answer.text
        time.sleep(0.1)
    assert answer.json() == []
