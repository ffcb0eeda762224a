"""The matrix for scripts."""

from typing import Any

from bo_cli.assurance.matrix.cells import Fault, Verdict
from bo_cli.assurance.matrix.report import Report


def as_json(report: Report) -> dict[str, Any]:
    """Return totals, notes, the wrong cells with SQL that shows them, and every cell."""
    return {
        "cells": len(report.verdicts),
        "statements": report.statements,
        "seconds": round(report.seconds, 3),
        "cells_per_second": report.rate,
        **{fault.value: report.count(fault) for fault in Fault},
        "notes": report.notes,
        "wrong": [_cell(verdict) | {"shown": verdict.shown} for verdict in report.wrong],
        "all": [_cell(verdict) for verdict in report.verdicts],
    }


def _cell(verdict: Verdict) -> dict[str, Any]:
    cell = verdict.cell
    return {
        "identity": cell.identity,
        "object": cell.object,
        "command": cell.command,
        "column": cell.column,
        "target": cell.target,
        "expected": verdict.expected,
        "found": verdict.found,
        "fault": verdict.fault.value if verdict.fault else None,
    }
