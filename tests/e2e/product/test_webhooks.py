"""The receiver of docs/webhooks.md, as it stands, knows what the database signs."""

import base64
import hmac
import json
import re
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bo_cli.core.project import Project

PROGRAM = """
import {{ createHmac, timingSafeEqual }} from "node:crypto";
{example}
console.log(JSON.stringify({cases}.map((each) => isOurs(...each))));
"""
EXPECTED = [True, True, False, False, False]


@pytest.fixture(scope="module")
def cases(database_url: str) -> list[list[Any]]:
    """Arguments of the receiver: what we sent, and what somebody else might."""
    with psycopg.connect(database_url) as db:
        row = db.execute(
            "select s, o, private.sign_webhook(s, 'm-1', now(), b)"
            " || ' ' || private.sign_webhook(o, 'm-1', now(), b),"
            " b, floor(extract(epoch from now()))::bigint::text"
            " from (select private.new_webhook_secret(), private.new_webhook_secret(),"
            " '{\"é\": 1}') as given (s, o, b)"
        ).fetchone()
    assert row is not None
    secret, other, signatures, body, sent_at = row
    headers = {"webhook-id": "m-1", "webhook-timestamp": sent_at, "webhook-signature": signatures}
    now = time.time()
    return [
        [headers, body, secret, now], [headers, body, other, now],
        [headers, body + " ", secret, now],
        [{**headers, "webhook-id": "m-2"}, body, secret, now], [headers, body, secret, now + 600],
    ]  # fmt: skip


def example(project: Project, language: str) -> str:
    page = (project.root / "docs" / "webhooks.md").read_text()
    return dict(re.findall(r"```(\w+)\n(.*?)```", page, re.DOTALL))[language]


@pytest.mark.row("C53")
def test_in_python(project: Project, cases: list[list[Any]]) -> None:
    names: dict[str, Any] = {"base64": base64, "hmac": hmac}
    exec(example(project, "python"), names)  # noqa: S102 - what the reader of the page would run
    found = [names["is_ours"](headers, body.encode(), *rest) for headers, body, *rest in cases]
    assert found == EXPECTED


@pytest.mark.row("C53")
def test_in_javascript(
    product: Any, project: Project, cases: list[list[Any]], tmp_path: Path
) -> None:
    program = tmp_path / "webhooks.mjs"
    program.write_text(PROGRAM.format(example=example(project, "js"), cases=json.dumps(cases)))
    done = product.run(program)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == EXPECTED
