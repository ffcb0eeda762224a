"""docs/faults.md is what the headers of the faults say."""

import faults_page
from planting import read_faults


def test_the_page_is_current() -> None:
    written = faults_page.PAGE.read_text()
    assert written == faults_page.page(read_faults(), *faults_page.load_others()), (
        "run .venv/bin/python tests/assurance/faults/faults_page.py"
    )


def test_no_fault_is_missed_by_all() -> None:
    missed = [f.name for f in read_faults() if not set(f.caught_by) & set(faults_page.COMMANDS)]
    assert missed == []


def test_the_other_tools_were_asked_about_every_fault_that_can_be_kept() -> None:
    asked, _ = faults_page.load_others()
    assert sorted(asked) == [fault.name for fault in read_faults() if not fault.is_global]
