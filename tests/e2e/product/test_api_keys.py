"""API keys over HTTP: the examples of docs/api-keys.md as they stand, refusals and limits."""

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from bo_cli.client.client import Client
from bo_cli.core.project import Project

RESCUE = "10000000-0000-4000-8000-000000000006"
PROGRAM = """
import {{ createClient }} from "@supabase/supabase-js";
const {{ API_URL, PUBLISHABLE_KEY }} = process.env;
const [API_KEY, DOMAIN_ID] = {given};
{example}
console.log(JSON.stringify(records));
"""


@pytest.fixture(scope="module")
def make_key(
    sign_in: Callable[[str, str], Client], database_url: str
) -> Iterator[Callable[..., dict[str, Any]]]:
    """Keys for the cases of the rescue programme; gone in the end."""
    client = sign_in("admin@admin.com", "admin")
    ids: list[str] = []

    def make(**other: Any) -> dict[str, Any]:
        args = {"domain_id": RESCUE, "name": "x", "scopes": ["cases.view"], "reason": "x"}
        made: dict[str, Any] = client.rpc("create_api_key", {**args, **other})
        ids.append(made["id"])
        return made

    yield make
    with psycopg.connect(database_url) as owner:
        for table in ("private.api_key_slots", "private.api_key_secrets"):
            owner.execute(f"delete from {table} where key_id = any(%s::uuid[])", [ids])
        owner.execute("delete from api_keys where id = any(%s::uuid[])", [ids])


@pytest.fixture(scope="module")
def example(project: Project) -> Callable[[str], str]:
    page = (project.root / "docs" / "api-keys.md").read_text()
    blocks = dict(re.findall(r"```(\w+)\n(.*?)```", page, re.DOTALL))
    return blocks.__getitem__


@pytest.fixture(scope="module")
def codes(database_url: str) -> list[str]:
    with psycopg.connect(database_url) as owner:
        rows = owner.execute("select code from cases where domain_id = %s order by id", [RESCUE])
        return [code for (code,) in rows]


def post(product: Any, name: str, key: str, **body: Any) -> httpx.Response:
    headers = {"apikey": product.publishable_key, "x-api-key": key}
    return httpx.post(f"{product.url}/rest/v1/rpc/{name}", headers=headers, json=body)


@pytest.mark.row("C53")
def test_the_example_in_curl(product: Any, make_key: Any, example: Any, codes: list[str]) -> None:
    given = {"API_URL": product.url, "PUBLISHABLE_KEY": product.publishable_key}
    given |= {"API_KEY": make_key()["key"], "DOMAIN_ID": RESCUE, "PATH": os.environ["PATH"]}
    done = subprocess.run(
        ["bash", "-euc", example("sh")], env=given, capture_output=True, timeout=60, check=True
    )
    assert [row["code"] for row in json.loads(done.stdout)] == codes


@pytest.mark.row("C53")
def test_the_example_in_javascript(
    product: Any, make_key: Any, example: Any, codes: list[str], tmp_path: Path
) -> None:
    program = tmp_path / "api_keys.mjs"
    given = json.dumps([make_key()["key"], RESCUE])
    program.write_text(PROGRAM.format(given=given, example=example("js")))
    done = product.run(program)
    assert done.returncode == 0, done.stderr
    assert [row["code"] for row in json.loads(done.stdout)] == codes


@pytest.mark.row("C53")
def test_the_example_in_python(product: Any, make_key: Any, example: Any, codes: list[str]) -> None:
    names: dict[str, Any] = {"httpx": httpx, "API_URL": product.url, "DOMAIN_ID": RESCUE}
    names |= {"PUBLISHABLE_KEY": product.publishable_key, "API_KEY": make_key()["key"]}
    exec(example("python"), names)  # noqa: S102 - what the reader of the page would run
    assert [row["code"] for row in names["records"]] == codes


@pytest.mark.row("C53")
def test_refusals(product: Any, make_key: Any, sign_in: Callable[[str, str], Client]) -> None:
    made = make_key()
    key = made["key"]
    args = {"resource": "donations", "domain_id": RESCUE}
    assert post(product, "my_api_key", key).json()["scopes"] == {"cases.view": [RESCUE]}
    for refused in (post(product, "read_records", key, **args), post(product, "list_cases", key)):
        assert (refused.status_code, refused.json()["code"]) == (401, "42501")
    headers = {"apikey": product.publishable_key, "x-api-key": key}
    table = httpx.get(f"{product.url}/rest/v1/cases", headers=headers)
    assert (table.status_code, table.json()["details"]) == (405, "POST_REQUIRED")
    without = httpx.post(
        f"{product.url}/rest/v1/rpc/my_api_key", headers={"apikey": product.publishable_key}
    )
    assert (without.status_code, without.json()["details"]) == (401, "PERMISSION_DENIED")
    client = sign_in("admin@admin.com", "admin")
    client.rpc("revoke_api_key", {"domain_id": RESCUE, "key_id": made["id"], "reason": "x"})
    ended = post(product, "my_api_key", key)
    assert (ended.status_code, ended.json()["details"]) == (401, "API_KEY_REFUSED")


@pytest.mark.row("C53")
def test_the_limit_is_told(product: Any, make_key: Any) -> None:
    key = make_key(rate_limit=2)["key"]
    assert [post(product, "my_api_key", key).status_code for _ in range(2)] == [200, 200]
    refused = post(product, "my_api_key", key)
    assert (refused.status_code, refused.json()["details"]) == (429, "RATE_LIMITED")
    assert refused.json()["code"] == "PT429"
    assert 1 <= int(refused.headers["retry-after"]) <= 60
