"""Which tests accept which row of the product specification, and in what state they are.

A Python test says `@pytest.mark.row("R05")`, a pgTAP file `-- row: R05` on a line of its own.
"""

import re
from dataclasses import dataclass, field

import pytest

ROW_COMMENT = re.compile(r"^--\s*row:\s*(.+)$", re.MULTILINE)
# The worst state of a test's phases counts.
STATES = ("failed", "skipped", "passed")


def rows_of(item: pytest.Item) -> list[str]:
    """Return the row ids that a test names."""
    marked = [str(row) for mark in item.iter_markers("row") for row in mark.args]
    if item.path.suffix != ".sql":
        return marked
    comments = ROW_COMMENT.findall(item.path.read_text())
    return marked + [row for comment in comments for row in re.split(r"[\s,]+", comment.strip())]


@dataclass(eq=False)  # pytest keeps its plugins in sets
class RowStates:
    """A pytest plugin that gathers each row's tests; `lines` tells them afterwards."""

    states: dict[tuple[str, str], str] = field(default_factory=dict)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the worst state; the rows travel with the report, also from another process."""
        for name, row in report.user_properties:
            if name == "row":
                key = (str(row), report.nodeid)
                seen = self.states.get(key, "passed")
                self.states[key] = min(seen, report.outcome, key=STATES.index)

    def lines(self) -> list[str]:
        """Return `row  state  test` for each, sorted."""
        return [f"{row:<5} {state:<7} {test}" for (row, test), state in sorted(self.states.items())]
