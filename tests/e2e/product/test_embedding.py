"""Direct queries with embedded tables, as PostgREST takes them, each under row security.

What each answer must be is worked out as the owner: nothing hidden must not pass for nothing there.
"""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import psycopg
import pytest

OWN = "10000000-0000-4000-8000-000000000001"
Connection = psycopg.Connection[Any]
Get = Callable[..., httpx.Response]
DEEP = "id,domain_id,messages(*),visitors(email,accounts(company_name))"


@pytest.fixture(scope="module")
def rest(product: Any) -> Iterator[Callable[[str, str], Get]]:
    """`rest(email, password)` signs in; what it returns gets a path with query parameters."""
    with httpx.Client(base_url=product.url, timeout=20) as client:

        def enter(email: str, password: str) -> Get:
            key = {"apikey": product.publishable_key}
            login = {"email": email, "password": password}
            answer = client.post("/auth/v1/token?grant_type=password", json=login, headers=key)
            token = answer.raise_for_status().json()["access_token"]
            headers = {**key, "Authorization": f"Bearer {token}"}

            def get(path: str, prefer: str = "", **query: Any) -> httpx.Response:
                extra = {"Prefer": prefer} if prefer else {}
                return client.get(f"/rest/v1/{path}", params=query, headers=headers | extra)

            return get

        yield enter


@pytest.fixture(scope="module")
def user(rest: Callable[[str, str], Get]) -> Get:
    return rest("user@user.com", "user")


@pytest.fixture(scope="module")
def admin(rest: Callable[[str, str], Get]) -> Get:
    return rest("admin@admin.com", "admin")


def rows(answer: httpx.Response) -> list[dict[str, Any]]:
    assert answer.status_code in (200, 206), answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


def ids(db: Connection, query: str) -> list[str]:
    """The first column as text; never empty, or the test would prove nothing."""
    found = [str(row[0]) for row in db.execute(query.encode())]
    assert found
    return found


@pytest.mark.row("R21", "R25", "R26")
def test_three_levels_for_a_client_user(user: Get, db: Connection) -> None:
    found = rows(user("conversations", select=DEEP, order="id"))
    expected = ids(db, f"select id from conversations where domain_id = '{OWN}' order by id")
    assert [row["id"] for row in found] == expected
    for row in found:
        assert {message["domain_id"] for message in row["messages"]} == {OWN}
    emails = [row["visitors"]["email"] for row in found if row["visitors"]["email"]]
    companies = [row["visitors"]["accounts"]["company_name"] for row in found
                 if row["visitors"]["accounts"]]  # fmt: skip
    assert len(emails) > 2
    assert len(companies) > 2


@pytest.mark.row("R21", "R24", "R26")
def test_three_levels_for_the_admin(admin: Get, user: Get, db: Connection) -> None:
    found = rows(admin("conversations", select=DEEP, order="id", limit=1000))
    assert [row["id"] for row in found] == ids(db, "select id from conversations order by id")
    texts = sum(len(row["messages"]) for row in found)
    assert texts == int(ids(db, "select count(*) from messages")[0])
    look_alikes = ids(
        db,
        f"select id from domains where site_domain like '%abtasty%' and id <> '{OWN}'",
    )
    assert {row["domain_id"] for row in found} > {OWN, *look_alikes}
    for look_alike in look_alikes:
        assert rows(user("conversations", select=DEEP, domain_id=f"eq.{look_alike}")) == []


@pytest.mark.row("R21", "R25")
def test_sessions_with_their_conversations(user: Get, db: Connection) -> None:
    found = rows(user("visitor_sessions", select="id,conversations(id)"))
    pairs = {(row["id"], talk["id"]) for row in found for talk in row["conversations"]}
    listed = db.execute(
        "select session_id::text, id::text from conversations where domain_id = %s", [OWN]
    ).fetchall()
    assert pairs == set(listed)
    silent = ids(
        db, f"select id from visitor_sessions s where domain_id = '{OWN}' and not exists"
        " (select from conversations c where (c.domain_id, c.session_id) = (s.domain_id, s.id))"
    )  # fmt: skip
    assert {row["id"] for row in found if not row["conversations"]} == set(silent)


@pytest.mark.row("R21", "R25")
def test_an_inner_join_leaves_out_what_has_no_counterpart(user: Get, db: Connection) -> None:
    found = rows(user("visitor_sessions", select="id,conversations!inner(id)", order="id"))
    expected = ids(
        db, f"select distinct session_id from conversations where domain_id = '{OWN}' order by 1"
    )  # fmt: skip
    assert [row["id"] for row in found] == expected


@pytest.mark.row("R21", "R25")
def test_a_filter_on_what_is_embedded(user: Get, db: Connection) -> None:
    condition = (
        "from conversations c join visitors v on (v.domain_id, v.id) = (c.domain_id, c.visitor_id)"
        f" where c.domain_id = '{OWN}' and v.email like '%@%' order by c.id"
    )
    expected = ids(db, f"select c.id {condition}")
    query = {"visitors.email": "like.*@*", "order": "id"}
    inner = rows(user("conversations", select="id,visitors!inner(email)", **query))
    assert [row["id"] for row in inner] == expected
    outer = rows(user("conversations", select="id,visitors(email)", **query))
    assert len(outer) > len(expected)
    assert [row["id"] for row in outer if row["visitors"]] == expected


@pytest.mark.row("R21", "R25", "R26")
def test_a_filter_on_what_is_embedded_tells_nothing_of_other_domains(
    user: Get, admin: Get, db: Connection
) -> None:
    [email] = ids(
        db, "select email from visitors where domain_id ="
        " (select id from domains where site_domain = 'notabtasty.com') and email is not null"
        f" and email not in (select email from visitors where domain_id = '{OWN}'"
        " and email is not null) limit 1"
    )  # fmt: skip
    query = {"select": "id,visitors!inner(email)", "visitors.email": f"eq.{email}"}
    assert rows(admin("conversations", **query)) or rows(admin("visitors", email=f"eq.{email}"))
    assert rows(user("conversations", **query)) == []
    assert rows(user("visitors", email=f"eq.{email}")) == []


@pytest.mark.row("R21")
def test_order_by_and_within_what_is_embedded(user: Get, db: Connection) -> None:
    found = rows(
        user(
            "conversations",
            select="id,messages(seq),visitors(email)",
            order="visitors(email).desc.nullslast,id.asc",
            **{"messages.order": "seq.desc", "messages.limit": 2},
        )
    )
    expected = ids(
        db, "select c.id from conversations c"
        " join visitors v on (v.domain_id, v.id) = (c.domain_id, c.visitor_id)"
        f" where c.domain_id = '{OWN}' order by v.email desc nulls last, c.id"
    )  # fmt: skip
    assert [row["id"] for row in found] == expected
    tails = [[message["seq"] for message in row["messages"]] for row in found]
    assert all(len(tail) <= 2 and tail == sorted(tail, reverse=True) for tail in tails)
    assert any(len(tail) == 2 for tail in tails)


@pytest.mark.row("R21", "R25")
def test_counts_are_those_of_the_own_domain(user: Get, db: Connection) -> None:
    answer = user("messages", prefer="count=exact", select="id,conversations!inner(id)", limit=1)
    [count] = ids(db, f"select count(*) from messages where domain_id = '{OWN}'")
    assert answer.headers["content-range"] == f"0-0/{count}"


@pytest.mark.row("R03", "R21")
def test_raw_enrichments_are_embedded_for_staff_only(user: Get, admin: Get) -> None:
    select = "id,visitor_enrichments(data)"
    for get, expected in ((admin, True), (user, False)):
        found = rows(get("visitors", select=select, domain_id=f"eq.{OWN}"))
        assert found
        assert any(row["visitor_enrichments"] for row in found) is expected


@pytest.mark.row("R21", "R25")
@pytest.mark.parametrize(
    ("path", "select", "code"),
    [
        ("conversations", "id,secret", "42703"),
        ("conversations", "id,visitors(enrichment_secret)", "42703"),
        ("conversations", "id,outbox(*)", "PGRST200"),
        ("conversations", "id,users(*)", "PGRST200"),
        ("outbox", "*", "PGRST205"),
        ("enrichment_fields", "*", "PGRST205"),
    ],
)
def test_what_is_hidden_cannot_be_named(user: Get, path: str, select: str, code: str) -> None:
    answer = user(path, select=select)
    assert answer.status_code in (400, 404)
    assert answer.json()["code"] == code
