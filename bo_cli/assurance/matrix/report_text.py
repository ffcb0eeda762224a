"""The matrix as a person reads it in a terminal."""

from collections.abc import Iterator, Sequence

from bo_cli.assurance.matrix.cells import Fault, Verdict
from bo_cli.assurance.matrix.report import Report, Square, alike, squares, together

LEGEND = """\
select, insert, update, delete: . nothing  o own rows  t rows of its tenants  a all rows
a capital letter: every column of them; behind them: + too wide  - too narrow  ? cannot tell
functions: whose data it reaches; x can be called, and reaches no row"""
TITLES = {
    Fault.WIDER: "too wide",
    Fault.NARROWER: "too narrow",
    Fault.UNJUDGED: "cannot be judged",
}


def text_of(report: Report) -> str:
    """Return the tables, then each wrong cell with SQL that shows it, then the totals."""
    groups = alike(report)
    parts = [
        "\n".join(_identities(groups)),
        _table(report, report.relations, groups),
        LEGEND,
        _table(report, report.functions, groups),
        *("\n".join(_wrong(verdicts)) for verdicts in together(report.wrong)),
        *report.notes,
        totals(report),
    ]
    return "\n\n".join(part for part in parts if part)


def totals(report: Report) -> str:
    """Return how much was tried, and how much of it is wrong."""
    wrong = ", ".join(
        f"{report.count(fault)} {title}" for fault, title in TITLES.items() if report.count(fault)
    )
    return (
        f"{len(report.verdicts):,} cells in {report.statements:,} statements, "
        f"{report.seconds:.1f} s ({report.rate:,} cells a second): {wrong or 'all as intended'}"
    )


def _identities(groups: list[list[str]]) -> Iterator[str]:
    for number, names in enumerate(groups, 1):
        yield f"{number:>3}  {', '.join(names)}"


def _table(report: Report, objects: Sequence[str], groups: list[list[str]]) -> str:
    """Return a line for each object that anybody reaches; the others in one line."""
    found = squares(report)
    rows = {name: [found.get((name, group[0])) for group in groups] for name in objects}
    closed = [name for name, row in rows.items() if not any(map(is_open, row))]
    shown = {name: row for name, row in rows.items() if name not in closed and any(row)}
    lines = []
    if shown:
        width = max(map(len, shown))
        size = max(len(_written(square)) for row in shown.values() for square in row)
        heads = "  ".join(str(number).ljust(size) for number in range(1, len(groups) + 1))
        lines = [f"{'':{width}}  {heads}".rstrip()]
        lines += [
            f"{name:{width}}  {'  '.join(_written(s).ljust(size) for s in row)}".rstrip()
            for name, row in shown.items()
        ]
    if closed:
        lines.append(f"closed to everybody: {', '.join(closed)}")
    return "\n".join(lines)


def _written(square: Square | None) -> str:
    return f"{square.letters}{square.mark}" if square else ""


def is_open(square: Square | None) -> bool:
    """Tell whether anything is open there, or wrong."""
    return square is not None and (bool(square.faults) or set(square.letters) != {"."})


def _wrong(verdicts: list[Verdict]) -> Iterator[str]:
    first = verdicts[0]
    cell = first.cell
    names = ", ".join(verdict.cell.identity for verdict in verdicts)
    title = TITLES[first.fault or Fault.UNJUDGED]
    target = f", {cell.target}" if cell.target else ""
    yield f"{title}: {cell.object}: {cell.action}{target}: {names}"
    yield f"  expected: {first.expected}"
    yield f"  found:    {first.found}"
    for line in first.shown.splitlines():
        yield f"    {line}"
