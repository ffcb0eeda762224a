"""Which objects a change can be felt through: what mentions it, and what mentions that."""

import re

from bo_cli.assurance.diff.naming import relation_of
from bo_cli.db.facts import Facts

# Whoever is about a table is named by the table: its policies and triggers are felt there.
ABOUT_TABLE = ("policy", "trigger", "column")
MENTIONING = ("function", "view", *ABOUT_TABLE)
WORD = re.compile(r"\w+")


class Mentions:
    """The mentions of both databases, by the bare name of what is mentioned."""

    def __init__(self, *sides: Facts) -> None:
        self._by_word: dict[str, set[str]] = {}
        for facts in sides:
            for (kind, name), definition in facts.items():
                if kind in MENTIONING:
                    self._add(_object(kind, name), definition)

    def _add(self, name: str, definition: str) -> None:
        for word in set(WORD.findall(definition)):
            self._by_word.setdefault(word, set()).add(name)

    def felt_through(self, name: str, *, only_views: bool = False) -> set[str]:
        """Return the object itself and everything that uses it, directly or not.

        only_views: leave functions out; a table is used by too many of them to say anything.
        """
        found, new = {name}, [name]
        while new:
            users = self._by_word.get(_bare(new.pop()), set())
            fresh = {user for user in users - found if not (only_views and "(" in user)}
            found |= fresh
            new += fresh
        return found


def _object(kind: str, name: str) -> str:
    return name if kind == "function" else relation_of(name)[0]


def _bare(name: str) -> str:
    words = WORD.findall(name.partition("(")[0])
    return words[-1] if words else name
