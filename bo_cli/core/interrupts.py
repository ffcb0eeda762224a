"""Being told to end: what was made for a while is taken away first."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGTERM, signal.SIGHUP)
SIGNAL_EXIT_CODE = 128  # and the signal's number, as shells report it


class _Ended(KeyboardInterrupt):
    """A signal came. Whoever waits for a statement cancels it, as for Ctrl-C, and can roll back."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def ending_cleanly() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the program as Ctrl-C does: contexts are left, not cut off."""
    before = {number: signal.signal(number, _end) for number in SIGNALS}
    try:
        yield
    except _Ended as ended:
        sys.exit(SIGNAL_EXIT_CODE + ended.number)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _frame: FrameType | None) -> None:
    raise _Ended(number)
