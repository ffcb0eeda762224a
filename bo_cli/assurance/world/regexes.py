"""Making a text that a regular expression matches.

Understands what checks are made of: anchors, classes, groups, alternatives, counts. Whatever the
result, Postgres has the last word, so an expression that is read wrongly does no harm.
"""

import re
import string

_CLASSES = {"d": string.digits, "w": string.ascii_lowercase + string.digits + "_", "s": " "}
_NAMED = {
    "alpha": string.ascii_lowercase,
    "lower": string.ascii_lowercase,
    "upper": string.ascii_uppercase,
    "digit": string.digits,
    "alnum": string.ascii_lowercase + string.digits,
    "xdigit": string.digits + "abcdef",
    "space": " ",
    "punct": "-_.,",
}
_PRINTABLE = string.ascii_lowercase + string.digits + string.ascii_uppercase + "_-./:@+ "
_COUNT = re.compile(r"\{(\d+)(,?)(\d*)\}")


def sample(pattern: str, token: str) -> str | None:
    """Return a text that `pattern` should match, with `token` in it where that is possible.

    Returns None where the pattern is not understood.
    """
    sampler = _Sampler(pattern, token)
    try:
        text = sampler.alternatives()
    except (IndexError, ValueError, KeyError):
        return None
    return text if sampler.at == len(pattern) else None


class _Sampler:
    """Reads the pattern from left to right, making the text on the way."""

    def __init__(self, pattern: str, token: str) -> None:
        self.pattern, self.token, self.at = pattern, token, 0

    def alternatives(self) -> str:
        """Read up to the end of a group; of its alternatives the first is taken."""
        texts = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            texts.append(self.sequence())
        return texts[0]

    def sequence(self) -> str:
        text = ""
        while self.at < len(self.pattern) and self.peek() not in "|)":
            text += self.counted()
        return text

    def counted(self) -> str:
        """Read an atom and how often it stands there."""
        start = self.at
        char = self.pattern[self.at]
        self.at += 1
        if char in "^$":
            return ""
        if char == "(":
            return self.group(start)
        return self.repeated(self.characters(char))

    def group(self, start: int) -> str:
        if self.pattern.startswith("?:", self.at):
            self.at += 2
        elif self.peek() == "?":  # looking around: whether it holds, Postgres says
            self.at = start + 3
            self.alternatives()
            self.at += 1
            return ""
        text = self.alternatives()
        if self.pattern[self.at] != ")":
            raise ValueError(self.pattern)
        self.at += 1
        least, _most = self.count()
        return text * least

    def repeated(self, characters: str) -> str:
        least, most = self.count()
        room = len(self.token)
        if least <= room <= most and set(self.token) <= set(characters):
            return self.token
        # Other characters in other rows, as far as the class has several.
        varied = [characters[ord(letter) % len(characters)] for letter in reversed(self.token)]
        length = min(max(least, 1 if most else 0), most)
        return "".join(varied[at % len(varied)] for at in range(length)) if least else ""

    def count(self) -> tuple[int, int]:
        """Return how often at least and at most."""
        found = _COUNT.match(self.pattern, self.at)
        if found:
            self.at = found.end()
            least = int(found[1])
            result = least, int(found[3]) if found[3] else (10_000 if found[2] else least)
        else:
            char = self.peek()
            result = {"?": (0, 1), "*": (0, 10_000), "+": (1, 10_000)}.get(char, (1, 1))
            self.at += char != "" and char in "?*+"
        self.at += self.peek() == "?" and (found is not None or self.pattern[self.at - 1] in "?*+")
        return result

    def characters(self, char: str) -> str:
        """Return the characters that an atom admits."""
        if char == "[":
            return self.bracket()
        if char == "\\":
            self.at += 1
            escaped = self.pattern[self.at - 1]
            return _CLASSES.get(escaped, escaped)
        return _PRINTABLE if char == "." else char

    def bracket(self) -> str:
        start = self.at
        negated = self.peek() == "^"
        self.at += negated
        admitted = ""
        while self.pattern[self.at] != "]" or self.at == start + negated:
            admitted += self.bracket_item()
        self.at += 1
        if negated:
            return "".join(each for each in _PRINTABLE if each not in admitted)
        return admitted

    def bracket_item(self) -> str:
        if self.pattern.startswith("[:", self.at):
            name = self.pattern[self.at + 2 : self.pattern.index(":]", self.at)]
            self.at += len(name) + 4
            return _NAMED[name]
        char = self.pattern[self.at]
        self.at += 1
        if char == "\\":
            escaped = self.pattern[self.at]
            self.at += 1
            return _CLASSES.get(escaped, escaped)
        if self.peek() == "-" and self.pattern[self.at + 1] != "]":
            last = self.pattern[self.at + 1]
            self.at += 2
            return "".join(map(chr, range(ord(char), ord(last) + 1)))
        return char

    def peek(self) -> str:
        return self.pattern[self.at : self.at + 1]
