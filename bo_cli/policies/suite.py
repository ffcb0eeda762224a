"""Runs the tests: pgTAP files and Python tests, in parallel."""

import sys

import pytest

from bo_cli.core.console import data
from bo_cli.core.errors import BoError
from bo_cli.core.project import Project
from bo_cli.policies.early import EarlyFiles
from bo_cli.policies.rows import RowStates
from bo_cli.policies.selection import Selection
from bo_cli.policies.tap import TapReport

# What pgTAP files do not need takes longer than they run: plugins to import, and files that catch
# what Python prints, which pytest opens anew for each assertion.
UNUSED_BY_SQL = (
    *("xdist", "hypothesispytest", "anyio", "cacheprovider", "logging"),
    *("unraisableexception", "threadexception"),
)
SQL_OPTIONS = ["--capture=no", *(f"-pno:{plugin}" for plugin in UNUSED_BY_SQL)]


def run_suite(project: Project, selection: Selection, early: EarlyFiles | None) -> bool:
    """Run the selected tests and return whether all passed.

    early: the pgTAP files that run already. Raises BoError when nothing was selected.
    """
    states = RowStates()
    plugins: list[object] = [states]
    if selection.tap:
        plugins.append(TapReport(sys.stdout))
    if early:
        plugins.append(early)  # for the fixture that runs the files
    code = pytest.main(arguments(project, selection), plugins)
    if code == pytest.ExitCode.NO_TESTS_COLLECTED:
        raise BoError("no test was selected", hint="look at the paths and at -k")
    if selection.rows:
        for line in states.lines():
            data(line)
    return code == pytest.ExitCode.OK


def arguments(project: Project, selection: Selection) -> list[str]:
    """Return pytest's command line.

    pgTAP files alone run in this process, over several connections: starting more processes would
    take longer than the files. With Python tests among them, pytest-xdist starts the workers.
    """
    found = [str(path) for path in selection.roots(project)]
    options = ["-q", "--rootdir", str(project.root), "-o", "verbosity_subtests=0", "--tb=short"]
    if selection.keyword:
        options += ["-k", selection.keyword]
    if selection.junit:
        options += [f"--junitxml={selection.junit}"]
    if selection.stop_at_first:
        options += ["-x"]
    if selection.source:
        options += ["--source"]
    if selection.sql:
        options += ["--ignore-glob=*.py"]
    if selection.is_sql_only(project):
        return [*found, *options, *SQL_OPTIONS, f"--connections={selection.workers}"]
    if selection.workers > 1:
        options += ["-n", str(selection.workers), "--dist", "loadfile"]
        options += ["--no-loadscope-reorder"]  # The order is that of tests/conftest.py.
    return [*found, *options]
