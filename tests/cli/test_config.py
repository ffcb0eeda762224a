"""`bo config` against the running stack."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bo_cli.commands.main import app
from bo_cli.core.connection import ConnectionInfo

ADMIN = "admin@admin.com"


def bo(*words: str) -> Result:
    return CliRunner().invoke(app, ["config", *words])


@pytest.fixture
def exported(stack: ConnectionInfo, tmp_path: Path) -> Path:
    file = tmp_path / "settings.json"
    done = bo("export", str(file), "--as", ADMIN)
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"wrote {file}" in done.stderr
    return file


@pytest.mark.row("R18")
def test_the_file_has_what_was_set_with_its_keys_in_order(exported: Path) -> None:
    document = json.loads(exported.read_text())
    assert document["format"] == "bo.config/1"
    assert document["global"]["booking"] == {"config": {}, "enabled": True}
    assert "welcome" in document["sites"]["abtasty.com"]
    assert exported.read_text() == json.dumps(document, indent=2, sort_keys=True) + "\n"
    assert bo("export", "-", "--as", ADMIN).stdout == exported.read_text()


@pytest.mark.row("R18")
def test_what_is_there_already_changes_nothing(exported: Path) -> None:
    before = exported.read_text()
    done = bo("import", str(exported), "--as", ADMIN, "--aal", "aal2")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "0 change(s) made" in done.stderr
    assert bo("export", "-", "--as", ADMIN).stdout == before


@pytest.mark.row("R18")
def test_a_dry_run_shows_what_would_change(exported: Path) -> None:
    before = exported.read_text()
    document = json.loads(before)
    document["sites"]["abtasty.com"]["welcome"]["config"] = {
        "headline": "Ask us",
        "delay_seconds": 2,
    }
    exported.write_text(json.dumps(document))
    words = ("import", str(exported), "--dry-run", "--as", ADMIN, "--aal", "aal2")
    done = bo(*words)
    path = "/sites/abtasty.com/welcome/config/headline"
    assert done.stdout == f'{path}: "Ask us about A/B tests" -> "Ask us"\n'
    assert "1 change(s) would be made" in done.stderr
    assert json.loads(bo(*words, "--json").stdout)["changes"][0]["path"] == path
    assert bo("export", "-", "--as", ADMIN).stdout == before


@pytest.mark.row("R18")
def test_problems_have_their_path(exported: Path) -> None:
    before = exported.read_text()
    document = json.loads(before)
    document["sites"]["abtasty.com"]["welcome"]["config"]["delay_seconds"] = -1
    exported.write_text(json.dumps(document))
    tried = bo("import", str(exported), "--dry-run", "--as", ADMIN, "--aal", "aal2")
    assert tried.exit_code == 1
    assert tried.stdout == ("/sites/abtasty.com/welcome/config/delay_seconds: must be at least 0\n")
    done = bo("import", str(exported), "--as", ADMIN, "--aal", "aal2")
    assert done.exit_code == 1
    assert "delay_seconds: must be at least 0" in str(done.exception)
    assert bo("export", "-", "--as", ADMIN).stdout == before


@pytest.mark.row("R18")
def test_a_client_user_exports_nothing(stack: ConnectionInfo) -> None:
    done = bo("export", "-", "--as", "user@user.com")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "settings.manage is not permitted" in str(done.exception)


def test_a_file_that_is_no_json_is_wrong_usage(stack: ConnectionInfo, tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text("{")
    done = bo("import", str(file), "--as", ADMIN)
    assert f"{file} is not JSON" in str(done.exception)
