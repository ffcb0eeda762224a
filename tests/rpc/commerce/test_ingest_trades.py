"""What a platform tells: once, in any order, all of a batch or nothing."""

import json
import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

from .trades import (
    Connection,
    Entry,
    digest,
    ingest,
    moment,
    order,
    random_entries,
    token,
    transaction,
    user,
)

STATE = """
select 'user', d.site_domain, u.external_id, to_char(u.joined_at at time zone 'utc', 'HH24'),
  array_to_string(u.wallets, ','), coalesce(replace(u.told_by::text, '-', ''), 'named')
from platform_users as u join domains as d on d.id = u.domain_id where u.external_id ~ '^trader-'
union all
select 'token', d.site_domain, t.address, t.decimals::text, t.symbol,
  coalesce(replace(t.told_by::text, '-', ''), 'named')
from tokens as t join domains as d on d.id = t.domain_id where t.address ~ '^T'
union all
select 'order', d.site_domain, o.external_id, concat(u.external_id, t.address), o.status,
  replace(o.told_by::text, '-', '')
from orders as o join domains as d on d.id = o.domain_id
join platform_users as u on (u.domain_id, u.id) = (o.domain_id, o.platform_user_id)
join tokens as t on (t.domain_id, t.id) = (o.domain_id, o.token_id) where o.external_id ~ '^order-x'
union all
select 'transaction', d.site_domain, x.chain_ref, concat(u.external_id, t.address),
  x.volume_usd_minor::text, replace(x.told_by::text, '-', '')
from transactions as x join domains as d on d.id = x.domain_id
join platform_users as u on (u.domain_id, u.id) = (x.domain_id, x.platform_user_id)
join tokens as t on (t.domain_id, t.id) = (x.domain_id, x.token_id) where x.chain_ref ~ ':x'
"""
FAULTS: list[tuple[str, Any]] = [
    ("", "no object"),
    (".kind", user(kind="fill")),
    (".site_domain", user(site_domain="unknown.example")),
    (".at", user(at="now")),
    (".at", user(at="2999-01-01T00:00:00Z")),
    (".external_id", user(external_id=" ")),
    (".external_id", user(external_id=7)),
    (".joined_at", user(joined_at="2026-03-01")),
    (".email", user(email="nobody")),
    (".email", user(email="a@" + "b" * 250 + ".cc")),
    (".email", user(email=["a@wallet.example"])),
    (".wallets", user(wallets="a")),
    (".wallets", user(wallets=[None])),
    (".wallets", user(wallets=["a"] * 51)),
    (".chain", token(chain=None)),
    (".address", token(address="a" * 201)),
    (".symbol", token(symbol="")),
    (".decimals", token(decimals=39)),
    (".decimals", token(decimals=None)),
    (".provider", token(provider=[])),
    (".size_minor", order(size_minor=-1)),
    (".size_minor", order(size_minor="1.5")),
    (".external_id", order(external_id=None)),
    (".provider", order(provider=[])),
    (".status", order(status="confirmed")),
    (".placed_at", order(placed_at=0)),
    (".chain_ref", transaction(chain_ref="")),
    (".user", transaction(user=None)),
    (".token.chain", transaction(token={"address": "T1"})),
    (".token.address", transaction(token={"chain": "solana"})),
    (".type", transaction(type="swap")),
    (".side", transaction(side="both")),
    (".status", transaction(status="open")),
    (".amount_minor", transaction(amount_minor=None)),
    (".volume_usd_minor", transaction(volume_usd_minor="1" * 39)),
    (".fee_minor", transaction(fee_minor={})),
    (".fee_asset", transaction(fee_asset=1)),
    (".order", transaction(order="")),
    (".occurred_at", transaction(occurred_at="infinity")),
    (".venue", transaction(venue="desk")),
    (".venue", transaction(venue=["web"])),
]


def newest(entries: list[Entry]) -> Entry:
    return max(entries, key=lambda entry: (entry["at"], digest(entry)))


def expected(entries: list[Entry]) -> set[tuple[str, ...]]:
    """Work out what must be known in the end, one thing after the other."""
    users: dict[tuple[str, str], list[Entry]] = {}
    tokens: dict[tuple[str, str], list[Entry]] = {}
    deals: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in entries:
        site, kind = entry["site_domain"], entry["kind"]
        if kind != "token":
            name = entry["external_id"] if kind == "user" else entry["user"]
            users.setdefault((site, name), []).append(entry)
        if kind != "user":
            address = entry["address"] if kind == "token" else entry["token"]["address"]
            tokens.setdefault((site, address), []).append(entry)
        if kind in ("order", "transaction"):
            key = entry["external_id" if kind == "order" else "chain_ref"]
            deals.setdefault((kind, site, key), []).append(entry)
    return (
        {_user(*key, told) for key, told in users.items()}
        | {_token(*key, told) for key, told in tokens.items()}
        | {_deal(*key, told) for key, told in deals.items()}
    )


def _user(site: str, name: str, entries: list[Entry]) -> tuple[str, ...]:
    told = [entry for entry in entries if entry["kind"] == "user"]
    if not told:
        return ("user", site, name, min(entry["at"] for entry in entries)[11:13], "", "named")
    last = newest(told)
    return ("user", site, name, last["joined_at"][11:13], ",".join(last["wallets"]), digest(last))


def _token(site: str, address: str, entries: list[Entry]) -> tuple[Any, ...]:
    told = [entry for entry in entries if entry["kind"] == "token"]
    if not told:
        return ("token", site, address, None, None, "named")
    last = newest(told)
    return ("token", site, address, str(last["decimals"]), last["symbol"], digest(last))


def _deal(kind: str, site: str, key: str, entries: list[Entry]) -> tuple[str, ...]:
    last = newest(entries)
    said = last["status"] if kind == "order" else last["volume_usd_minor"]
    return (kind, site, key, last["user"] + last["token"]["address"], said, digest(last))


@pytest.mark.row("C02", "C22")
def test_order_and_split_do_not_matter(db: Connection) -> None:
    seed = random.randrange(10**9)  # noqa: S311 - no secret
    draw = random.Random(seed)  # noqa: S311
    for _ in range(25):
        entries = random_entries(draw, draw.randint(1, 60))
        sent = entries + draw.sample(entries, len(entries) // 3)
        draw.shuffle(sent)
        with db.transaction(force_rollback=True):
            while sent:
                batch, sent = sent[:9], sent[9:]
                ingest(db, batch)
            assert set(db.execute(STATE).fetchall()) == expected(entries), f"seed {seed}"
            again = ingest(db, entries)
            assert again == {"users": 0, "tokens": 0, "orders": 0, "transactions": 0}


@pytest.mark.row("C02")
@pytest.mark.parametrize(("field", "entry"), FAULTS)
def test_one_bad_entry_is_named_and_nothing_stored(db: Connection, field: str, entry: Any) -> None:
    with pytest.raises(psycopg.errors.InvalidParameterValue) as caught, db.transaction():
        ingest(db, [user(8), entry, user(9, at=None)])
    assert str(caught.value.diag.message_primary).startswith(f"entries[1]{field}: must") or (
        field in str(caught.value.diag.message_primary) and field in (".site_domain", ".at")
    )
    assert caught.value.diag.message_detail == "INVALID_INPUT"
    assert db.execute(STATE).fetchall() == []


@pytest.mark.row("C02")
def test_what_a_transaction_says_beyond_its_own_fields_is_not_asked(db: Connection) -> None:
    assert ingest(db, [transaction(provider=[])])["transactions"] == 1


@pytest.mark.row("C02")
def test_the_same_reference_again_changes_nothing(db: Connection) -> None:
    assert ingest(db, [user(1), transaction(order="order-x1")])["transactions"] == 1
    before = db.execute("select * from transactions where chain_ref = 'solana:x1'").fetchall()
    last = db.execute("select max(id) from audit_log").fetchone()
    assert ingest(db, [transaction(order="order-x1")])["transactions"] == 0
    ingest(db, [transaction(order="order-x1", at=moment(1), status="pending")])
    after = db.execute("select * from transactions where chain_ref = 'solana:x1'").fetchall()
    assert after == before
    assert db.execute("select max(id) from audit_log").fetchone() == last


@pytest.mark.row("C02")
def test_tag_and_status_are_not_told(db: Connection) -> None:
    ingest(db, [user(1, email="Ann@Wallet.Example", tag="stolen-1", status="inactive")])
    row = db.execute(
        "select tag, status, email from platform_users where external_id = 'trader-1'"
    ).fetchone()
    assert row == (None, "active", "ann@wallet.example")


@pytest.mark.row("C02")
def test_batches_have_a_size_and_a_sender(db: Connection) -> None:
    for entries, reason in (([user()] * 1001, "BATCH_TOO_LARGE"), ({}, "INVALID_INPUT")):
        with pytest.raises(psycopg.errors.InvalidParameterValue) as caught, db.transaction():
            ingest(db, entries)
        assert caught.value.diag.message_detail == reason
    ingest(db, [user(number) for number in range(1000)])
    for sender in ("tests.as('admin@admin.com', 'aal2')", "tests.as_anon()"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
            db.execute(f"select {sender}")
            ingest(db, [user()])
    with db.transaction(force_rollback=True):
        db.execute("select tests.as_service()")
        assert ingest(db, [transaction(77)])["transactions"] == 1


@pytest.mark.row("C02")
def test_two_connections_at_once(own_url: str) -> None:
    draw = random.Random(4)  # noqa: S311
    entries = random_entries(draw, 400)

    def send(number: int) -> None:
        own = list(entries)
        random.Random(number).shuffle(own)  # noqa: S311
        with psycopg.connect(own_url) as connection:
            for place in range(0, len(own), 40):
                ingest(connection, own[place : place + 40])
                connection.commit()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(send, range(4)))
    with psycopg.connect(own_url) as connection:
        assert set(connection.execute(STATE).fetchall()) == expected(entries)


def test_the_digest_is_that_of_the_database(db: Connection) -> None:
    entry = transaction(1, order="é", token={"address": "a", "chain": "b"}, wallets=["x", 1])
    row = db.execute("select md5(%s::jsonb::text)", [json.dumps(entry)]).fetchone()
    assert row == (digest(entry),)
