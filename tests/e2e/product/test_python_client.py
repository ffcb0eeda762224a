"""The same visit through bo_cli.client, which is supabase-py underneath."""

from collections.abc import Callable

import pytest
from postgrest import APIError, CountMethod
from pydantic import BaseModel, ValidationError

from bo_cli.client.client import Client
from bo_cli.client.errors import ApiError, SignInError, UnknownFunctionError
from bo_cli.client.reasons import PermissionDeniedError
from bo_cli.core.errors import BoError

OWN_DOMAIN = "10000000-0000-4000-8000-000000000001"
SignIn = Callable[[str, str], Client]


class Listed(BaseModel):
    """What this test needs of a row of list_conversations."""

    id: str
    domain_id: str
    total_turns: int


@pytest.fixture(scope="module")
def user(sign_in: SignIn) -> Client:
    return sign_in("user@user.com", "user")


@pytest.mark.row("R23")
def test_wrong_password(sign_in: SignIn) -> None:
    with pytest.raises(SignInError) as refused:
        sign_in("user@user.com", "wrong")
    assert refused.value.reason == "invalid_credentials"


@pytest.mark.row("R21", "R25")
def test_tables_under_row_security(user: Client) -> None:
    query = user.supabase.table("conversations").select("domain_id, messages(seq, content)")
    rows = query.limit(20).execute().data
    assert len(rows) == 20
    assert {row["domain_id"] for row in rows} == {OWN_DOMAIN}
    assert any(row["messages"] for row in rows)


@pytest.mark.row("R25")
@pytest.mark.parametrize("method", [CountMethod.planned, CountMethod.estimated])
def test_estimates_of_hidden_rows_are_refused(user: Client, method: CountMethod) -> None:
    query = user.supabase.table("conversations").select("id", count=method, head=True)
    with pytest.raises(APIError):
        query.neq("domain_id", OWN_DOMAIN).execute()


def test_results_are_typed(user: Client) -> None:
    rows = user.rpc_as(list[Listed], "list_conversations", {"page_size": 2})
    assert [row.domain_id for row in rows] == [OWN_DOMAIN] * 2
    with pytest.raises(ValidationError):
        user.rpc_as(list[int], "list_conversations", {"page_size": 2})


@pytest.mark.row("R01", "R24")
def test_admin_sees_every_domain(sign_in: SignIn, user: Client) -> None:
    admin = sign_in("admin@admin.com", "admin")
    assert len(user.rpc("my_domains")) == 1
    assert len(admin.rpc("me")["domains"]) >= 5


@pytest.mark.row("R20")
def test_a_reason_is_an_exception(user: Client) -> None:
    with pytest.raises(PermissionDeniedError) as refused:
        user.rpc("list_people")
    assert (refused.value.sqlstate, refused.value.reason) == ("42501", "PERMISSION_DENIED")
    assert "collaborators" in refused.value.message


def test_unknown_function(user: Client) -> None:
    with pytest.raises(UnknownFunctionError) as refused:
        user.rpc("no_such_function", {"a": 1})
    assert "no_such_function" in refused.value.message


def test_ill_typed_argument(user: Client) -> None:
    with pytest.raises(ApiError) as refused:
        user.rpc("list_conversations", {"page_size": "many"})
    assert refused.value.sqlstate == "22P02"


def test_nobody_may_call_nothing(nobody: Client) -> None:
    with pytest.raises(ApiError) as refused:
        nobody.rpc("me")
    assert refused.value.sqlstate == "42501"


def test_api_that_does_not_answer() -> None:
    client = Client("http://127.0.0.1:1", "sb_publishable_x")
    with pytest.raises(BoError) as refused:
        client.rpc("me")
    assert refused.value.hint == "run bo start"
