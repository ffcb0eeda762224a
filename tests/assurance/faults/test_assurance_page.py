"""docs/assurance.md: what it counts is what there is. Times and kill rates are not checked here."""

import assurance_page

from bo_cli.core.project import Project
from bo_cli.db.connect import Connection, connect

MEASURE = "run .venv/bin/python tests/assurance/faults/assurance_page.py"


def test_the_counts_are_those_of_our_schema(project: Project, database_url: str) -> None:
    connection: Connection
    with connect(database_url) as connection:
        current = assurance_page.counts(project, connection)
    shown = assurance_page.part_of(assurance_page.PAGE.read_text(), "counts")
    assert shown == assurance_page.counts_table(current), f"{MEASURE} counts"


def test_the_matrix_that_was_measured_found_nothing() -> None:
    shown = assurance_page.part_of(assurance_page.PAGE.read_text(), "matrix")
    assert "| too wide, too narrow, cannot be judged | 0, 0, 0 |" in shown


def test_the_summary_is_that_of_the_faults() -> None:
    shown = assurance_page.part_of(assurance_page.PAGE.read_text(), "faults")
    assert shown == assurance_page.faults_summary(), f"{MEASURE} faults"


def test_a_part_is_replaced_and_nothing_else() -> None:
    page = "before\n<!-- a: x -->\nold\n<!-- end of a -->\nafter <!-- b: x --> b <!-- end of b -->"
    changed = assurance_page.with_part(page, "a", "new")
    assert assurance_page.part_of(changed, "a") == "new"
    assert changed.replace("\n\nnew\n\n", "\nold\n") == page
