"""Calling functions: arguments, results, methods, errors."""

from typing import Any

import httpx
import pytest


def call(api: Any, name: str, method: str = "POST", **arguments: Any) -> httpx.Response:
    path = f"/rest/v1/rpc/{name}"
    if method == "POST":
        return api.request("POST", path, token=api.token(), json=arguments)
    return api.request(method, path, token=api.token(), params=arguments)


def test_scalar_and_default(api: Any) -> None:
    assert call(api, "add", a=1, b=2).json() == 3
    assert call(api, "add", a=1).json() == 11


def test_setof_with_filter_order_and_columns(api: Any) -> None:
    path = "/rest/v1/rpc/list_books?select=id,title&id=lt.4&order=id.desc"
    answer = api.request("POST", path, token=api.token(), json={"from_id": 2})
    assert answer.json() == [{"id": 3, "title": "Book 3"}, {"id": 2, "title": "Book 2"}]


def test_void_is_no_content(api: Any) -> None:
    answer = call(api, "nothing")
    assert (answer.status_code, answer.content) == (204, b"")


@pytest.mark.parametrize(
    "sent",
    [
        {"a": [1, None, {"b": "c"}]},
        [1, "two", None],
        "text",
        '{"looks": "like json"}',
        42,
        True,
        9007199254740993,
    ],
)
def test_jsonb_arrives_as_it_was_sent(api: Any, sent: Any) -> None:
    assert call(api, "echo", value=sent).json() == sent


def test_arrays_keep_nulls_and_quotes(api: Any) -> None:
    words = ["a", None, "NULL", 'with "quotes", \\ and {braces}', ""]
    assert call(api, "words", value=words).json() == words


def test_get_and_head_read(api: Any) -> None:
    answer = call(api, "add", "GET", a="1", b="5")
    assert (answer.status_code, answer.json()) == (200, 6)
    head = call(api, "add", "HEAD", a="1")
    assert (head.status_code, head.content) == (200, b"")


def test_get_may_not_write(api: Any) -> None:
    answer = call(api, "write_something", "GET")
    assert (answer.status_code, answer.json()["code"]) == (405, "25006")


def test_an_unknown_function_is_named(api: Any) -> None:
    answer = call(api, "addd", a=1)
    assert (answer.status_code, answer.json()["code"]) == (404, "PGRST202")
    assert "public.addd(a)" in answer.json()["message"]


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("P0001", 400),
        ("P0002", 500),
        ("22023", 400),
        ("23P01", 400),
        ("23503", 409),
        ("23505", 409),
        ("40001", 500),
        ("42501", 403),
        ("54000", 500),
        ("57014", 500),
        ("PT402", 402),
        ("PT409", 409),
        ("AB123", 400),
    ],
)
def test_raised_errors_arrive_whole(api: Any, state: str, status: int) -> None:
    answer = call(api, "fail", state=state, detail="REASON", hint="do this")
    assert answer.status_code == status
    assert answer.json() == {
        "code": state,
        "message": "it failed",
        "details": "REASON",
        "hint": "do this",
    }


def test_a_function_may_choose_the_status(api: Any) -> None:
    answer = call(api, "answer", status=202)
    assert (answer.status_code, answer.json()) == (202, "answered")


def test_the_request_is_known_to_the_database(api: Any) -> None:
    path = "/rest/v1/rpc/request"
    token = api.token(sub="00000000-0000-4000-8000-000000000001")
    answer = api.request("POST", path, token=token, headers={"x-probe": "7"}, json={})
    assert answer.json() == {
        "role": "authenticated",
        "before": "authenticated",  # private.begin_request() ran first, as the requester
        "method": "POST",
        "path": "/rpc/request",
        "agent": "7",
        "timeout": "8s",
        "uid": "00000000-0000-4000-8000-000000000001",
    }


@pytest.mark.slow
def test_anon_has_three_seconds(api: Any) -> None:
    answer = api.request("POST", "/rest/v1/rpc/nap", json={"seconds": 5})
    assert (answer.status_code, answer.json()["code"]) == (500, "57014")


@pytest.mark.parametrize("body", ["{", '"text', "[1"])
def test_broken_json_is_a_bad_request(api: Any, body: str) -> None:
    headers = {"Content-Type": "application/json"}
    path = "/rest/v1/rpc/add"
    answer = api.request("POST", path, token=api.token(), headers=headers, content=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "PGRST102")


def test_an_ill_typed_argument_is_a_bad_request(api: Any) -> None:
    answer = call(api, "add", a="one")
    assert (answer.status_code, answer.json()["code"]) == (400, "22P02")
