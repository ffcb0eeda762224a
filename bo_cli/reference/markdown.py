"""Small pieces of Markdown."""

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a column that is empty in every row is left out."""
    kept = list(rows)
    used = [i for i in range(len(head)) if any(row[i] for row in kept)]
    lines = [_line(head[i] for i in used), _line("---" for _ in used)]
    return "\n".join(lines + [_line(_cell(row[i]) for i in used) for row in kept])


def code(names: Iterable[str]) -> str:
    """Return names as code, with commas: `a`, `b`."""
    return ", ".join(f"`{name}`" for name in names)


def short_type(name: str) -> str:
    """Return a type's name as people write it: timestamptz."""
    name = name.removeprefix("public.")
    return name.replace("timestamp with time zone", "timestamptz").replace(
        "character varying", "varchar"
    )


def list_of(parts: Sequence[str]) -> str:
    """Return `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
