"""What an intent file says of one identity, for people to read."""

from dataclasses import dataclass

from bo_cli.assurance.intent.intent import Entry, Intent
from bo_cli.assurance.intent.problems import as_written, close_to
from bo_cli.assurance.model import Allowance
from bo_cli.core.errors import UsageError


@dataclass(frozen=True)
class Line:
    """One rule. action: such as `update(name)`. subject: the pattern of the entry that has it."""

    scope: str
    action: str
    subject: str
    where: str | None

    def __str__(self) -> str:
        condition = f" where {self.where}" if self.where else ""
        return f"{self.scope:<8} {self.action} on {self.subject}{condition}"


def lines_of(intent: Intent, identity: str) -> list[Line]:
    """Return the rules about an identity, in the file's order: later ones win over earlier ones.

    Raises UsageError where there is no such identity.
    """
    if identity not in intent.identities:
        known = list(intent.identities)
        hint = close_to(identity, known) or f"; there are {', '.join(known)}"
        raise UsageError(f"{as_written(intent.file)}: unknown identity {identity!r}{hint}")
    return [
        Line(allowance.scope.value, action, entry.pattern.text, allowance.where)
        for entry in (*intent.relations, *intent.functions)
        for action, allowance in _said(entry, identity)
    ]


def _said(entry: Entry, identity: str) -> list[tuple[str, Allowance]]:
    found = []
    for rule in entry.rules:
        if identity in rule.allowances:
            columns = ", ".join(pattern.text for pattern in rule.columns)
            action = f"{rule.command}({columns})" if columns else rule.command
            found.append((action, rule.allowances[identity]))
    return found
