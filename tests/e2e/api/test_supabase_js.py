"""The programs in js/, which use supabase-js and Node's own test runner."""

from pathlib import Path
from typing import Any

import pytest

PROGRAMS = sorted(path.name for path in (Path(__file__).parent / "js").glob("*.test.mjs"))


@pytest.mark.parametrize("program", PROGRAMS)
def test_program(api: Any, program: str) -> None:
    done = api.node_script("--test", "--test-reporter=spec", f"tests/{program}")
    assert done.returncode == 0, done.stdout + done.stderr
