"""`bo token`: sign in as anybody, for development."""

import time
from enum import StrEnum
from typing import Annotated

import typer

from bo_cli.commands.context import EngineOption, context
from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.console import data
from bo_cli.core.errors import BoError
from bo_cli.core.tokens import sign_token
from bo_cli.db.connect import connect


class Level(StrEnum):
    """How strong the login was."""

    aal1 = "aal1"
    aal2 = "aal2"


class Method(StrEnum):
    """How the person proved who they are; recorded in the token's `amr`."""

    password = "password"  # noqa: S105 (the name of a way to sign in)
    totp = "totp"
    passkey = "passkey"


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(token)


def token(
    email: Annotated[str, typer.Argument(metavar="PERSON_EMAIL", help="Whose token.")],
    aal: Annotated[Level, typer.Option(help="Strength of the login.")] = Level.aal1,
    method: Annotated[Method, typer.Option(help="How they signed in.")] = Method.password,
    expires: Annotated[
        int, typer.Option(help="Seconds until it expires; negative for an expired one.")
    ] = 3600,
    engine: EngineOption = None,
) -> None:
    """Print a signed access token for a person, as Auth would issue it at sign-in."""
    info = context(engine=engine).engine.connection()
    if not info.jwt_secret:
        raise BoError("this engine has no JWT secret to sign with", hint="set BO_JWT_SECRET")
    user_id, address = find_user(info, email)
    now = int(time.time())
    data(
        sign_token(
            info.jwt_secret,
            sub=user_id,
            email=address,
            aal=aal,
            amr=[{"method": method.value, "timestamp": now}],
            iat=now,
            expires_in=expires,
            extra={"iss": f"{info.api_url}/auth/v1"},
        )
    )


def find_user(info: ConnectionInfo, email: str) -> tuple[str, str]:
    """Return (auth user id, e-mail as stored). Raises BoError when there is no such user."""
    query = "select id::text, email from auth.users where lower(email) = lower(%s)"
    with connect(info.db_url) as connection:
        row = connection.execute(query, [email]).fetchone()
    if row is None:
        raise BoError(
            f"nobody signs in as {email}",
            hint="`bo db reset` makes the demo people, such as user@user.com",
        )
    return row[0], row[1]
