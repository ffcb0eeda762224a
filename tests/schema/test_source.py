"""Rules of the source files that the catalogue does not know of."""

import re
from pathlib import Path

from bo_cli.core.project import Project
from bo_cli.migrations.source import read_source

DEFINER = re.compile(r"^\s*security definer\b(?P<rest>.*)$", re.MULTILINE)
CREATED = re.compile(r"create (?:or replace )?function (\w+)\.(\w+)\s*\(")
BEGIN, END = re.compile(r"^begin;$", re.MULTILINE), re.compile(r"^rollback;\s*\Z", re.MULTILINE)


def rpc_files(project: Project) -> list[Path]:
    return sorted((project.root / "rpc").rglob("*.sql"))


def without_definer_reason(text: str) -> int:
    """How many definer functions of a file say nowhere on their line, or in a comment, why."""
    return sum(
        1
        for found in DEFINER.finditer(text)
        if "-- definer:" not in found["rest"] and "-- definer:" not in text[: found.start()]
    )


def misnamed(stem: str, text: str) -> bool:
    """Whether a file of rpc/ creates anything else than the one function of its name."""
    return CREATED.findall(text) != [("public", stem)]


def rolls_back(text: str) -> bool:
    return bool(BEGIN.search(text) and END.search(text))


def test_definer_functions_say_why(project: Project) -> None:
    silent = [file.name for file in read_source(project) if without_definer_reason(file.text)]
    assert silent == []


def test_definer_check_finds_silence() -> None:
    assert without_definer_reason("stable\nsecurity definer\nset search_path = ''") == 1
    assert without_definer_reason("security definer -- definer: reads memberships") == 0


def test_rpc_files_hold_the_function_of_their_name(project: Project) -> None:
    wrong = [path.name for path in rpc_files(project) if misnamed(path.stem, path.read_text())]
    assert wrong == []


def test_name_check_finds_another_function() -> None:
    assert misnamed("one", "create function public.two(a integer)")
    assert misnamed("one", "create function public.one()\n…\ncreate function private.help()")
    assert not misnamed("one", "create or replace function public.one()")


def test_every_rpc_has_a_test(project: Project) -> None:
    tests = {path.stem for path in (project.root / "tests").rglob("test_*")}
    untested = [path.stem for path in rpc_files(project) if f"test_{path.stem}" not in tests]
    assert untested == []


def test_every_policy_file_has_a_test(project: Project) -> None:
    tests = {path.stem for path in (project.root / "tests" / "policies").rglob("test_*")}
    files = sorted((project.root / "policies").rglob("*.sql"))
    assert [path.stem for path in files if f"test_{path.stem}" not in tests] == []


def test_pgtap_files_leave_nothing_behind(project: Project) -> None:
    files = sorted((project.root / "tests").rglob("test_*.sql"))
    assert [path.name for path in files if not rolls_back(path.read_text())] == []


def test_rollback_check_finds_a_commit() -> None:
    assert not rolls_back("begin;\nselect 1;\ncommit;\n")
    assert rolls_back("-- row: R05\nbegin;\nselect 1;\nrollback;\n")
