"""What the lint speaks of: subjects, findings, severities."""

import re
from dataclasses import dataclass
from enum import StrEnum

ARGUMENTS = re.compile(r"\(.*\)$", re.DOTALL)
# Kinds whose part stands before the table's name in a message.
PARTS = ("policy", "constraint", "index", "trigger")
# Kinds that are named by their name alone.
PLAIN = ("table", "view", "materialized view", "foreign table", "function", "grant")


class Severity(StrEnum):
    """error: a way in, or a fault that stops requests; warning: a weakness or a cost."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Subject:
    """What a finding is about.

    kind: table, view, function, policy, grant, role, ... schema: None where the kind has none.
    name: of the relation, the function with its argument types, or the object itself. part: the
    name of a policy, constraint, index or column of the relation.
    """

    kind: str
    schema: str | None
    name: str
    part: str | None = None

    def __str__(self) -> str:
        whole = f"{self.schema}.{self.name}" if self.schema else self.name
        if self.kind == "column":
            return f"column {whole}.{self.part}"
        if self.part and self.kind in PARTS:
            return f"{self.kind} {self.part} on {whole}"
        return whole if self.kind in PLAIN else f"{self.kind} {whole}"

    @property
    def base(self) -> tuple[str, str]:
        """Schema and name, of a function without its arguments: what the tools agree on."""
        return (self.schema or "", ARGUMENTS.sub("", self.name))

    def covers(self, other: "Subject") -> bool:
        """Tell whether both are about the same thing, or one about a part of the other."""
        same_part = self.part is None or other.part is None or self.part == other.part
        return self.base == other.base and same_part


@dataclass(frozen=True)
class Finding:
    """One fault, whoever found it.

    rule: the name of our check, or the tool's own where we have none. tools: who found it. file:
    below the folder that was searched; line: from 1, of the statement that made the object.
    """

    rule: str
    severity: Severity
    subject: Subject
    message: str
    tools: tuple[str, ...]
    file: str | None = None
    line: int | None = None

    def as_line(self) -> str:
        """Return the finding as editors like to read it."""
        place = f"{self.file}:{self.line}: " if self.file else ""
        found_by = f" [{', '.join(self.tools)}]"
        return f"{place}{self.severity} {self.rule}: {self.subject}: {self.message}{found_by}"

    def as_json(self) -> dict[str, object]:
        """Return the finding as a JSON object."""
        return {
            "rule": self.rule,
            "severity": str(self.severity),
            "kind": self.subject.kind,
            "object": str(self.subject),
            "message": self.message,
            "tools": list(self.tools),
            "file": self.file,
            "line": self.line,
        }
