"""Donors through supabase-js: masked for whoever does not edit donations, whatever is asked."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bo_cli.client.client import Client
from bo_cli.client.reasons import PermissionDeniedError

PROGRAM = Path(__file__).with_name("donations.mjs")
RESCUE = "10000000-0000-4000-8000-000000000006"
STAFF = "00000000-0000-4000-8000-000000000003"
LUCIA = "lucia.fernandez@mail.example"
VIEWERS = ("staff", "partner", "guardian", "business", "support")
DENIED = "42501 PERMISSION_DENIED"
Answers = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def said(product: Any) -> Answers:
    """What each person was answered."""
    done = product.run(PROGRAM)
    assert done.returncode == 0, done.stderr
    answers: Answers = json.loads(done.stdout)
    return answers


@pytest.fixture
def staff_edits(product: Any, database_url: str) -> Iterator[None]:
    """While this lasts, staff edits donations of the rescue programme."""
    with psycopg.connect(database_url, autocommit=True) as owner:
        given = owner.execute(
            "insert into person_permissions"
            " (person_id, resource, action, effect, domain_id, reason)"
            " values (%s, 'donations', 'edit', 'allow', %s, 'thanks donors') returning id",
            [STAFF, RESCUE],
        ).fetchone()
        try:
            yield
        finally:
            owner.execute("delete from person_permissions where id = %s", given)


def donations(db: psycopg.Connection[Any], condition: str) -> list[str]:
    """Their ids, as the owner finds them; never empty, or the test would prove nothing."""
    query = (
        "select d.id::text from donations d join donation_contacts c"
        " on (c.domain_id, c.donation_id) = (d.domain_id, d.id)"
        f" left join cases on (cases.domain_id, cases.id) = (d.domain_id, d.case_id)"
        f" where {condition} order by d.id"
    )
    found = [key for (key,) in db.execute(query.encode())]
    assert found
    return found


@pytest.mark.row("T06", "T08", "T24")
def test_each_role_sees_its_donations(said: Answers, db: psycopg.Connection[Any]) -> None:
    rescue = f"d.domain_id = '{RESCUE}'"
    assert said["admin"]["rows"] == donations(db, "true")
    assert said["staff"]["rows"] == donations(db, rescue)
    assert said["business"]["rows"] == donations(db, f"not {rescue}")
    assert said["support"]["rows"] == donations(db, f"not {rescue}")
    assert said["partner"]["rows"] == donations(db, f"{rescue} and code in ('R-0002', 'R-0003')")
    assert said["guardian"]["rows"] == donations(db, f"{rescue} and code = 'R-0001'")
    assert said["user"]["rows"] == []


@pytest.mark.row("T24")
def test_who_edits_sees_and_finds_donors(said: Answers, db: psycopg.Connection[Any]) -> None:
    hers = donations(db, f"donor_email = '{LUCIA}'")
    admin = said["admin"]
    assert admin["equal"] == admin["like"] == admin["inner"] == hers
    assert admin["counted"] == admin["found"] == len(hers) < admin["contacts"]
    assert admin["absent"] == donations(db, "donor_email is null")
    assert set(admin["either"]) > set(hers)
    assert admin["outer"] == len(donations(db, "donor_email is not null"))
    assert admin["ordered"] != sorted(admin["ordered"])


@pytest.mark.row("T06", "T24")
@pytest.mark.parametrize("who", VIEWERS)
def test_the_others_learn_nothing_of_donors(said: Answers, who: str) -> None:
    answer = said[who]
    assert set(answer["emails"]) == {"***"}
    for question in ("equal", "like", "either", "absent", "inner"):
        assert answer[question] == [], question
    for question in ("counted", "contacts", "found", "outer"):
        assert answer[question] == 0, question
    assert answer["ordered"] == sorted(answer["ordered"]) == answer["rows"]


@pytest.mark.row("T24")
def test_nobody_gets_an_estimate_or_deletes_by_hand(said: Answers) -> None:
    for who, answer in said.items():
        assert answer["planned"] == "22023 INVALID_INPUT", who
        assert answer["deleted"].startswith("42501"), who


@pytest.mark.row("T24")
def test_view_is_not_edit_and_edit_is_not_delete(said: Answers) -> None:
    assert said["admin"]["edited"] == said["admin"]["removed"] == "P0002 NOT_FOUND"
    for who in (*VIEWERS, "user"):
        assert said[who]["edited"] == said[who]["removed"] == DENIED


@pytest.mark.row("T24")
def test_staff_with_edit_sees_donors_and_deletes_none(
    staff_edits: None, sign_in: Callable[[str, str], Client], db: psycopg.Connection[Any]
) -> None:
    staff = sign_in("staff@demo.example", "staff")
    shown = staff.supabase.table("donation_details").select("id, donor_email").order("id")
    hers = donations(db, f"donor_email = '{LUCIA}' and d.domain_id = '{RESCUE}'")
    assert [row["id"] for row in shown.eq("donor_email", LUCIA).execute().data] == hers
    wanted = {"domain_id": RESCUE, "donation_id": hers[0], "expected_version": 1}
    with pytest.raises(PermissionDeniedError):
        staff.rpc("delete_donation", wanted)


@pytest.mark.row("T06")
def test_an_ended_share_hides_donations_on_the_next_query(
    sign_in: Callable[[str, str], Client], database_url: str
) -> None:
    partner = sign_in("partner@demo.example", "partner").supabase

    def seen() -> int:
        return len(partner.table("donation_details").select("id").execute().data)

    ends = "update case_shares set expires_at = %s where expires_at is not distinct from %s"
    with psycopg.connect(database_url, autocommit=True) as owner:
        before = seen()
        owner.execute(ends, ["2026-01-01", None])
        try:
            assert 0 < seen() < before
        finally:
            owner.execute(ends, [None, "2026-01-01"])
    assert seen() == before
