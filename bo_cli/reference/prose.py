"""The parts of a function's comment.

A comment says what the function does, then `argument: what it means` for those that need it, then
`Needs resource.action …`, `Errors: …` and `Example: {JSON}`.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

EXAMPLE = re.compile(r"\bExample: (\{.*\})\.?\s*$", re.DOTALL)
ERRORS = re.compile(r"\b(?:Errors:|Raises) (.*)$", re.DOTALL)
NEEDED = re.compile(r"\b[Nn]eeds ([a-z_]+\.(?:view|edit|delete|manage))\b")
REASON = re.compile(r"\b[A-Z]+(?:_[A-Z]+)+\b")


@dataclass(frozen=True)
class Prose:
    """summary: what it does and needs. needed: the permission that is named first. arguments: what
    the comment says of each. errors: as the comment words them. reasons: the codes among them.
    example: the arguments of a call.
    """

    summary: str
    needed: str | None
    arguments: dict[str, str]
    errors: str
    reasons: tuple[str, ...]
    example: dict[str, Any] | None


def read_prose(comment: str, arguments: Iterable[str]) -> Prose:
    """Take a comment apart; arguments: the names of the function's."""
    rest, example = _cut(comment, EXAMPLE)
    rest, errors = _cut(rest, ERRORS)
    found: dict[str, str] = {}
    kept: list[str] = []
    about: list[str] = []
    for sentence in _sentences(rest, set(arguments)):
        told = _told(sentence, set(arguments))
        if told:
            about = told
            found |= dict.fromkeys(told, _closed(sentence.split(": ", 1)[1]))
        elif about and not sentence[0].isupper():
            found |= {name: f"{found[name]} {_closed(sentence)}" for name in about}
        else:
            about = []
            kept.append(sentence)
    reasons = tuple(dict.fromkeys(REASON.findall(errors)))
    parsed = json.loads(example) if example else None
    needed = NEEDED.search(comment)
    permission = needed.group(1) if needed else None
    return Prose(" ".join(kept), permission, found, errors.rstrip("."), reasons, parsed)


def _sentences(text: str, names: set[str]) -> list[str]:
    """Cut at full stops, and at semicolons after which another argument is told."""
    found = []
    for sentence in re.split(r"(?<=\.)\s+", text.strip()):
        parts = sentence.split("; ")
        whole = parts[0]
        for part in parts[1:]:
            if _told(part, names):
                found.append(whole)
                whole = part
            else:
                whole = f"{whole}; {part}"
        found.append(whole)
    return [each for each in found if each]


def _closed(text: str) -> str:
    return text.rstrip(".") + "."


def _cut(text: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    match = pattern.search(text)
    return (text[: match.start()].rstrip(), match.group(1).strip()) if match else (text, "")


def _told(sentence: str, names: set[str]) -> list[str]:
    """Return the arguments that a sentence such as `from_on, to_on: half-open.` is about."""
    head, colon, _ = sentence.partition(": ")
    words = re.split(r", | and ", head)
    return words if colon and words and all(word in names for word in words) else []
