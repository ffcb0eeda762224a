"""Values that must not show, and the search for all of them at once."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bo_cli.assurance.world.seeds import PREFIX, TOKEN

UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_TOKEN = re.compile(TOKEN)
# One may begin inside of what only looks like another one.
_TOKENS = re.compile(rf"{PREFIX}(?=({TOKEN.removeprefix(PREFIX)}))")


@dataclass(frozen=True)
class Secret:
    """A value that tells of a row that is hidden. text: in lower case."""

    text: str
    relation: str
    tenant: str | None

    @property
    def owner(self) -> str:
        """Whose it is, in words."""
        return f"a row of {self.relation}" + (f" of tenant {self.tenant}" if self.tenant else "")


class Secrets:
    """Many values to look for in many texts.

    Nearly all of them are ids or tokens, which one pass over a text finds, however many there are.
    """

    def __init__(self, secrets: Mapping[str, Secret]) -> None:
        """secrets: by their text; an earlier one is told of rather than a later one."""
        self._all = dict(secrets)
        self._place = {text: place for place, text in enumerate(secrets)}
        self._others = [
            text for text in secrets if not (UUID.fullmatch(text) or _TOKEN.fullmatch(text))
        ]

    def without(self, text: str) -> "Secrets":
        """Return those that are not part of the text."""
        gone = {secret.text for secret in self.shown_in(text)}
        return Secrets({text: each for text, each in self._all.items() if text not in gone})

    def shown_in(self, low: str) -> Iterator[Secret]:
        """Yield those that are part of a text in lower case.

        A canary's own text says more than an id, which other rows may hold too: it comes first.
        """
        if not self._all:
            return
        found = {text for text in self._others if text in low}
        found |= {PREFIX + rest for rest in _TOKENS.findall(low)} & self._all.keys()
        for text in sorted(found, key=self._place.__getitem__):
            yield self._all[text]
        for text in UUID.findall(low):
            if text in self._all:
                yield self._all[text]
