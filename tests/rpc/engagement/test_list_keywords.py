"""Keywords: what was planted is found, what is personal is not, and scores equal Python's."""

import math
import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from .events import SITES, Connection, Event, event, ingest, make_id, message

FROM, TO = datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 10, 31, tzinfo=UTC)
WINDOW = {"from": FROM.isoformat(), "to": TO.isoformat()}
# Word: its share of the conversations in the window, and of those before.
PLANTED = {
    "shipping": (0.5, 0.5), "refund": (0.4, 0.1), "voucher": (0.1, 0.4), "warranty": (0.3, 0.0),
    "gift card": (0.2, 0.2),
}  # fmt: skip


def upkeep(db: Connection) -> dict[str, Any]:
    with db.transaction():
        db.execute("select tests.as_service()")
        row = db.execute("select public.run_keyword_upkeep()").fetchone()
        db.execute("select tests.back()")
    assert row is not None
    told: dict[str, Any] = row[0]
    return told


def says(name: str, content: str, language: str | None = "en", **fields: Any) -> Event:
    properties = {"language": language} if language else {}
    return message(name, 0, content, conversation_id=make_id(name), properties=properties, **fields)


def keywords(db: Connection, name: str) -> list[str]:
    upkeep(db)
    row = db.execute(
        "select keywords from conversation_keywords where conversation_id = %s", [make_id(name)]
    ).fetchone()
    assert row is not None
    found: list[str] = row[0]
    return found


@pytest.mark.row("R06")
@pytest.mark.parametrize(
    ("language", "content", "found"),
    [
        ("en", "What is the price of a Gift Card, and of the refund?",
         ["card", "gift", "gift card", "price", "refund"]),
        ("es", "¿Cuánto cuesta el envío para una niña en Perú?",
         ["cuesta", "cuánto", "cuánto cuesta", "envío", "niña", "perú"]),
        ("fr", "Est-ce que la livraison à l'étranger est gratuite avec une carte cadeau ?",
         ["cadeau", "carte", "carte cadeau", "est-ce", "gratuite", "livraison", "étranger"]),
        ("xx", "el precio the price", ["precio", "precio the", "price", "the", "the price"]),
        (None, "hola mundo", ["hola", "hola mundo", "mundo"]),
        ("en", "free trial. Month two",
         ["free", "free trial", "month", "month two", "trial", "two"]),
        ("en", "e-commerce shop", ["e-commerce", "shop"]),
    ],
)  # fmt: skip
def test_words_and_pairs_without_stop_words_of_the_language(
    db: Connection, language: str | None, content: str, found: list[str]
) -> None:
    ingest(db, [says("talk", content, language)])
    assert sorted(keywords(db, "talk")) == sorted(found)


@pytest.mark.row("R06", "R27")
def test_no_address_number_or_own_name_becomes_a_keyword(db: Connection) -> None:
    content = (
        "Write to erika.musterfrau@private.example or josé@correo.example, call +49 (30) 123-4567,"
        " 0170/1234567, order A1B2C3 or IBAN DE89370400440532013000, see"
        " https://shop.example/erika?x=1 or www.shop.example. Erika Lindner, erika@x"
    )
    ingest(
        db,
        [
            says("talk", content),
            event("mail", "email_captured", conversation_id=make_id("talk"), minute=1,
                  properties={"email": "erika.lindner@acme.example"}),
        ],
    )  # fmt: skip
    assert keywords(db, "talk") == ["call", "iban", "order", "see", "write"]


@pytest.mark.row("R06")
def test_only_what_the_visitor_says_counts_each_word_once(db: Connection) -> None:
    talk = {"conversation_id": make_id("talk")}
    ingest(db, [message("a", 0, "Refund refund", **talk), message("b", 1, "Sorry", **talk),
                message("c", 2, "refund now", **talk)])  # fmt: skip
    assert keywords(db, "talk") == ["now", "refund", "refund now", "refund refund"]


@pytest.mark.row("R06", "R26")
def test_nothing_comes_from_another_conversation_or_domain(db: Connection) -> None:
    """Nor their language, for a message that names none; what was erased says nothing."""
    twin = {"conversation_id": make_id("talk"), "site_domain": SITES[1]}
    ingest(
        db,
        [
            says("talk", "voucher"),
            message("more", 2, "of the refund", conversation_id=make_id("talk"), minute=1),
            message("erased", 4, "[erased]", conversation_id=make_id("talk"), minute=2),
            says("beside", "el envío", "es"),
            message("twin", 0, "una garantía", properties={"language": "es"}, **twin),
        ],
    )
    upkeep(db)
    rows = db.execute(
        "select keywords from conversation_keywords as k join domains as d on d.id = k.domain_id"
        " where conversation_id = %s order by site_domain",
        [make_id("talk")],
    ).fetchall()
    assert rows == [(["refund", "voucher"],), (["garantía"],)]


@pytest.mark.row("R06")
def test_a_changed_text_is_read_again_and_nothing_is_read_twice(db: Connection) -> None:
    while upkeep(db)["is_waiting"]:
        pass
    ingest(db, [says("talk", "voucher")])
    assert keywords(db, "talk") == ["voucher"]
    assert upkeep(db) == {"conversations": 0, "is_waiting": False}
    changed = {**says("talk again", "warranty", minute=1), "conversation_id": make_id("talk")}
    ingest(db, [changed])
    assert keywords(db, "talk") == ["warranty"]


def talks(chance: random.Random) -> list[tuple[datetime, str, list[str]]]:
    found = []
    for number in range(600):
        is_now = number % 2 == 0
        at = FROM + timedelta(minutes=chance.randrange(30 * 1440)) * (1 if is_now else -1)
        said = [word for word, shares in PLANTED.items() if chance.random() < shares[not is_now]]
        found.append((at, chance.choice(["en", "fr"]), said))
    return found


@pytest.fixture
def planted(db: Connection) -> list[tuple[datetime, str, list[str]]]:
    rows = talks(random.Random(3))  # noqa: S311
    events = [
        says(f"talk {number}", ". ".join(said) or "ok", language, occurred_at=at.isoformat(),
             received_at=at.isoformat(), visitor_id=make_id(f"v {number}"),
             session_id=make_id(f"s {number}"))
        for number, (at, language, said) in enumerate(rows)
    ]  # fmt: skip
    events.append(says("secret", "unicorn unicorn", occurred_at=FROM.isoformat(), received_at=None))
    ingest(db, events)
    while upkeep(db)["is_waiting"]:
        pass
    return rows


def domain(db: Connection) -> str:
    row = db.execute("select tests.domain(%s)::text", [SITES[0]]).fetchone()
    assert row is not None
    return str(row[0])


@pytest.mark.row("R06", "R16")
@pytest.mark.parametrize("language", [None, "fr"])
def test_the_planted_distribution_is_recovered(
    db: Connection, as_person: Any, rpc: Callable[..., Any], planted: Any, language: str | None
) -> None:
    more = {"language": language} if language else {}
    wanted = {**WINDOW, **more, "domain_ids": [domain(db)]}
    with as_person(db, "admin@admin.com"):
        found = rpc(db, "list_keywords", filter=wanted)
    meant = [row for row in planted if language in (None, row[1])]
    now = [said for at, _, said in meant if FROM <= at < TO]
    then = [said for at, _, said in meant if FROM - timedelta(days=90) <= at < FROM]
    extra = 0 if language else 1  # The one about the unicorn.
    counts, before = (Counter(word for said in rows for word in said) for rows in (now, then))
    told = {row["keyword"]: row for row in found}
    assert told.keys() == PLANTED.keys() | {"gift", "card"}
    for word in PLANTED:
        n, all_now, p, all_then = counts[word], len(now) + extra, before[word], len(then)
        row = told[word]
        assert (row["conversations"], row["total"]) == (n, all_now)
        assert (row["previous_conversations"], row["previous_total"]) == (p, all_then)
        score = math.log((n + 0.5) / (all_now - n + 0.5)) - math.log(
            (p + 0.5) / (all_then - p + 0.5)
        )
        assert float(row["score"]) == pytest.approx(score, abs=1e-6)
        assert language or n / all_now == pytest.approx(PLANTED[word][0], abs=0.1)
    scores = [row["score"] for row in found]
    assert scores == sorted(scores, reverse=True)
    assert [found[0]["keyword"], found[-1]["keyword"]] == ["warranty", "voucher"]


@pytest.mark.row("R06", "R25")
def test_who_sees_keywords(db: Connection, as_person: Any, rpc: Callable[..., Any]) -> None:
    for actor in ("staff@demo.example", "partner@demo.example"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), as_person(db, actor):
            rpc(db, "list_keywords")
    other = domain(db)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), as_person(db, "user@user.com"):
        rpc(db, "list_keywords", filter={"domain_ids": [other]})


@pytest.mark.row("R06", "R25")
def test_a_client_user_counts_the_own_domain(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    window = {"from": "2026-10-01T00:00:00Z", "to": "2026-11-20T00:00:00Z"}
    with as_person(db, "user@user.com"):
        found = rpc(db, "list_keywords", filter=window, page_size=3)
    row = db.execute(
        "select count(*) from conversation_keywords k join conversations c"
        " on (c.domain_id, c.id) = (k.domain_id, k.conversation_id) where not c.is_test"
        " and c.domain_id = tests.domain('abtasty.com')"
        " and c.started_at >= '2026-10-01Z' and c.started_at < '2026-11-20Z'"
    ).fetchone()
    assert row is not None
    assert [told["total"] for told in found] == [row[0]] * 3
    assert row[0] > 100


@pytest.mark.row("R06")
@pytest.mark.parametrize(
    ("field", "arguments"),
    [
        ("min_conversations", {"min_conversations": 2}),
        ("min_conversations", {"min_conversations": None}),
        ("page_size", {"page_size": 0}),
        ("filter.from", {"filter": {"from": "2026-02-01T00:00:00Z", "to": "2026-02-01T00:00:00Z"}}),
        ("filter.colour", {"filter": {"colour": "red"}}),
    ],
)
def test_bad_arguments_are_named(
    db: Connection, as_person: Any, rpc: Callable[..., Any], field: str, arguments: Any
) -> None:
    with (
        pytest.raises(psycopg.errors.InvalidParameterValue, match=f"^{field}: "),
        as_person(db, "user@user.com"),
    ):
        rpc(db, "list_keywords", **arguments)
