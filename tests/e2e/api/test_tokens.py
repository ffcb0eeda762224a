"""Who may ask at all: keys and tokens."""

import base64
import json
import time
from typing import Any

import pytest

BOOKS = "/rest/v1/books?select=id&limit=1"


def test_a_request_without_key_is_refused(api: Any) -> None:
    answer = api.get(BOOKS, key=None)
    assert answer.status_code == 401
    assert answer.json()["message"] == "No API key found in request"


def test_a_request_with_a_wrong_key_is_refused(api: Any) -> None:
    assert api.get(BOOKS, key="sb_publishable_other").status_code == 401


def test_the_publishable_key_alone_is_anon(api: Any) -> None:
    answer = api.request("POST", "/rest/v1/rpc/request", json={})
    assert answer.json()["role"] == "anon"


def test_the_secret_key_is_service_role(api: Any) -> None:
    answer = api.request("POST", "/rest/v1/rpc/request", key=api.secret_key, json={})
    assert answer.json()["role"] == "service_role"


def test_a_good_token_passes(api: Any) -> None:
    assert api.get(BOOKS, token=api.token()).status_code == 200


def unsigned(api: Any) -> str:
    def encode(value: dict[str, str]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    return f"{encode({'alg': 'none', 'typ': 'JWT'})}.{encode({'role': 'service_role'})}."


def forged(api: Any) -> str:
    header, _, signature = api.token().split(".")
    payload = base64.urlsafe_b64encode(b'{"role":"service_role"}').decode().rstrip("=")
    return f"{header}.{payload}.{signature}"


@pytest.mark.parametrize("path", [BOOKS, "/storage/v1/bucket"])
@pytest.mark.parametrize("kind", ["expired", "wrong signature", "forged", "alg none", "nonsense"])
def test_bad_tokens_are_refused(api: Any, path: str, kind: str) -> None:
    token = {
        "expired": lambda: api.token(expires_in=-60),
        "wrong signature": lambda: api.token(jwt_secret="another secret that is long enough, too"),
        "forged": lambda: forged(api),
        "alg none": lambda: unsigned(api),
        "nonsense": lambda: "nonsense",
    }[kind]()
    answer = api.get(path, token=token)
    assert answer.status_code == 401
    expected = "PGRST303" if kind == "expired" else "PGRST301"
    assert answer.json()["code"] == expected


def test_clocks_may_differ_by_half_a_minute(api: Any) -> None:
    assert api.get(BOOKS, token=api.token(expires_in=-20)).status_code == 200


def test_a_token_from_the_future_is_refused(api: Any) -> None:
    token = api.token(iat=int(time.time()) + 120)
    assert api.get(BOOKS, token=token).json()["code"] == "PGRST303"
