"""Reports a test run as TAP, the format that pg_prove and many CI servers read."""

from typing import TextIO

import pytest


class TapReport:
    """A pytest plugin that writes TAP lines instead of pytest's own report."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._count = 0

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """Take the place of the terminal report."""
        config.pluginmanager.unregister(name="terminalreporter")
        self._write("TAP version 13")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that cannot be read is a failure."""
        if report.failed:
            self._result(report.nodeid, report)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One line a test, and one for each assertion of a pgTAP file."""
        if report.when == "call" or not report.passed:
            self._result(_name(report), report)

    def pytest_sessionfinish(self) -> None:
        """The plan comes last: it is not known before."""
        self._write(f"1..{self._count}")

    def _result(self, name: str, report: pytest.TestReport | pytest.CollectReport) -> None:
        self._count += 1
        state = "not ok" if report.failed else "ok"
        skip = " # SKIP" if report.skipped else ""
        # A hash would start a directive.
        self._write(f"{state} {self._count} - {name.replace('#', '')}{skip}")
        if report.failed:
            for line in report.longreprtext.splitlines():
                self._write(f"# {line}")

    def _write(self, line: str) -> None:
        self._out.write(line + "\n")


def _name(report: pytest.TestReport) -> str:
    """Return the test's name; an assertion of a pgTAP file is `path: what it says`."""
    assertion = getattr(getattr(report, "context", None), "msg", None)
    path, _, name = report.nodeid.partition("::")
    test = path if path.endswith(name) else report.nodeid
    return f"{test}: {assertion.removeprefix('- ')}" if assertion else test
