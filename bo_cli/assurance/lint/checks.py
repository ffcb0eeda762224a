"""Our own checks: a file each in checks/, whose header is its documentation.

-- <what is wrong, in a line>
-- severity: error or warning
-- why: <what comes of it>
-- mend: <what to do>
-- same: <tool>/<rule> ...    rules of the tools that find the same fault
-- agrees: <tool>/<rule> ...  rules that find it too, and much that is none: they only agree
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bo_cli.assurance.lint.model import Severity

FOLDER = Path(__file__).parent / "checks"
LINE = re.compile(r"^-- (?:(severity|why|mend|same|agrees): )?(.+)$")


@dataclass(frozen=True)
class Check:
    """One rule of ours.

    title: what is wrong, in a sentence. why, mend: prose. same, agrees: `tool/rule` of other tools.
    sql: a query of (kind, schema, name, part, detail) over the tables of scope/; '' for the
    rules about exceptions, which no query finds.
    """

    rule: str
    title: str
    severity: Severity
    why: str
    mend: str
    same: tuple[str, ...] = ()
    agrees: tuple[str, ...] = ()
    sql: str = ""


UNUSED = Check(
    "unused_exception",
    "An exception matches no finding.",
    Severity.WARNING,
    "The fault that it excused is gone, or its rule is misspelt: it would hide the next one.",
    "remove the line.",
)
UNREASONED = Check(
    "exception_without_reason",
    "An exception gives no reason.",
    Severity.WARNING,
    "Nobody can tell later whether it still holds. Such an exception has no effect.",
    "write one after the colon: -- lint: allow <rule>: <reason>",
)


@cache
def read_checks() -> tuple[Check, ...]:
    """Return our checks, by name; the two about exceptions come last.

    Raises ValueError for a file whose header lacks a part.
    """
    own = tuple(_read(path) for path in sorted(FOLDER.glob("*.sql")))
    return (*own, UNUSED, UNREASONED)


def _read(path: Path) -> Check:
    text = path.read_text()
    parts = {"title": ""}
    for line in text.splitlines():
        found = LINE.match(line)
        if not found:
            break
        parts[found[1] or "title"] = found[2]
    missing = [name for name in ("title", "severity", "why", "mend") if not parts.get(name)]
    if missing:
        raise ValueError(f"{path.name}: the header lacks {', '.join(missing)}")
    return Check(
        path.stem,
        parts["title"],
        Severity(parts["severity"]),
        parts["why"],
        parts["mend"],
        tuple(parts.get("same", "").split()),
        tuple(parts.get("agrees", "").split()),
        text,
    )
