"""The matrix as one HTML file that needs nothing else: tables that a screen reader can walk."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from bo_cli.assurance.matrix.cells import Fault, Verdict
from bo_cli.assurance.matrix.report import Report, Square, squares, together
from bo_cli.assurance.matrix.report_text import TITLES, is_open, totals
from bo_cli.assurance.model import COMMANDS

STYLE = Path(__file__).parent / "report.css"
SCOPES = {
    ".": "nothing",
    "o": "own rows",
    "t": "rows of its tenants",
    "a": "all rows",
    "x": "no row",
}
LEGEND = """
<p>Each cell has a letter for select, insert, update and delete: <code>.</code> nothing,
<code>o</code> own rows, <code>t</code> rows of its tenants, <code>a</code> all rows; a capital
letter: every column of them. A function has one letter: whose data it reaches, <code>x</code> where
it can be called and reaches no row. Behind the letters
stands <code>+</code> where an identity can do more than intended, <code>-</code> where it can do
less, <code>?</code> where nobody can tell.</p>
"""


def as_html(report: Report, title: str) -> str:
    """Return the page. title: what was looked at."""
    name = f"What each person can do in {escape(title)}"
    parts = [
        "<!doctype html>",
        '<html lang="en">',
        '<head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{name}</title>",
        f"<style>{STYLE.read_text()}</style></head>",
        f"<body><main><h1>{name}</h1>",
        f"<p>{escape(totals(report))}</p>",
        *_wrong_section(report),
        "<h2>Tables, views and sequences</h2>",
        LEGEND,
        *_table(report, report.relations, "What each identity can do with each relation"),
        "<h2>Functions</h2>",
        *_table(report, report.functions, "Whose data each identity reaches with each function"),
        *_notes(report),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _wrong_section(report: Report) -> Iterator[str]:
    groups = together(report.wrong)
    yield f"<h2>Wrong cells: {len(report.wrong):,}</h2>"
    if not groups:
        yield "<p>None: every cell is as the intent file says.</p>"
    for verdicts in groups:
        yield from _wrong(verdicts)


def _wrong(verdicts: list[Verdict]) -> Iterator[str]:
    first = verdicts[0]
    fault = first.fault or Fault.UNJUDGED
    target = f", {first.cell.target}" if first.cell.target else ""
    names = ", ".join(verdict.cell.identity for verdict in verdicts)
    yield f'<section class="wrong {fault.value}">'
    yield f"<h3>{TITLES[fault].capitalize()}: {escape(first.cell.object)}</h3>"
    yield f"<p>{escape(first.cell.action + target)}, as {escape(names)}.<br>"
    yield f"Expected: {escape(first.expected)}. Found: {escape(first.found)}.</p>"
    yield f"<details><summary>SQL that shows it</summary><pre>{escape(first.shown)}</pre></details>"
    yield "</section>"


def _table(report: Report, objects: Sequence[str], caption: str) -> Iterator[str]:
    found = squares(report)
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
    yield f"<table><caption>{escape(caption)}</caption>"
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in report.identities)
    yield f'<thead><tr><th scope="col">Object</th>{heads}</tr></thead><tbody>'
    rows = {
        name: [found.get((name, identity)) for identity in report.identities] for name in objects
    }
    # What is closed to everybody comes last.
    for name, row in sorted(rows.items(), key=lambda item: not any(map(is_open, item[1]))):
        if any(row):
            yield f'<tr><th scope="row">{escape(name)}</th>{"".join(map(_cell, row))}</tr>'
    yield "</tbody></table></div>"


def _cell(square: Square | None) -> str:
    if square is None:
        return "<td></td>"
    kind = square.faults[0].value if square.faults else ""
    kind = kind or ("closed" if set(square.letters) == {"."} else "open")
    said = escape(_in_words(square))
    letters = f"{square.letters}{square.mark}"
    return (
        f'<td class="{kind}" title="{said}"><span aria-hidden="true">{letters}</span>'
        f'<span class="words">{said}</span></td>'
    )


def _in_words(square: Square) -> str:
    """Return the cell for those who hear it."""
    names = COMMANDS if len(square.letters) == len(COMMANDS) else ("reaches",)
    said = [
        f"{name} {SCOPES[letter.lower()]}"
        for name, letter in zip(names, square.letters, strict=True)
        if letter != "."
    ]
    faults = [TITLES[fault] for fault in square.faults]
    return "; ".join([", ".join(said) or "closed", *faults])


def _notes(report: Report) -> Iterator[str]:
    if report.notes:
        yield "<h2>Notes</h2><ul>"
        yield from (f"<li>{escape(note)}</li>" for note in report.notes)
        yield "</ul>"
