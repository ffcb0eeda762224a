"""Where webhooks go: public names over https alone."""

from typing import Any

import pytest

from .hubspot import ADMIN, ANON, SERVICE, USER, Connection, domain, person, refusal, secret, value
from .webhooks import TOPICS, URL, make_endpoint


@pytest.mark.row("C53")
def test_the_secret_is_shown_once(db: Connection) -> None:
    made = make_endpoint(db)
    assert (made["url"], made["topics"], made["is_active"]) == (URL, TOPICS, True)
    assert made["created_by"] == str(person(db))
    assert made["secret"].startswith("whsec_")
    assert secret(db, made["secret_id"]) == made["secret"]
    for table in ("webhook_endpoints", "audit_log", "private.outbox"):
        found = value(db, f"select count(*) from {table} t where t::text like %s", made["secret"])
        assert found == 0
    [entry] = db.execute(
        "select action, reason from audit_log where resource_id = %s", [made["id"]]
    )
    assert entry == ("insert", "asked for")


PLACES = [
    "https://example.com", "HTTPS://Hooks.Example.com:8443/a?b=c", "https://a-b.example.co/",
    "https://example.com/" + "x" * 1980,
]  # fmt: skip
NOWHERE = [
    None, "", "http://example.com", "ftp://example.com", "https://localhost/", "https://db",
    "https://10.0.0.1/", "https://[::1]/", "https://0x7f.1/", "https://2130706433/",
    "https://127.0.0.1.", "https://user@example.com/", "https://a.b@example.com", " https://a.com",
    "https://example.com/#x", "https://example.com/a b", "https://example.com\n.evil/", "https://-a.com",
    "https://api.internal/", "https://Printer.LOCAL:631/", "https://x.localhost", "https://a.lan",
    "https://example.com/" + "x" * 1981, "https://a..com", "https://example.com:/", "https://1.arpa",
    "https://a.intranet", "https://a.home", "https://a.corp", "https://a.private", "https://a.onion",
]  # fmt: skip


@pytest.mark.row("C53")
def test_addresses(db: Connection) -> None:
    args = {"domain_id": domain(db), "topics": TOPICS, "reason": "x"}
    for place in PLACES:
        assert refusal(db, ADMIN, "create_webhook_endpoint", **args, url=place) is None, place
    for place in NOWHERE:
        found = refusal(db, ADMIN, "create_webhook_endpoint", **args, url=place)
        assert found == "22023 INVALID_INPUT", place


@pytest.mark.row("C53")
def test_topics(db: Connection) -> None:
    every = value(db, "select private.webhook_topics()")
    assert make_endpoint(db, topics=every)["topics"] == every
    wrong: list[Any] = [None, [], ["case.deleted"], ["case.created", "x"], [None]]
    for topics in wrong:
        with pytest.raises(Exception, match=r"^topics: "):
            make_endpoint(db, topics=topics)


@pytest.mark.row("C53")
def test_who_may(db: Connection) -> None:
    args = {"domain_id": domain(db), "url": URL, "topics": TOPICS, "reason": "x"}
    for who in (USER, "support@demo.example", "staff@demo.example"):
        assert refusal(db, who, "create_webhook_endpoint", **args) == "42501 PERMISSION_DENIED"
    for who in (ANON, SERVICE):
        assert refusal(db, who, "create_webhook_endpoint", **args) == "42501"
    unsaid = {**args, "reason": " "}
    assert refusal(db, ADMIN, "create_webhook_endpoint", **unsaid) == "22023 REASON_REQUIRED"
    db.execute("update security_settings set is_strong_auth_relaxed_locally = false")
    weak = refusal(db, ADMIN, "create_webhook_endpoint", aal="aal1", **args)
    assert weak == "42501 STEP_UP_REQUIRED"
