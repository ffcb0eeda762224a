"""The Supabase advisors (splinter), as `supabase db advisors` runs them."""

import re
from pathlib import Path
from typing import Any

from bo_cli.assurance.lint.model import Severity, Subject
from bo_cli.assurance.lint.tools import Report
from bo_cli.migrations.lint_database import advisor_results

# What a message calls the policy that it is about.
POLICY = re.compile(r"policy `([^`]+)`|policies? .*?`([^`]+)`")
KINDS = {"view": "view", "materialized view": "materialized view", "function": "function"}


def read_advisors(url: str, program: Path) -> list[Report]:
    """Return the advisors' reports on a database; program: the Supabase CLI.

    Raises BoError where the CLI cannot read the database.
    """
    return [_report(result) for result in advisor_results(url, program)]


def _report(result: dict[str, Any]) -> Report:
    level = str(result.get("level", "")).lower()
    severity = Severity.ERROR if level == "error" else Severity.WARNING
    message = str(result["detail"]).replace("\\`", "`")
    return Report(f"advisors/{result['name']}", severity, _subject(result, message), message)


def _subject(result: dict[str, Any], message: str) -> Subject:
    metadata = result["metadata"]
    schema, name = metadata.get("schema"), metadata.get("name")
    if not name:
        return Subject("database", None, "database")
    kind = KINDS.get(str(metadata.get("type")), "table")
    policy = POLICY.search(message)
    # Several policies at once are a matter of the table.
    if policy and policy[1]:
        return Subject("policy", schema, name, policy[1])
    return Subject(kind, schema, name)
