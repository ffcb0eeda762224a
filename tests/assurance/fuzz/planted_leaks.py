"""The leaks of planted/, with what their headers say."""

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
FINDS = re.compile(r"-- finds: (.+) on (\S+), through (.+)")


@dataclass(frozen=True)
class Planted:
    """One fault: its SQL, what kind of finding it must be, on what, and through which ways."""

    name: str
    sql: str
    kind: str
    target: str
    ways: tuple[str, ...]


def planted(way: str) -> list[Planted]:
    """Return the faults that must be found that way."""
    found = []
    for path in sorted((HERE / "planted").glob("*.sql")):
        text = path.read_text()
        header = FINDS.search(text)
        assert header is not None, path
        found.append(
            Planted(path.stem, text, header[1], header[2], tuple(header[3].split(" and ")))
        )
    return [fault for fault in found if way in fault.ways]
