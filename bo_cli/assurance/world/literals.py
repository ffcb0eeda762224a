"""What a check says by itself: the values that stand in its text are good candidates."""

import re
from dataclasses import dataclass

# A string, with its doubled quotes, and whether it is the right side of a match.
_STRING = re.compile(r"(~\*?\s*|~~\*?\s*)?(E?)'((?:[^']|'')*)'")
_NUMBER = re.compile(r"(?<![\w.'])\d+(?:\.\d+)?(?![\w.'])")
_MOST_CHARACTERS = 4000


@dataclass(frozen=True)
class Literals:
    """texts: strings of the expressions. patterns: regular expressions. likes: of LIKE.

    numbers: as written, also those in quotes.
    """

    texts: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def lengths(self) -> list[int]:
        """The whole numbers, and those next to them, that a text could be long."""
        whole = {int(number) for number in self.numbers if "." not in number}
        near = {length + step for length in whole for step in (-1, 0, 1)}
        return sorted(length for length in near if 0 < length <= _MOST_CHARACTERS)


def literals_of(expressions: list[str], more: Literals | None = None) -> Literals:
    """Return what stands in these SQL expressions (as Postgres prints them), and `more`."""
    known = more or Literals()
    texts, patterns = [*known.texts], [*known.patterns]
    likes, numbers = [*known.likes], [*known.numbers]
    for expression in expressions:
        for operator, escape, raw in _STRING.findall(expression):
            text = raw.replace("''", "'")
            text = text.replace("\\\\", "\\") if escape else text
            kind = operator.strip().rstrip("*")
            {"~": patterns, "~~": likes}.get(kind, texts).append(text)
        numbers += _NUMBER.findall(_STRING.sub("''", expression))
    numbers += [text for text in texts if _NUMBER.fullmatch(text)]
    return Literals(*(tuple(dict.fromkeys(each)) for each in (texts, patterns, likes, numbers)))
