"""Programs of others that do not end."""

import os
import sys

import pytest

from bo_cli.core.errors import BoError
from bo_cli.core.programs import run_program


def test_a_program_that_does_not_end_is_killed_and_named() -> None:
    sleeps = [sys.executable, "-c", "import time; time.sleep(60)"]
    with pytest.raises(BoError, match=r"the sleeper failed: it has not ended after 0\.1 seconds"):
        run_program("the sleeper", sleeps, os.environ, timeout_s=0.1)


def test_a_program_gets_no_input_and_returns_what_it_printed() -> None:
    reads = [sys.executable, "-c", "import sys; print('read', repr(sys.stdin.read()))"]
    assert run_program("the reader", reads, os.environ).stdout == "read ''\n"
