"""The comparison as Markdown for a pull request: a summary, a table, and details to open."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import unified_diff

from bo_cli.assurance.diff.model import Comparison, Effect, Gain, Judged
from bo_cli.assurance.diff.words import gain_text
from bo_cli.db.facts import Difference

BLANKS = re.compile(r"\n{3,}")
# A comment on GitHub holds 65,536 characters.
GAINS_SHOWN = 12
ROWS_SHOWN = 150
DIFF_LINES = 60
DIFFS_SHOWN = 30


def markdown(found: Comparison) -> str:
    """Return the whole report."""
    lines = "\n".join(
        [
            f"## Who can do what: {found.left} → {found.right}",
            "",
            *_summary(found),
            *_changes(found.changes),
            *_gains(found.gains),
            *_definitions(found.changes),
            *_others(found.others),
            *_notes(found),
        ]
    ).rstrip()
    return BLANKS.sub("\n\n", lines)


def _summary(found: Comparison) -> Iterator[str]:
    if not found.gains and not found.changes:
        yield "**Nothing changed** in who can do what."
        yield ""
        return
    verdict = "**Something widened.**" if found.has_widened else "Nothing widened."
    said = _counted("change", [judged.effect for judged in found.changes])
    yield f"{verdict} The catalogue has {said}."
    tried = _counted("difference", [gain.effect for gain in found.gains])
    yield f"Probes found {tried} in {found.probed} cells."
    yield ""
    for gain in found.gains[:GAINS_SHOWN]:
        strong = "**" if gain.effect is Effect.WIDER else ""
        yield f"- {strong}{_plain(gain_text(gain))}{strong}"
    if len(found.gains) > GAINS_SHOWN:
        yield f"- and {len(found.gains) - GAINS_SHOWN} more, below"
    yield ""


def _counted(noun: str, effects: list[Effect]) -> str:
    counts = Counter(effects)
    parts = [f"{counts[effect]} {effect}" for effect in Effect if counts[effect]]
    told = f" ({', '.join(parts)})" if parts else ""
    return f"{len(effects) or 'no'} {noun}{'' if len(effects) == 1 else 's'}{told}"


def _changes(changes: tuple[Judged, ...]) -> Iterator[str]:
    if not changes:
        return
    yield "| effect | what changed in the catalogue | says |"
    yield "|---|---|---|"
    for judged in changes[:ROWS_SHOWN]:
        effect = f"**{judged.effect}**" if judged.effect is Effect.WIDER else str(judged.effect)
        yield f"| {effect} | {_cell(judged.change.what)} | {_cell(judged.by)} |"
    yield from _rest(changes)


def _gains(gains: tuple[Gain, ...]) -> Iterator[str]:
    if not gains:
        return
    yield from _open(f"What probes found: {len(gains)} differences")
    yield "| effect | who | action | on | rows | before | after |"
    yield "|---|---|---|---|---|---|---|"
    for gain in gains[:ROWS_SHOWN]:
        columns = f"({', '.join(gain.columns)})" if gain.columns else ""
        cells = [
            *(gain.effect, ", ".join(gain.identities), f"{gain.command}{columns}", gain.object),
            *(gain.rows, gain.before, gain.after),
        ]
        yield f"| {' | '.join(_cell(text) for text in cells)} |"
    yield from _rest(gains)
    yield from _close()


def _definitions(changes: tuple[Judged, ...]) -> Iterator[str]:
    if not changes:
        return
    yield from _open("Definitions, before and after")
    for judged in changes[:DIFFS_SHOWN]:
        yield f"{_plain(judged.change.what)}"
        yield ""
        yield "```diff"
        yield from _diff(judged.change.difference)
        yield "```"
        yield ""
    yield from _rest(changes, DIFFS_SHOWN)
    yield from _close()


def _diff(difference: Difference) -> Iterator[str]:
    left, right = ((text or "").splitlines() for text in (difference.left, difference.right))
    lines = [*unified_diff(left, right, lineterm="", n=3)][2:]
    # Three backquotes inside would end the block.
    yield from (line.replace("```", "'''") for line in lines[:DIFF_LINES])
    if len(lines) > DIFF_LINES:
        yield f"… {len(lines) - DIFF_LINES} more lines"


def _others(others: tuple[Difference, ...]) -> Iterator[str]:
    if not others:
        return
    yield from _open(f"Other differences of the catalogue: {len(others)}")
    for difference in others[:ROWS_SHOWN]:
        verb = "changed"
        if difference.left is None or difference.right is None:
            verb = "added" if difference.left is None else "dropped"
        yield f"- {difference.kind} `{difference.object}` {verb}"
    yield from _rest(others)
    yield from _close()


def _notes(found: Comparison) -> Iterator[str]:
    yield from (f"> {_plain(note)}\n" for note in found.notes)


def _open(title: str) -> Iterator[str]:
    yield from ("", f"<details><summary>{title}</summary>", "")


def _close() -> Iterator[str]:
    yield from ("", "</details>", "")


def _rest(things: Iterable[object], limit: int = ROWS_SHOWN) -> Iterator[str]:
    more = len([*things]) - limit
    if more > 0:
        yield from ("", f"… and {more} more; all of them with `--json`.")


def _cell(text: str) -> str:
    """Return a text fit for a cell of a table."""
    return _plain(" ".join(text.split())).replace("|", "\\|")


def _plain(text: str) -> str:
    """Keep conditions such as a < b and count(*) from being read as Markdown."""
    return text.replace("\\", "\\\\").replace("*", "\\*").replace("<", "&lt;").replace("`", "\\`")
