"""Calls to the API as one person, or as nobody."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import httpx
from postgrest.exceptions import APIError
from pydantic import TypeAdapter

from bo_cli.client.errors import SignInError, api_error
from bo_cli.client.reasons import REASONS
from bo_cli.core.errors import BoError, UsageError
from supabase import AuthError, SupabaseException, create_client
from supabase import Client as Supabase

T = TypeVar("T")


class Client:
    """One connection to the API.

    The key alone is nobody (publishable key) or the service (secret key); a token is a person.
    `supabase` is the client of supabase-py underneath, for queries on tables and storage.
    """

    def __init__(self, api_url: str, key: str, token: str | None = None) -> None:
        try:
            self.supabase: Supabase = create_client(api_url, key)
        except SupabaseException as error:
            raise UsageError(f"address or key of the API: {error}") from None
        self._api_url = api_url
        if token:
            self.supabase.postgrest.auth(token)

    @classmethod
    def sign_in(cls, api_url: str, key: str, email: str, password: str) -> "Client":
        """Return the client of a person who signs in with a password.

        Raises SignInError where that is refused, BoError when the API does not answer.
        """
        client = cls(api_url, key)
        with client._readable():
            client.supabase.auth.sign_in_with_password({"email": email, "password": password})
        return client

    def rpc(self, name: str, args: Mapping[str, Any] | None = None) -> Any:
        """Call a function and return what it returns, as JSON.

        Raises the ReasonError of the refusal's reason code, another ApiError where it has none,
        BoError when the API does not answer.
        """
        with self._readable():
            return self.supabase.rpc(name, dict(args or {})).execute().data

    def rpc_as(self, returns: type[T], name: str, args: Mapping[str, Any] | None = None) -> T:
        """Call a function and check its result against a type, such as `list[Conversation]`.

        Raises what `rpc` raises, and pydantic's ValidationError.
        """
        return TypeAdapter(returns).validate_python(self.rpc(name, args))

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """Turn what the libraries raise into our own errors."""
        try:
            yield
        except APIError as error:
            raise api_error(error, REASONS) from None
        except AuthError as error:
            raise SignInError(error.message, None, None, error.code) from None
        except httpx.TransportError as error:
            raise BoError(
                f"the API at {self._api_url} does not answer: {error}", hint="run bo start"
            ) from None
