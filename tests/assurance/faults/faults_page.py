"""docs/faults.md: which fault is caught by what.

    .venv/bin/python tests/assurance/faults/faults_page.py [--measure]

What `bo policy` catches stands in the headers of the faults, where test_faults.py checks it. What
the two other tools catch is measured with --measure (some minutes; pgrls is fetched where it is
missing) and kept in other_tools.json.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from planting import CLASSES, HERE, Fault, read_faults

ROOT = HERE.parents[2]
PAGE = ROOT / "docs" / "faults.md"
OTHERS = HERE / "other_tools.json"
COMMANDS = ("matrix", "lint", "fuzz")
TOOLS = ("advisors", "pgrls")

INTRODUCTION = """\
# Planted faults

A small Supabase project that is right ([schema](../tests/assurance/faults/schema)), and {count}
ways to break it, one file each. Every fault is real: its header names an exploit, and a test runs
it with the fault and without. On the project as it is, matrix, lint, fuzz and diff find nothing.

*matrix* is `bo policy matrix`; *lint* is what `bo policy lint` finds by its own checks; *fuzz* is
`bo policy fuzz`, which is tried on some of the faults only. *advisors* are those of Supabase
(splinter), *pgrls* is version {pgrls}: a mark means that they report anything which they do not
report on the project as it is. What they find is part of the list that `bo policy lint` prints.
They connect by themselves, so they are not asked about the {kept_back} faults that change roles of
the whole server, which are never committed.

{summary}

This page is written by `make assurance-report`.
"""


def page(faults: list[Fault], others: dict[str, list[str]], versions: dict[str, str]) -> str:
    """Return the whole page."""
    head = INTRODUCTION.format(
        count=len(faults),
        pgrls=versions["pgrls"],
        kept_back=sum(fault.is_global for fault in faults),
        summary=summary(faults, others),
    )
    parts = [head]
    for folder, kind in CLASSES.items():
        mine = [fault for fault in faults if fault.kind == kind]
        parts.append(f"## {kind.capitalize()}\n\n{_table(folder, mine, others)}")
    return "\n".join(parts)


def summary(faults: list[Fault], others: dict[str, list[str]]) -> str:
    """Return how many faults of each class each command and tool catches, as a table."""
    lines = [_row("class", "faults", *COMMANDS, *TOOLS), _row(*["---"] * 7)]
    for kind in CLASSES.values():
        lines.append(_counts(kind, [f for f in faults if f.kind == kind], others))
    return "\n".join([*lines, _counts("all", faults, others)])


def _counts(label: str, faults: list[Fault], others: dict[str, list[str]]) -> str:
    caught = [sum(command in fault.caught_by for fault in faults) for command in COMMANDS]
    seen = [sum(tool in others.get(fault.name, []) for fault in faults) for tool in TOOLS]
    return _row(label, len(faults), *caught, *seen)


def _table(folder: str, faults: list[Fault], others: dict[str, list[str]]) -> str:
    lines = [_row("fault", "what is wrong", *COMMANDS, *TOOLS), _row(*["---"] * 7)]
    for fault in faults:
        stem = fault.name.removeprefix(f"{folder}/")
        link = f"[{stem}](../tests/assurance/faults/faults/{fault.name}.sql)"
        marks = [_mark(command in fault.caught_by) for command in COMMANDS]
        marks += [_mark(tool in others.get(fault.name, [])) for tool in TOOLS]
        lines.append(_row(link, fault.title, *marks))
    return "\n".join(lines) + "\n"


def _mark(caught: bool) -> str:
    return "x" if caught else ""


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def load_others() -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return what the other tools catch, by fault, and their versions."""
    kept = json.loads(OTHERS.read_text())
    return kept["faults"], kept["versions"]


def write(path: Path = PAGE) -> None:
    """Write the page from the headers and from what was measured last."""
    path.write_text(page(read_faults(), *load_others()))


def main(arguments: Iterable[str]) -> None:
    """Measure the other tools where that is asked for, and write the page."""
    if "--measure" in arguments:
        from other_tools import measure

        OTHERS.write_text(json.dumps(measure(), indent=1, sort_keys=True) + "\n")
    write()


if __name__ == "__main__":
    main(sys.argv[1:])
