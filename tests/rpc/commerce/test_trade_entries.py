"""What an entry of ingest_trades() may leave out, what it cannot tell, and what it is about."""

import pytest

from .trades import Connection, ingest, moment, order, token, transaction, user


@pytest.mark.row("C02")
def test_null_is_as_good_as_nothing(db: Connection) -> None:
    entries = [user(1, email=None), token(1, provider=None), transaction(1, order=None)]
    assert ingest(db, entries) == {"users": 1, "tokens": 1, "orders": 0, "transactions": 1}


@pytest.mark.row("C02")
def test_a_deal_names_its_user_and_token_and_describes_neither(db: Connection) -> None:
    about_user = {"email": "a@b.example", "wallets": ["w"], "joined_at": moment(0)}
    about_token = {"symbol": "FAKE", "decimals": 1, "provider": "nobody"}
    ingest(db, [transaction(1, **about_user, **about_token)])
    named = "select email, wallets, joined_at from platform_users where external_id = 'trader-1'"
    row = db.execute(named).fetchone()
    assert row is not None
    assert (row[0], row[1], row[2].hour) == (None, [], 2)
    named = "select symbol, decimals, provider from tokens where address = 'T1'"
    assert db.execute(named).fetchone() == (None, None, None)


@pytest.mark.row("C22")
def test_an_address_is_of_one_chain(db: Connection) -> None:
    chains = ["ethereum", "solana"]
    tokens = {chain: {"chain": chain, "address": "T1"} for chain in chains}
    ingest(
        db,
        [token(chain=chain) for chain in chains]
        + [order(external_id=f"order-x{chain}", token=tokens[chain]) for chain in chains]
        + [transaction(chain_ref=f"{chain}:x1", token=tokens[chain]) for chain in chains],
    )
    for told in (
        "select external_id, chain from orders as o join tokens as t on t.id = o.token_id"
        " where external_id ~ '^order-x'",
        "select 'order-x' || split_part(chain_ref, ':', 1), chain"
        " from transactions as x join tokens as t on t.id = x.token_id where chain_ref ~ ':x1$'",
    ):
        assert sorted(db.execute(told).fetchall()) == [(f"order-x{c}", c) for c in chains]


@pytest.mark.row("C02")
def test_the_log_says_how_many_entries_each_site_had(db: Connection) -> None:
    known = db.execute("select coalesce(max(id), 0) from audit_log").fetchone()
    ingest(db, [user(1), transaction(1), user(2, site_domain="toto.example")])
    noted = db.execute(
        "select d.site_domain, a.resource, a.after from audit_log as a"
        " join domains as d on d.id = a.domain_id where a.id > %s and a.action = 'ingest'",
        known,
    ).fetchall()
    assert sorted(noted) == [
        ("cooking.example", "transactions", {"entries": 2}),
        ("toto.example", "transactions", {"entries": 1}),
    ]


@pytest.mark.row("C21")
def test_a_venue_is_what_was_told_last(db: Connection) -> None:
    def known() -> list[tuple[str, str]]:
        told = "select chain_ref, venue from transactions where chain_ref ~ ':x[1-4]$' order by 1"
        return db.execute(told).fetchall()

    venues = ["web", "mobile", None]
    ingest(db, [transaction(number, venue=venue) for number, venue in enumerate(venues, 1)])
    ingest(db, [transaction(4)])
    told = ["web", "mobile", "unknown", "unknown"]
    assert known() == [(f"solana:x{number}", venue) for number, venue in enumerate(told, 1)]
    ingest(db, [transaction(1, venue="mobile", at=moment(3)), transaction(2, at=moment(3))])
    ingest(db, [transaction(1, venue="web", at=moment(1))])
    assert [venue for _, venue in known()] == ["mobile", "unknown", "unknown", "unknown"]
