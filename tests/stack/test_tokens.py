"""Tokens and addresses: what they hold, and what they never show."""

import json
import time

import jwt
import pytest

from bo_cli.core.connection import ConnectionInfo, hide_password
from bo_cli.core.tokens import sign_token

SECRET = "0123456789abcdef0123456789abcdef"
CLAIMS = {
    *("iss", "aud", "exp", "iat", "sub", "email", "phone", "role", "aal", "amr"),
    *("session_id", "app_metadata", "user_metadata", "is_anonymous"),
}


def test_a_token_has_the_claims_of_auth() -> None:
    token = sign_token(SECRET, sub="1", email="a@b.c", iat=1_700_000_000, expires_in=60)
    claims = jwt.decode(
        token, SECRET, algorithms=["HS256"], audience="authenticated", options={"verify_exp": False}
    )
    assert set(claims) == CLAIMS
    assert claims["exp"] - claims["iat"] == 60
    assert claims["amr"] == [{"method": "password", "timestamp": 1_700_000_000}]
    assert (claims["role"], claims["aal"]) == ("authenticated", "aal1")


def test_a_token_can_be_expired_and_other_secrets_do_not_verify_it() -> None:
    token = sign_token(SECRET, sub="1", email="a@b.c", expires_in=-1)
    with pytest.raises(jwt.ExpiredSignatureError):
        jwt.decode(token, SECRET, algorithms=["HS256"], audience="authenticated")
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(token, SECRET[::-1], algorithms=["HS256"], audience="authenticated")


def test_extra_claims_replace_the_usual_ones() -> None:
    token = sign_token(SECRET, sub="1", email="a@b.c", extra={"iss": "here", "aal": "aal2"})
    payload = jwt.decode(token, SECRET, algorithms=["HS256"], audience="authenticated")
    assert (payload["iss"], payload["aal"]) == ("here", "aal2")
    assert abs(payload["iat"] - time.time()) < 5


def test_the_repr_of_a_connection_shows_no_secret() -> None:
    info = ConnectionInfo(
        api_url="http://127.0.0.1:1",
        db_url="postgresql://postgres:hidden1@127.0.0.1:2/postgres",
        admin_url="postgresql://supabase_admin:hidden2@127.0.0.1:2/bo_admin",
        publishable_key="sb_publishable_shown",
        secret_key="sb_secret_hidden3",
        jwt_secret="hidden4",
        engine="embedded",
        environment="local",
    )
    assert "hidden" not in repr(info)
    assert "hidden" not in json.dumps({"info": f"{info}"})
    assert "sb_publishable_shown" in repr(info)
    assert "127.0.0.1:2/bo_admin" in repr(info)


def test_an_address_without_a_password_stays_as_it_is() -> None:
    assert hide_password("postgresql://me@here/db") == "postgresql://me@here/db"
    assert hide_password("postgresql://me:s3cret@here:1/db") == "postgresql://me:…@here:1/db"
