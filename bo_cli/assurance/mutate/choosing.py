"""The tests that judge: found in folders, traced once, ranked."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from bo_cli.assurance.mutate.definitions import Schema
from bo_cli.assurance.mutate.fingerprints import Fingerprints, digest, fingerprints
from bo_cli.assurance.mutate.imports import read_with
from bo_cli.assurance.mutate.keeping import kept
from bo_cli.assurance.mutate.memory import DependsOn, Learned
from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.places import Place
from bo_cli.assurance.mutate.python_tests import PythonTests
from bo_cli.assurance.mutate.ranking import Ranking
from bo_cli.assurance.mutate.suites import Suites
from bo_cli.assurance.mutate.tap_files import read_tap_file
from bo_cli.assurance.mutate.trace import trace
from bo_cli.assurance.mutate.tracing import Trace, source_of
from bo_cli.core.errors import UsageError


@dataclass(frozen=True)
class Folders:
    """What `--tests` names: pgTAP files, and the files and folders that hold Python tests."""

    root: Path
    files: tuple[Path, ...]
    python: tuple[Path, ...]

    @cached_property
    def named(self) -> dict[str, Path]:
        """Each file with tests, by its name below the root."""
        found = [path for folder in self.python for path in _python_files(folder)]
        tests = [path for path in found if path.name.startswith("test_")]
        return {_name(self.root, path): path for path in (*self.files, *tests)}


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
    place: Place,
    folders: Folders,
    schema: Schema,
    mutants: Sequence[Mutant],
    file: Path | None,
    learned: Learned,
    only: Collection[str] | None = None,
) -> Suites:
    """Trace the tests, or take from `file` what of an earlier run's trace still holds.

    mutants: all of the schema. learned: who noticed what before. only: names of files with tests;
    None for all. Raises BoError where a test fails without any mutant, and where pgTAP is missing.
    """
    chosen = {name: path for name, path in folders.named.items() if only is None or name in only}
    files = {name: read_tap_file(path, name) for name, path in chosen.items() if _is_tap(path)}
    tests = {name: path for name, path in chosen.items() if name not in files}

    def make(names: Collection[str]) -> Trace:
        some = [file for name, file in files.items() if name in names]
        python = [path for name, path in tests.items() if name in names]
        return trace(place, some, python, schema, mutants)

    sources = {name: digest(each.text) for name, each in files.items()}
    sources |= {name: _with_imports(path, folders.root) for name, path in tests.items()}
    needs = None
    if file is None:
        traced = make({*sources})
    else:
        with place.connection() as connection:
            prints = fingerprints(connection, schema, mutants)
        traced = kept(file, prints, sources, make)
        needs = depends_on(traced.states, prints)

    def open_python() -> AbstractContextManager[PythonTests]:
        return place.python_tests([*tests.values()])

    opener = open_python if tests else None
    ranking = Ranking(traced.tests, traced.watched, learned)
    told = (sources, needs, traced.untraced)
    return Suites(files, ranking, place.connection, opener, place.stop, *told)


def depends_on(states: Mapping[str, str], prints: Fingerprints) -> DependsOn:
    """Return what says on what a kill depends: its test, all that this touches, and what is broken.

    states: of each file with tests, a hash of what they depend on.
    """
    of = cache(prints.of)

    def state(mutant: Mutant, test: str) -> str:
        return digest(states.get(source_of(test), ""), of(mutant.touches))

    return state


def _with_imports(path: Path, root: Path) -> str:
    """Return a hash of a file with tests, and of the files that it reads."""
    return digest(*(each.read_text() for each in read_with(path, root)))


def _python_files(root: Path) -> list[Path]:
    return [root] if root.is_file() else sorted(root.rglob("*.py"))


def _is_tap(path: Path) -> bool:
    return path.suffix == ".sql"


def _name(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
