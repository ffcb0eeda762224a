"""Access tokens with the claims that Supabase Auth puts into its own."""

import time
import uuid
from collections.abc import Mapping, Sequence
from typing import Any


def sign_token(
    jwt_secret: str,
    *,
    sub: str,
    email: str,
    role: str = "authenticated",
    aal: str = "aal1",
    amr: Sequence[Mapping[str, Any]] | None = None,
    expires_in: int = 3600,
    iat: int | None = None,
    extra: Mapping[str, Any] | None = None,
) -> str:
    """Return a signed HS256 token.

    sub: the auth user's id. amr: [{"method": "password", "timestamp": <epoch seconds>}]; the
    default is one password login at `iat`. expires_in: seconds after `iat`, may be negative to
    make an expired token. iat: epoch seconds, default now. extra: claims to add or replace.
    """
    issued = int(time.time()) if iat is None else iat
    claims: dict[str, Any] = {
        "iss": "bo",
        "aud": "authenticated",
        "sub": sub,
        "iat": issued,
        "exp": issued + expires_in,
        "email": email,
        "phone": "",
        "role": role,
        "aal": aal,
        "amr": list(amr) if amr is not None else [{"method": "password", "timestamp": issued}],
        "session_id": str(uuid.uuid4()),
        "app_metadata": {"provider": "email", "providers": ["email"]},
        "user_metadata": {"email_verified": True},
        "is_anonymous": False,
    }
    import jwt  # here: loading it takes longer than most commands run

    return jwt.encode(claims | dict(extra or {}), jwt_secret, algorithm="HS256")
