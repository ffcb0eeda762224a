"""The rules of the schema: rules/<rule>.sql finds what breaks a rule, broken/<rule>.sql breaks it.

Each file of broken/ names the findings that it must cause, so that no rule can pass by being blind.
"""

import re
from pathlib import Path
from typing import Any

import psycopg
import pytest

HERE = Path(__file__).parent
RULES = sorted(path.stem for path in (HERE / "rules").glob("*.sql"))
EXPECTS = re.compile(r"^-- expects: (.+)$", re.MULTILINE)


def findings(db: psycopg.Connection[Any], rule: str) -> list[str]:
    rows = db.execute((HERE / "rules" / f"{rule}.sql").read_bytes())
    return sorted(finding for (finding,) in rows)


@pytest.mark.parametrize("rule", RULES)
def test_schema_keeps_rule(db: psycopg.Connection[Any], rule: str) -> None:
    assert findings(db, rule) == []


@pytest.mark.parametrize("rule", RULES)
def test_rule_finds_what_breaks_it(db: psycopg.Connection[Any], rule: str) -> None:
    broken = (HERE / "broken" / f"{rule}.sql").read_text()
    before = findings(db, rule)
    db.execute(broken.encode())
    caused = set(findings(db, rule)) - set(before)
    expected = EXPECTS.findall(broken)
    assert expected, f"broken/{rule}.sql expects nothing"
    assert set(expected) <= caused
