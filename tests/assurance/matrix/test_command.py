"""`bo policy matrix`."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bo_cli.core.project import Project
from bo_cli.db.connect import connect

INTENT = Path(__file__).parent / "board" / "intent.toml"
Ran = subprocess.CompletedProcess[str]


def run(folder: Path, *arguments: str) -> Ran:
    command = [sys.executable, "-m", "bo_cli", "policy", "matrix", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def of_board(folder: Path, url: str, *arguments: str) -> Ran:
    return run(folder, "--db-url", url, "--intent", str(INTENT), *arguments)


@pytest.mark.slow
def test_our_schema_is_as_intended(project: Project) -> None:
    ran = run(project.root)
    assert "all as intended" in ran.stdout, ran.stdout[-4000:] + ran.stderr
    assert ran.returncode == 0
    cells = int(re.findall(r"([\d,]+) cells in", ran.stdout)[0].replace(",", ""))
    assert cells > 20_000


def test_a_table_for_people(tmp_path: Path, board_url: str) -> None:
    ran = of_board(tmp_path, board_url)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    lines = ran.stdout.splitlines()
    assert "  1  anon" in lines
    assert "  2  ann, bob" in lines
    [notes] = [line for line in lines if line.startswith("public.notes ")]
    assert notes.split() == ["public.notes", "....", "totO"]
    assert "closed to everybody: " in ran.stdout
    assert "all as intended" in lines[-1]


def test_wrong_cells_come_with_sql(tmp_path: Path, board_url: str) -> None:
    strict = tmp_path / "intent.toml"
    strict.write_text(INTENT.read_text().replace("titles,comments", "comments"))
    page = tmp_path / "matrix.html"
    arguments = ("--db-url", board_url, "--intent", str(strict), "--html", str(page))
    ran = run(tmp_path, *arguments)
    assert ran.returncode == 1
    assert "too wide: public.titles: select, own tenants: ann, bob" in ran.stdout
    assert '"sub": "a0000000-0000-4000-8000-000000000001"' in ran.stdout
    assert "4 too wide" in ran.stdout.splitlines()[-1]
    html = page.read_text()
    assert '<th scope="row">public.titles</th>' in html
    assert "<h3>Too wide: public.titles</h3>" in html
    assert re.search(r'<td class="wider" title="select [^"]*; too wide">', html)
    assert "http" not in re.sub(r"<pre>.*?</pre>", "", html, flags=re.DOTALL)


def test_json_of_some_cells(tmp_path: Path, board_url: str) -> None:
    ran = of_board(tmp_path, board_url, "--json", "--as", "ann", "--relation", "public.t*")
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert {cell["identity"] for cell in found["all"]} == {"ann"}
    assert {cell["object"] for cell in found["all"]} == {
        "public.teams",
        "public.titles",
        "public.ticket_numbers",
    }
    assert found["cells"] == len(found["all"])
    assert (found["wider"], found["narrower"], found["unjudged"]) == (0, 0, 0)
    assert "all as intended" in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--as", "nobody"), "unknown identity nobody"),
        (("--relation", "public.nothing"), "nothing is called public.nothing"),
        (("--source",), "give one of them"),
        (("--html", "no/such/folder.html"), "cannot be written"),
    ],
)
def test_wrong_usage(tmp_path: Path, board_url: str, arguments: tuple[str, ...], said: str) -> None:
    ran = of_board(tmp_path, board_url, "--relation", "public.teams", *arguments)
    assert ran.returncode == 2, ran.stdout + ran.stderr
    assert said in ran.stderr


def test_nothing_is_left_behind(tmp_path: Path, board_url: str) -> None:
    query = """
        select (select count(*) from public.notes), (select count(*) from public.teams),
            (select count(*) from pg_policy), (select last_value from public.ticket_numbers),
            (select count(*) from pg_class)"""
    with connect(board_url, autocommit=True) as connection:
        before = connection.execute(query).fetchone()
        of_board(tmp_path, board_url)
        assert connection.execute(query).fetchone() == before
