"""Exceptions: a line next to the object, with a reason.

In a source file `-- lint: allow <rule>: <reason>`, in or above the statement that makes the object.
In a database without source the same, without the dashes, as a line of the object's comment.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from bo_cli.assurance.lint.checks import UNREASONED, UNUSED, Check
from bo_cli.assurance.lint.model import Finding, Subject
from bo_cli.assurance.lint.places import Mention, base_of
from bo_cli.db.connect import Connection

LINE = re.compile(
    r"^[ \t]*(?:--[ \t]*)?lint:[ \t]*allow[ \t]+(?P<rule>\w+)"
    r"[ \t]*(?::[ \t]*(?P<reason>.*\S))?[ \t]*$",
    re.MULTILINE,
)
COMMENTS = Path(__file__).with_suffix(".sql")


@dataclass(frozen=True)
class Exemption:
    """One line that excuses a rule on an object.

    base, part: of the object. file, line: of the line; None for a comment of the database.
    """

    rule: str
    reason: str | None
    base: tuple[str, str]
    part: str | None
    file: str | None = None
    line: int | None = None

    def excuses(self, finding: Finding) -> bool:
        """Tell whether this finding is what it speaks of."""
        part = finding.subject.part
        same_part = self.part is None or part is None or self.part == part
        return self.rule == finding.rule and self.base == base_of(finding.subject) and same_part


def in_files(mentions: Iterable[Mention]) -> list[Exemption]:
    """Return the exceptions that source files hold, next to what each statement is about."""
    found: dict[tuple[str, int, str], Exemption] = {}
    for each in mentions:
        for match in LINE.finditer(each.text):
            line = each.start + each.text.count("\n", 0, match.start())
            exemption = Exemption(
                match["rule"], match["reason"], each.base, each.part, each.file, line
            )
            found.setdefault((each.file, line, str(each.base)), exemption)
    return list(found.values())


def in_comments(connection: Connection) -> list[Exemption]:
    """Return the exceptions that the comments of a database's objects hold."""
    found = connection.execute(COMMENTS.read_bytes()).fetchall()
    return [
        Exemption(match["rule"], match["reason"], (schema, name), part)
        for schema, name, part, text in found
        for match in LINE.finditer(text)
    ]


def apply(findings: list[Finding], exemptions: list[Exemption]) -> list[Finding]:
    """Return the findings that nothing excuses, and those about the exceptions themselves."""
    valid = [each for each in exemptions if each.reason]
    left = [each for each in findings if not any(one.excuses(each) for one in valid)]
    for each in exemptions:
        if not each.reason:
            left.append(_about(each, UNREASONED))
        elif not any(each.excuses(finding) for finding in findings):
            left.append(_about(each, UNUSED))
    return left


def excused(findings: list[Finding], exemptions: list[Exemption]) -> int:
    """Return how many findings an exception with a reason excuses."""
    valid = [each for each in exemptions if each.reason]
    return sum(any(one.excuses(each) for one in valid) for each in findings)


def only_known(exemptions: list[Exemption], bases: set[tuple[str, str]]) -> list[Exemption]:
    """Return the exceptions about objects that this database has: the files may be another's."""
    return [each for each in exemptions if each.base in bases or not each.base[0]]


def _about(exemption: Exemption, check: Check) -> Finding:
    schema, name = exemption.base
    kind = "policy" if exemption.part else "table"
    subject = Subject(kind, schema or None, name, exemption.part)
    message = f"{check.title.rstrip('.')}: {exemption.rule}"
    finding = Finding(check.rule, check.severity, subject, message, ("bo",))
    return replace(finding, file=exemption.file, line=exemption.line)
