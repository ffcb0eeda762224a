"""Signing in, recovery, second factors, admin calls and tables through supabase-py."""

import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jwt
import pytest
from postgrest.exceptions import APIError
from supabase_auth.errors import AuthApiError

from supabase import Client, create_client

PASSWORD = "first-password"


@dataclass(frozen=True)
class Person:
    client: Client
    email: str
    id: str


@pytest.fixture
def visitor(api: Any) -> Callable[[], Client]:
    return lambda: create_client(api.url, api.publishable_key)


@pytest.fixture
def admin(api: Any) -> Client:
    return create_client(api.url, api.secret_key)


@pytest.fixture
def person(visitor: Callable[[], Client]) -> Person:
    client, email = visitor(), f"py{uuid.uuid4().hex[:8]}@test.invalid"
    answer = client.auth.sign_up({"email": email, "password": PASSWORD})
    assert answer.user is not None
    return Person(client, email, answer.user.id)


def claims_of(token: str) -> dict[str, Any]:
    found: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return found


def code_now(api: Any, secret: str) -> str:
    script = (
        "import { codeAt } from './auth/totp.mjs'; console.log(codeAt(process.argv[1], Date.now()))"
    )
    done = api.node_script("--input-type=module", "-e", script, secret)
    assert done.returncode == 0, done.stderr
    code: str = done.stdout.strip()
    return code


def test_sign_in_refresh_sign_out(visitor: Callable[[], Client], person: Person) -> None:
    client = visitor()
    signed = client.auth.sign_in_with_password({"email": person.email, "password": PASSWORD})
    assert signed.session is not None
    assert claims_of(signed.session.access_token)["aal"] == "aal1"
    refreshed = client.auth.refresh_session()
    assert refreshed.session is not None
    assert refreshed.session.refresh_token != signed.session.refresh_token
    client.auth.sign_out()
    with pytest.raises(AuthApiError) as refused:
        visitor().auth.refresh_session(refreshed.session.refresh_token)
    assert refused.value.code == "refresh_token_not_found"


def test_wrong_password(visitor: Callable[[], Client], person: Person) -> None:
    with pytest.raises(AuthApiError) as refused:
        visitor().auth.sign_in_with_password({"email": person.email, "password": "wrong-one"})
    assert (refused.value.status, refused.value.code) == (400, "invalid_credentials")


def test_recovery_through_the_mailbox(
    api: Any, visitor: Callable[[], Client], person: Person
) -> None:
    client = visitor()
    client.auth.reset_password_for_email(person.email)
    mail = [mail for mail in api.mails() if mail["to"] == person.email][-1]
    [code] = re.findall(r"\b\d{6}\b", mail["text"])[:1]
    client.auth.verify_otp({"email": person.email, "token": code, "type": "recovery"})
    client.auth.update_user({"password": "second-password"})
    again = visitor().auth.sign_in_with_password(
        {"email": person.email, "password": "second-password"}
    )
    assert again.user is not None and again.user.id == person.id


def test_second_factor(api: Any, person: Person) -> None:
    mfa = person.client.auth.mfa
    enrolled = mfa.enroll({"factor_type": "totp", "friendly_name": "phone"})
    secret = enrolled.totp.secret
    verified = mfa.challenge_and_verify({"factor_id": enrolled.id, "code": code_now(api, secret)})
    claims = claims_of(verified.access_token)
    assert claims["aal"] == "aal2"
    assert [entry["method"] for entry in claims["amr"]] == ["totp", "password"]
    assert abs(claims["amr"][0]["timestamp"] - time.time()) < 60
    assert [factor.id for factor in mfa.list_factors().totp] == [enrolled.id]
    mfa.unenroll({"factor_id": enrolled.id})


def test_admin_calls(admin: Client, visitor: Callable[[], Client]) -> None:
    email = f"py{uuid.uuid4().hex[:8]}@test.invalid"
    users = admin.auth.admin
    made = users.create_user({"email": email, "password": PASSWORD, "email_confirm": True})
    assert users.get_user_by_id(made.user.id).user.email == email
    changed = users.update_user_by_id(made.user.id, {"app_metadata": {"plan": "a"}})
    assert changed.user.app_metadata["plan"] == "a"
    assert email in [user.email for user in users.list_users(page=1, per_page=1000)]
    users.update_user_by_id(made.user.id, {"ban_duration": "1h"})
    with pytest.raises(AuthApiError, match="banned"):
        visitor().auth.sign_in_with_password({"email": email, "password": PASSWORD})
    invited = users.invite_user_by_email(f"guest-{email}")
    assert invited.user.invited_at is not None
    link = users.generate_link({"type": "magiclink", "email": f"guest-{email}"})
    assert link.properties.action_link.startswith("http://127.0.0.1:")
    users.delete_user(made.user.id)
    with pytest.raises(AuthApiError) as gone:
        users.get_user_by_id(made.user.id)
    assert gone.value.code == "user_not_found"


def test_admin_calls_need_the_secret_key(person: Person) -> None:
    with pytest.raises(AuthApiError):
        person.client.auth.admin.list_users()


def test_tables_and_functions(person: Person) -> None:
    books = person.client.table("books").select("id, published_at", count="exact")
    page = books.order("id").range(2, 3).execute()
    assert (page.count, [row["id"] for row in page.data]) == (10, [3, 4])
    made = person.client.table("notes").insert({"body": "from python"}).execute()
    assert made.data[0]["owner"] == person.id
    assert person.client.rpc("add", {"a": 1, "b": 2}).execute().data == 3
    with pytest.raises(APIError) as refused:
        person.client.rpc("fail", {"state": "40001", "detail": "STALE"}).execute()
    assert (refused.value.code, refused.value.details) == ("40001", "STALE")


def test_storage(admin: Client, person: Person) -> None:
    bucket = f"py-{uuid.uuid4().hex[:8]}"
    admin.storage.create_bucket(bucket)
    files = person.client.storage.from_(bucket)
    files.upload("a.txt", b"hello", {"content-type": "text/plain"})
    assert files.download("a.txt") == b"hello"
    assert "/storage/v1/object/sign/" in files.create_signed_url("a.txt", 60)["signedURL"]
