"""The errors that `bo` reports as one message instead of a traceback."""


class BoError(Exception):
    """Something the user can act on.

    message: what is wrong, and where.
    hint: what to do about it, when we know.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(BoError):
    """The command line or a setting is wrong; nothing was tried."""

    exit_code = 2
