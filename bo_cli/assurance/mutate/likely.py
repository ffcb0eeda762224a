"""Which files with tests are likely to notice a few mutants, so that not all need to be traced."""

from collections import Counter
from collections.abc import Mapping
from functools import cache

from bo_cli.assurance.mutate.touches import WORD, Names

# A short text that names something once is not more about it than a long one that always does.
SHORT = 200


class Likely:
    """Files with tests, by how much their text speaks of an object."""

    def __init__(self, texts: Mapping[str, str], names: Names) -> None:
        """texts: of each file, by its name."""
        self._words = {file: Counter(WORD.findall(text)) for file, text in texts.items()}
        self._names = names

    @cache  # noqa: B019 (it lives as long as a run)
    def files(self, touched: frozenset[str]) -> list[str]:
        """Return the files that speak of what a mutant touches, those first that do so most.

        Where none does, of what speaks of that, and so on: a helper is tested by its callers.
        """
        reached: set[str] = set()
        asked = {*touched}
        while asked:
            words = self._names.bare_names(asked)
            shares = {file: share for file in self._words if (share := self._share(file, words))}
            if shares:
                return sorted(shares, key=lambda file: (-shares[file], file))
            reached |= asked
            asked = {*self._names.speaking_of(asked)} - reached
        return []

    def _share(self, file: str, words: set[str]) -> float:
        """Return which part of a file's words are these."""
        found = self._words[file]
        return sum(found[word] for word in words) / (found.total() + SHORT)
