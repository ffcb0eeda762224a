"""What the API refuses, survives and reports."""

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

POOL_SIZE = 10  # as in config.mjs


def run(api: Any, verb: str, **environment: str | None) -> "subprocess.CompletedProcess[str]":
    """Run the server with a changed environment, to its end; None removes a setting."""
    changed = api.environment | environment
    return subprocess.run(
        [str(api.node), "server.mjs", verb],
        cwd=api.folder,
        env={name: value for name, value in changed.items() if value is not None},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_health(api: Any) -> None:
    answer = httpx.get(f"{api.url}/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize("path", ["/rest/v1/notes", "/auth/v1/signup", "/auth/v1/admin/users"])
def test_a_large_body_is_refused(api: Any, path: str) -> None:
    body = b'{"body": "' + b"x" * 200_000 + b'"}'
    answer = api.request("POST", path, key=api.secret_key, content=body)
    assert answer.status_code == 413
    assert "larger than 100000 bytes" in (answer.json().get("message") or answer.json()["msg"])


def test_a_large_body_without_a_length_is_refused(api: Any) -> None:
    chunks = (b"x" * 10_000 for _ in range(20))
    answer = api.request("POST", "/rest/v1/notes", token=api.token(), content=chunks)
    assert (answer.status_code, answer.json()["code"]) == (413, "413")


def test_the_log_names_an_error_without_its_data(api: Any) -> None:
    row = {"id": 77, "name": "someone@private.invalid"}
    sent = [
        api.request("POST", "/rest/v1/authors", key=api.secret_key, json=row | {"id": number})
        for number in (77, 78)
    ]
    assert "someone@private.invalid" in sent[1].json()["details"]
    api.request("DELETE", "/rest/v1/authors?id=eq.77", key=api.secret_key)
    log = (api.folder / "api.log").read_text()
    assert "23505 duplicate key value violates unique constraint" in log
    assert "someone@private.invalid" not in log


def terminate_connections(api: Any) -> None:
    with psycopg.connect(api.admin_url, autocommit=True) as admin:
        admin.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s",
            [api.database],
        )


def test_lost_connections_cost_a_request_not_the_server(api: Any) -> None:
    token = api.token()

    def ask(_: int) -> int:
        status: int = api.get("/rest/v1/books?select=*,authors(*)", token=token).status_code
        return status

    with ThreadPoolExecutor(8) as pool:
        answers = pool.map(ask, range(300))
        for _ in range(5):
            time.sleep(0.2)
            terminate_connections(api)
        statuses = set(answers)
    assert statuses <= {200, 503}
    assert api.process.poll() is None
    # Each connection lost may cost the one request that finds it so, and no more.
    afterwards = [ask(number) for number in range(POOL_SIZE + 1)]
    assert afterwards[-1] == 200


def test_an_unreachable_database_is_503_and_comes_back(api: Any) -> None:
    with psycopg.connect(api.admin_url, autocommit=True) as admin:
        admin.execute(f'alter database "{api.database}" allow_connections false')
        try:
            terminate_connections(api)
            health = httpx.get(f"{api.url}/health")
            assert (health.status_code, health.json()["status"]) == (503, "down")
            answer = api.get("/rest/v1/books", token=api.token())
            assert (answer.status_code, answer.json()["code"]) == (503, "PGRST001")
            sign_in = "/auth/v1/token?grant_type=password"
            body = {"email": "a@test.invalid", "password": "any-password"}
            assert api.request("POST", sign_in, json=body).status_code == 503
        finally:
            admin.execute(f'alter database "{api.database}" allow_connections true')
    assert api.get("/rest/v1/books?limit=1", token=api.token()).status_code == 200


def test_missing_settings_are_named(api: Any) -> None:
    done = run(api, "serve", JWT_SECRET=None, SECRET_KEY=None)
    assert (done.returncode, done.stderr) == (1, "missing settings: JWT_SECRET, SECRET_KEY\n")


def test_a_bad_port_is_named(api: Any) -> None:
    done = run(api, "serve", PORT="many")
    assert (done.returncode, done.stderr) == (1, 'PORT must be a whole number, got "many"\n')


def test_a_taken_port_is_named(api: Any) -> None:
    port = api.url.rsplit(":", 1)[1]
    done = run(api, "serve", PORT=port)
    assert (done.returncode, done.stderr) == (1, f"port {port} is taken\n")


def test_a_wrong_password_is_named_and_not_shown(api: Any) -> None:
    wrong = "postgresql://authenticator:sesame@" + api.environment["DB_URL"].split("@")[1]
    done = run(api, "serve", DB_URL=wrong)
    assert done.returncode == 1
    assert 'password authentication failed for user "authenticator"' in done.stderr
    assert "sesame" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_database_that_is_not_there_is_named(api: Any) -> None:
    done = run(api, "serve", DB_URL="postgresql://authenticator@127.0.0.1:1/postgres")
    assert (done.returncode, done.stderr) == (
        1,
        "cannot start: connect ECONNREFUSED 127.0.0.1:1\n",
    )


def test_an_unknown_verb_shows_the_usage(api: Any) -> None:
    done = run(api, "dance")
    assert (done.returncode, done.stderr) == (
        2,
        "usage: node server.mjs serve|provision|check\n",
    )


def test_the_check_passes_and_leaves_nothing(api: Any) -> None:
    users = "select count(*) from auth.users"
    with psycopg.connect(api.db_url, autocommit=True) as db:
        before = db.execute(users).fetchone()
        mails = len(api.mails())
        done = run(api, "check")
        assert (done.returncode, done.stderr) == (0, "")
        assert db.execute(users).fetchone() == before
        assert len(api.mails()) == mails


def test_a_broken_mend_stops_the_start(api: Any) -> None:
    """A mend that no longer holds, imitated by a fixture that says something else."""
    broken = Path(api.folder) / "contract.sql"
    original = broken.read_text()
    try:
        broken.write_text(original.replace("9007199254740993", "1"))
        done = run(api, "serve")
    finally:
        broken.write_text(original)
    assert done.returncode == 3
    assert done.stderr.startswith('mend "json-values" no longer holds: values arrive as [')
