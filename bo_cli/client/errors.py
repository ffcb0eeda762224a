"""The errors of the API as exceptions: one class for each reason code of sql/reasons.csv."""

import re
from typing import ClassVar

from postgrest.exceptions import APIError

from bo_cli.core.errors import BoError

REASON = re.compile(r"[A-Z][A-Z0-9_]*")


class ApiError(BoError):
    """What the API refused.

    reason: the stable code that a program may test; None where the database gave none.
    sqlstate: Postgres' code, or PostgREST's own (PGRST…).
    """

    def __init__(
        self, message: str, hint: str | None, sqlstate: str | None, reason: str | None
    ) -> None:
        super().__init__(message, hint)
        self.sqlstate = sqlstate
        self.reason = reason


class ReasonError(ApiError):
    """A refusal with a reason code; every reason has a subclass in bo_cli.client.reasons.

    code: the reason. http: the status that the API answers with.
    """

    code: ClassVar[str]
    http: ClassVar[int]


class SignInError(ApiError):
    """E-mail and password do not belong together, or the account may not sign in."""


class UnknownFunctionError(ApiError):
    """There is no function of this name with these arguments (PGRST202)."""


class TokenError(ApiError):
    """The token is expired, forged or malformed (PGRST301 to PGRST303)."""


HINTS: dict[type[ApiError], str] = {
    UnknownFunctionError: "`bo rpc list` shows every function with its arguments",
    TokenError: "sign in again",
}


def api_error(error: APIError, reasons: dict[str, type[ReasonError]]) -> ApiError:
    """Return the exception for what PostgREST answered."""
    sqlstate = str(error.code) if error.code else None
    reason = error.details if REASON.fullmatch(error.details or "") else None
    kind: type[ApiError] = ApiError
    if reason in reasons:
        kind = reasons[reason]
    elif sqlstate == "PGRST202":
        kind = UnknownFunctionError
    elif (sqlstate or "").startswith("PGRST30"):
        kind = TokenError
    codes = " ".join(filter(None, [sqlstate, reason]))
    message = error.message or "the API gave no reason"
    hint = error.hint or HINTS.get(kind)
    return kind(f"{message} ({codes})" if codes else message, hint, sqlstate, reason)
