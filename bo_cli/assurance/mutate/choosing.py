"""The tests that judge: found in folders, traced once, ranked."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from bo_cli.assurance.mutate.definitions import Schema
from bo_cli.assurance.mutate.places import Place
from bo_cli.assurance.mutate.python_tests import PythonTests
from bo_cli.assurance.mutate.ranking import Ranking
from bo_cli.assurance.mutate.suites import Suites
from bo_cli.assurance.mutate.tap_files import TapFile, read_tap_file
from bo_cli.assurance.mutate.touches import Names, Test
from bo_cli.assurance.mutate.tracing import digest, kept, trace_files, trace_python
from bo_cli.core.errors import BoError, UsageError

PGTAP = "select from pg_catalog.pg_proc where proname = 'plan' and pronargs = 1"


@dataclass(frozen=True)
class Folders:
    """What `--tests` names: pgTAP files, and the files and folders that hold Python tests."""

    root: Path
    files: tuple[Path, ...]
    python: tuple[Path, ...]


def find_tests(root: Path, paths: Sequence[Path]) -> Folders:
    """Return the tests below `paths`. Raises UsageError where there are none."""
    files: list[Path] = []
    python = []
    for path in paths:
        if not path.exists():
            raise UsageError(f"no tests at {path}")
        found = [path] if path.is_file() else sorted(path.rglob("*.sql"))
        files += [file.resolve() for file in found if file.suffix == ".sql"]
        if path.suffix == ".py" or any(path.rglob("test_*.py")):
            python.append(path.resolve())
    files = [file for file in files if "plan" in file.read_text()]
    if not files and not python:
        raise UsageError(f"no tests in {', '.join(map(str, paths))}")
    return Folders(root.resolve(), tuple(dict.fromkeys(files)), tuple(python))


def prepare(
    place: Place, folders: Folders, schema: Schema, state: Path | None, patience: float
) -> Suites:
    """Trace the tests, or take the trace of an earlier run from the folder `state`.

    Raises BoError where a test fails without any mutant, and where pgTAP is missing.
    """
    named = [(_name(folders.root, file), file) for file in folders.files]
    read = {name: read_tap_file(file, name) for name, file in named}
    names = Names(schema.catalogue)
    tests = _traced(place, folders, read, schema, names, state)
    python = list(folders.python)

    def open_python() -> AbstractContextManager[PythonTests]:
        return place.python_tests(python)

    opener = open_python if python else None
    return Suites(read, Ranking(tests), place.connection, opener, patience, place.stop)


def _traced(
    place: Place,
    folders: Folders,
    files: dict[str, TapFile],
    schema: Schema,
    names: Names,
    state: Path | None,
) -> list[Test]:
    def trace() -> list[Test]:
        found: list[Test] = []
        if files:
            with place.counted() as connection:
                if connection.execute(PGTAP).fetchone() is None:
                    raise BoError(
                        "the database has no pgTAP",
                        hint="create extension pgtap with schema extensions; or --judge matrix",
                    )
                found += trace_files(connection, files.values(), names)
        if folders.python:
            with place.python_tests(list(folders.python)) as python:
                found += trace_python(python, names)
        return found

    if state is None:
        return trace()
    texts = [file.text for file in files.values()]
    texts += [path.read_text() for root in folders.python for path in _python_files(root)]
    return kept(state / f"{digest(repr(schema), *texts)}.json", trace)


def _python_files(root: Path) -> list[Path]:
    return [root] if root.is_file() else sorted(root.rglob("*.py"))


def _name(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
