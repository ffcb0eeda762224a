"""Which Python files a file with tests reads: what it imports, and what pytest reads for it."""

import ast
from collections.abc import Iterator
from pathlib import Path


def read_with(path: Path, root: Path) -> list[Path]:
    """Return what a test file of a project reads of the folder that tests are in, itself too.

    Those are the files that it imports, every `conftest.py` beside or above it, and what these
    import in turn. What the rest of the project does is for tests to notice.
    """
    tests = _folder_of_tests(path, root)
    above = [folder for folder in path.parents if folder.is_relative_to(tests)]
    reached: set[Path] = set()
    waiting = [path, *(folder / "conftest.py" for folder in above)]
    while waiting:
        file = waiting.pop()
        if file not in reached and file.is_relative_to(tests) and file.is_file():
            reached.add(file)
            waiting += _imported(file, root)
    return sorted(reached)


def _folder_of_tests(path: Path, root: Path) -> Path:
    """Return the folder right below `root` that a file is in, if it is in one."""
    within = path.relative_to(root).parts if path.is_relative_to(root) else ()
    return root / within[0] if len(within) > 1 else path.parent


def _imported(file: Path, root: Path) -> Iterator[Path]:
    """Return where the modules that a file imports would be."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            for each in node.names:
                yield from _places(root, each.name)
        elif isinstance(node, ast.ImportFrom):
            beginning = file.parents[node.level - 1] if node.level else root
            yield from _places(beginning, node.module or "")
            for each in node.names:
                yield from _places(beginning, f"{node.module or ''}.{each.name}")


def _places(beginning: Path, module: str) -> Iterator[Path]:
    """Return the files that a module may be, and those of the packages above it."""
    place = beginning
    for part in filter(None, module.split(".")):
        place = place / part
        yield place.with_suffix(".py")
        yield place / "__init__.py"
