"""What a file with tests reads besides itself."""

from pathlib import Path

import pytest

from bo_cli.assurance.mutate.imports import read_with

FILES = {
    "app/code.py": "",
    "tests/__init__.py": "",
    "tests/conftest.py": "from app import code\n",
    "tests/shared.py": "",
    "tests/rpc/__init__.py": "",
    "tests/rpc/conftest.py": "import tests.shared\n",
    "tests/rpc/actors.py": "from . import visits\n",
    "tests/rpc/visits.py": "from .actors import act\n",
    "tests/rpc/unused.py": "",
    "tests/rpc/test_one.py": "import json\nfrom .actors import act\n",
    "tests/rpc/test_two.py": "def test_it():\n    from ..other.test_three import MINE\n",
    "tests/other/test_three.py": "from tests.rpc.unused import nothing\n",
    "tests/other/conftest.py": "",
    "test_alone.py": "from tests import shared\n",
    "conftest.py": "",
}
ALWAYS = ["tests/conftest.py", "tests/rpc/conftest.py", "tests/shared.py"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("tests/rpc/test_one.py", [*ALWAYS, "tests/rpc/actors.py", "tests/rpc/visits.py"]),
        ("tests/rpc/test_two.py", [*ALWAYS, "tests/other/test_three.py", "tests/rpc/unused.py"]),
        (
            "tests/other/test_three.py",
            ["tests/conftest.py", "tests/other/conftest.py", "tests/rpc/unused.py"],
        ),
        ("test_alone.py", ["conftest.py", "tests/shared.py"]),
    ],
)
def test_it_is_what_it_imports_and_what_pytest_reads(
    tmp_path: Path, name: str, expected: list[str]
) -> None:
    for each, text in FILES.items():
        (tmp_path / each).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / each).write_text(text)
    found = [path.relative_to(tmp_path).as_posix() for path in read_with(tmp_path / name, tmp_path)]
    packages = [each for each in found if each.endswith("__init__.py")]
    assert sorted({*found} - {*packages}) == sorted([name, *expected])


def test_a_file_outside_of_the_project(tmp_path: Path) -> None:
    alone = tmp_path / "elsewhere" / "test_it.py"
    alone.parent.mkdir()
    alone.write_text("import json\n")
    assert read_with(alone, tmp_path / "project") == [alone]
