"""What a web page on another origin needs before a browser lets it talk to the API."""

from typing import Any

import pytest

PATHS = [
    "/auth/v1/token?grant_type=password",
    "/auth/v1/factors",
    "/auth/v1/admin/users",
    "/rest/v1/books",
    "/rest/v1/nowhere",
    "/rest/v1/rpc/add",
    "/storage/v1/bucket",
]
ORIGIN = {"Origin": "http://localhost:3000"}


@pytest.mark.parametrize("path", PATHS)
def test_a_preflight_allows_what_it_asks_for(api: Any, path: str) -> None:
    asked = "apikey,authorization,content-type,x-client-info,x-supabase-api-version"
    headers = ORIGIN | {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": asked,
    }
    answer = api.request("OPTIONS", path, key=None, headers=headers)
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Headers"] == asked
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("key", ["", None])
def test_every_answer_may_be_read(api: Any, path: str, key: str | None) -> None:
    answer = api.request("POST", path, key=key, headers=ORIGIN, json={})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Content-Range" in answer.headers["Access-Control-Expose-Headers"]


def test_a_refused_body_may_be_read(api: Any) -> None:
    answer = api.request("POST", "/rest/v1/notes", headers=ORIGIN, content=b"x" * 200_000)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (413, "*")
