"""The state folder is for its owner only, and its secrets stay in it."""

import stat

from .conftest import Checkout


def mode(path: object) -> int:
    from pathlib import Path

    return stat.S_IMODE(Path(str(path)).stat().st_mode)


def secrets_of(checkout: Checkout) -> list[str]:
    kept = checkout.remembered("secrets")
    return [value for name, value in kept.items() if name != "publishable_key"]


def test_only_the_owner_may_look_into_it(running: Checkout) -> None:
    assert mode(running.state) == 0o700
    assert mode(running.state / "secrets.json") == 0o600


def test_start_makes_an_opened_folder_private_again(running: Checkout) -> None:
    running.state.chmod(0o755)
    assert "others can read" in running.bo("doctor").stdout
    running.start()
    assert mode(running.state) == 0o700


def test_passwords_are_required_of_every_role(running: Checkout) -> None:
    import psycopg
    import pytest

    url = running.status()["db_url"]
    password = running.remembered("secrets")["postgres_password"]
    for role in ("postgres", "supabase_admin", "authenticator"):
        wrong = url.replace("postgres:", f"{role}:", 1).replace(password, "wrong")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong, connect_timeout=10)


def test_people_see_masked_secrets_and_scripts_whole_ones(running: Checkout) -> None:
    kept = running.remembered("secrets")
    seen = running.bo("status").stdout
    assert not [each for each in secrets_of(running) if each in seen]
    shown = running.bo("status", "--show-secrets").stdout
    assert kept["secret_key"] in shown
    found = running.status()
    assert found["secret_key"] == kept["secret_key"]
    assert found["jwt_secret"] == kept["jwt_secret"]
    assert kept["postgres_password"] in found["db_url"]


def test_failures_do_not_print_secrets(running: Checkout) -> None:
    url = running.status()["db_url"]
    port = url.rsplit(":", 1)[1].split("/")[0]
    unreachable = url.replace(f":{port}/", ":1/")
    missing = url.rsplit("/", 1)[0] + "/nowhere"
    outputs = [
        running.bo("token", "nobody@example.com"),
        running.bo(
            "token", "a@b.c", BO_ENGINE="url", BO_DB_URL=unreachable, BO_JWT_SECRET="x" * 32
        ),
        running.bo("token", "a@b.c", BO_ENGINE="url", BO_DB_URL=missing, BO_JWT_SECRET="x" * 32),
        running.bo("status", BO_ENGINE="url", BO_DB_URL=unreachable),
        running.bo("doctor", BO_ENGINE="url", BO_DB_URL=unreachable),
    ]
    for done in outputs:
        said = done.stdout + done.stderr
        assert not [each for each in secrets_of(running) if each in said]


def test_a_damaged_secrets_file_is_named(fresh: Checkout) -> None:
    fresh.state.mkdir()
    (fresh.state / "secrets.json").write_text('{"jwt_secret": "abc"}')
    done = fresh.bo("start")
    assert done.returncode == 1
    assert "secrets.json is damaged" in done.stderr
