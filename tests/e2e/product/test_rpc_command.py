"""`bo rpc` against the product, as a script would use it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bo_cli.core.connection import ConnectionInfo


@pytest.fixture(scope="module")
def bo(product: Any, stack: ConnectionInfo, database_url: str) -> Any:
    """`bo rpc …` on the product's address, given by the environment."""
    settings = {
        "BO_ENGINE": "url",
        "BO_DB_URL": database_url,
        "BO_API_URL": product.url,
        "BO_PUBLISHABLE_KEY": product.publishable_key,
        "BO_SECRET_KEY": product.secret_key,
        "BO_JWT_SECRET": stack.jwt_secret,
    }

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        program = Path(sys.executable).with_name("bo")
        return subprocess.run(
            [program, "rpc", *words],
            env=os.environ | settings,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.mark.row("R22")
def test_list(bo: Any) -> None:
    done = bo("list", "--json")
    assert done.returncode == 0, done.stderr
    assert "me" in {function["name"] for function in json.loads(done.stdout)}
    assert "me() -> jsonb" in bo("list").stdout.splitlines()


def test_call_as_a_person(bo: Any) -> None:
    done = bo("call", "me", "--as", "user@user.com")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["person"]["email"] == "user@user.com"


def test_call_with_a_stronger_login(bo: Any) -> None:
    weak = json.loads(bo("call", "me", "--as", "user@user.com").stdout)
    strong = json.loads(bo("call", "me", "--as", "user@user.com", "--aal", "aal2").stdout)
    assert strong["strong_auth"] is True
    assert weak["person"] == strong["person"]


def test_arguments(bo: Any) -> None:
    done = bo("call", "list_conversations", "page_size:=2", "--as", "user@user.com")
    assert len(json.loads(done.stdout)) == 2


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["call", "me"], 1, "error: permission denied for function me (42501)"),
        (["call", "list_people", "--as", "user@user.com"], 1, "42501 PERMISSION_DENIED"),
        (["call", "no_such_function"], 1, "public.no_such_function"),
        (["call", "me", "--args", "{", "--as", "user@user.com"], 2, "--args is not JSON"),
        (["call", "list_conversations", "page_size=x", "--as", "user@user.com"], 1, "22P02"),
    ],
    ids=["nobody", "not allowed", "unknown", "not JSON", "ill-typed"],
)
def test_refusals(bo: Any, words: list[str], code: int, message: str) -> None:
    done = bo(*words)
    assert done.returncode == code
    assert done.stdout == ""
    assert message in done.stderr
    assert "Traceback" not in done.stderr
