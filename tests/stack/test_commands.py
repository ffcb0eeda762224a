"""The commands as people and scripts see them."""

import json

import jwt
import pytest

from .conftest import Checkout

COMMANDS = ("up", "start", "stop", "status", "doctor", "mail", "token")
NAMES = {
    *("engine", "environment", "parts", "api_url", "db_url"),
    *("publishable_key", "secret_key", "jwt_secret"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(checkout: Checkout, command: str) -> None:
    done = checkout.bo(command, "--help")
    assert done.returncode == 0
    assert f"Usage: bo {command}" in done.stdout.replace("python -m bo_cli", "bo")


def test_status_has_the_names_that_tools_rely_on(running: Checkout) -> None:
    found = running.status()
    assert set(found) == NAMES
    assert found["parts"] == {"database": "running", "api": "running"}
    assert (found["engine"], found["environment"]) == ("embedded", "local")


def test_status_answers_before_anything_was_started(fresh: Checkout) -> None:
    found = fresh.status()
    assert set(found) == NAMES
    assert found["parts"] == {"database": "stopped", "api": "stopped"}
    assert not fresh.state.exists()


def test_doctor_finds_nothing_on_a_running_stack(running: Checkout) -> None:
    done = running.bo("doctor", "--json")
    assert done.returncode == 0, done.stdout
    names = [check["name"] for check in json.loads(done.stdout)]
    assert names == [
        *("python", "node", "packages", "disk", "state folder", "ports", "account"),
        *("database", "api"),
    ]


def test_doctor_says_what_is_down_and_what_to_do(running: Checkout) -> None:
    running.bo("stop")
    done = running.bo("doctor")
    assert done.returncode == 1
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAIL")]
    assert [line.split()[1] for line in failed] == ["database", "api"]
    assert "bo start" in done.stdout


def test_mail_shows_what_auth_sent(running: Checkout) -> None:
    assert running.bo("mail", "--json").stdout.strip() == "[]"
    mails = [{"at": "now", "to": f"{n}@b.c", "subject": f"S{n}", "text": f"T{n}"} for n in (1, 2)]
    mailbox = running.state / "mailbox.jsonl"
    mailbox.write_text("".join(json.dumps(each) + "\n" for each in mails))
    assert json.loads(running.bo("mail", "--json").stdout) == mails
    assert json.loads(running.bo("mail", "--json", "--last").stdout) == mails[1:]
    shown = running.bo("mail").stdout
    assert "To: 1@b.c\nSubject: S1\n\nT1" in shown
    mailbox.write_text("{")
    done = running.bo("mail")
    assert (done.returncode, "is damaged" in done.stderr) == (1, True)
    mailbox.unlink()


def test_token_signs_for_a_known_user(running: Checkout) -> None:
    with running.database() as connection:
        row = connection.execute(
            "insert into auth.users (id, email) values (gen_random_uuid(), 'ann@b.c') returning id"
        ).fetchone()
    assert row
    done = running.bo("token", "Ann@b.c", "--aal", "aal2", "--method", "totp", "--expires", "60")
    assert done.returncode == 0, done.stderr
    claims = jwt.decode(
        done.stdout.strip(),
        running.status()["jwt_secret"],
        algorithms=["HS256"],
        audience="authenticated",
    )
    assert (claims["sub"], claims["email"], claims["aal"]) == (str(row[0]), "ann@b.c", "aal2")
    assert [each["method"] for each in claims["amr"]] == ["totp"]
    assert claims["exp"] - claims["iat"] == 60
    assert claims["iss"] == f"{running.status()['api_url']}/auth/v1"


def test_token_refuses_a_stranger_and_bad_options(running: Checkout) -> None:
    unknown = running.bo("token", "nobody@b.c")
    assert unknown.returncode == 1
    assert "nobody signs in as nobody@b.c" in unknown.stderr
    assert unknown.stdout == ""
    assert running.bo("token", "ann@b.c", "--aal", "aal3").returncode == 2
    assert running.bo("token", "ann@b.c", "--expires", "soon").returncode == 2


def test_a_wrong_engine_and_a_missing_address_are_bad_usage(fresh: Checkout) -> None:
    wrong = fresh.bo("start", "--engine", "cloud")
    assert (wrong.returncode, "BO_ENGINE" in wrong.stderr) == (2, True)
    missing = fresh.bo("start", "--engine", "url")
    assert (missing.returncode, "BO_DB_URL" in missing.stderr) == (2, True)


def test_the_url_engine_is_not_ours_to_stop(running: Checkout) -> None:
    url = {"BO_ENGINE": "url", "BO_DB_URL": running.status()["db_url"]}
    assert running.bo("start", **url).returncode == 0
    done = running.bo("stop", **url)
    assert (done.returncode, "does not stop it" in done.stderr) == (1, True)
