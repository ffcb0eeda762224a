"""Gathers what is wrong with an intent file, so that all of it can be said at once."""

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from bo_cli.core.errors import UsageError

Parsed = TypeVar("Parsed")


class Problems:
    """What is wrong with one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._found: list[str] = []

    def add(self, key: tuple[str, ...], reason: str) -> None:
        """Note what is wrong with the value of a key, given by its parts."""
        self._found.append(f"{key_of(key)}: {reason}")

    def parse(
        self, parse: Callable[[str], Parsed], text: str, key: tuple[str, ...]
    ) -> Parsed | None:
        """Return parse(text); None, and a problem, where it raises ValueError."""
        try:
            return parse(text)
        except ValueError as error:
            self.add(key, str(error))
            return None

    def complain(self) -> None:
        """Raise UsageError with a line for each problem, if there is any."""
        if self._found:
            name = as_written(self.path)
            raise UsageError("\n".join(f"{name}: {problem}" for problem in self._found))


def key_of(parts: tuple[str, ...]) -> str:
    """Return the dotted key as the file has it, with quotes where TOML needs them."""
    return ".".join(part if _is_bare(part) else f'"{part}"' for part in parts)


def close_to(word: str, known: list[str]) -> str:
    """Return ` (do you mean x?)` where a known word looks like this one, else nothing."""
    close = get_close_matches(word, known, 1)
    return f" (do you mean {close[0]}?)" if close else ""


def as_written(path: Path) -> str:
    """Return the path as messages show it: relative to the working directory where it is below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _is_bare(name: str) -> bool:
    return bool(name) and name.isascii() and name.replace("_", "").replace("-", "").isalnum()
