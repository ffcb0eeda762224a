"""Which files a linter found nothing in: it need not read them again until they change."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


class CleanFiles:
    """Remembers, in one file, digests of what a linter passed.

    rules: what else decides on a finding, such as the linter's version and its settings.
    """

    def __init__(self, memory: Path, *rules: str) -> None:
        self._memory, self._rules = memory, rules
        known = memory.read_text().split() if memory.is_file() else []
        self._known = frozenset(known)

    def others(self, paths: Iterable[Path]) -> list[Path]:
        """Return those that were changed since they were clean, or never were."""
        return [path for path in paths if self._digest(path) not in self._known]

    def remember(self, clean: Iterable[Path]) -> None:
        """Keep these as clean, and forget all others."""
        self._memory.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._memory.with_suffix(f".{os.getpid()}")
        unfinished.write_text("\n".join(sorted(self._digest(path) for path in clean)))
        unfinished.replace(self._memory)

    def _digest(self, path: Path) -> str:
        text = "\0".join([*self._rules, str(path), path.read_text()])
        return hashlib.sha256(text.encode()).hexdigest()[:32]
