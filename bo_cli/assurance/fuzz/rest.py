"""Carries calls out through REST, as somebody."""

import re
import shlex
from typing import Any, TypeAlias

import httpx

from bo_cli.assurance.fuzz.model import Answer, Request
from bo_cli.assurance.fuzz.pool import Pool
from bo_cli.assurance.fuzz.requests import rendered
from bo_cli.assurance.model import SignedIn
from bo_cli.core.errors import BoError
from bo_cli.core.tokens import sign_token

TIMEOUT_S = 20
MAX_ROWS = 1000  # PostgREST's own limit, as the local API has it: then an answer is not whole
NOBODY = "anon"
SERVICE = "service_role"
Query: TypeAlias = list[tuple[str, str | int | float | bool | None]]
_TOTAL = re.compile(r"/(\d+)$")
# Of every answer, and nothing that the database says.
_USUAL = ("date", "content-length", "content-type", "connection", "keep-alive", "vary")


class Api:
    """An API to send requests to."""

    def __init__(
        self, url: str, pool: Pool, *, publishable_key: str, secret_key: str, jwt_secret: str
    ) -> None:
        """url: without a path. The keys and the secret are never shown."""
        self.url, self._pool = url.rstrip("/"), pool
        self._keys = (publishable_key, secret_key)
        self._jwt_secret = jwt_secret
        # One client: making one reads every certificate of the machine.
        self._client = httpx.Client(timeout=TIMEOUT_S, trust_env=False)
        self.calls = 0

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def check(self) -> None:
        """Raise BoError when nobody answers, or when the keys are of another project."""
        try:
            answer = self._client.get(self.url + "/rest/v1/", headers={"apikey": self._keys[0]})
        except httpx.TransportError as error:
            raise BoError(
                f"the API at {self.url} does not answer: {error}",
                hint="is its address right, and is it running?",
            ) from None
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            raise BoError(f"the API at {self.url} refuses the key", hint="check the keys")

    def is_healthy(self) -> bool:
        """Tell whether the local API reaches its database."""
        try:
            return self._client.get(self.url + "/health").is_success
        except httpx.TransportError:
            return False

    def ask(self, who: SignedIn, request: Request) -> Answer:
        """Return everything that the identity learns from a request."""
        self.calls += 1
        sent = self.headers(who) | dict(request.headers)
        query = self._query(request)
        options: dict[str, Any] = {}
        if request.method not in ("GET", "HEAD", "DELETE"):
            options["json"] = self._pool.resolve(request.body)
        try:
            answer = self._client.request(
                request.method, self.url + request.path, params=query, headers=sent, **options
            )
        except httpx.TimeoutException:
            return Answer({"body": f"no answer in {TIMEOUT_S} s"}, status=504)
        except httpx.TransportError as error:
            raise BoError(f"the API at {self.url} does not answer any more: {error}") from None
        return _answer(request, answer)

    def headers(self, who: SignedIn) -> dict[str, str]:
        """Return what tells the API who asks."""
        publishable, secret = self._keys
        if who.role == SERVICE:
            return {"apikey": secret}
        if who.role == NOBODY and "sub" not in who.claims:
            return {"apikey": publishable}
        claims = {"role": who.role} | who.claims
        # Tokens are made anew for each call: a long run must not outlive them, and who called
        # something that ends the older ones goes on.
        made = {"iat", "exp"} - who.identity.claims.keys()
        extra = {name: value for name, value in claims.items() if name not in made}
        token = sign_token(
            self._jwt_secret,
            sub=str(claims.get("sub", "")),
            email=str(claims.get("email", "")),
            role=who.role,
            extra=extra,
        )
        return {"apikey": publishable, "Authorization": f"Bearer {token}"}

    def shown(self, who: SignedIn, request: Request) -> str:
        """Return the request as a command line."""
        query = f"?{httpx.QueryParams(self._query(request))}" if request.query else ""
        target = f"$API_URL{request.path}{query}"
        words = [f"curl -X {request.method} {shlex.quote(target)}"]
        words += [f"-H {shlex.quote(f'{name}: {value}')}" for name, value in request.headers]
        if request.body is not None and request.method != "DELETE":
            body = httpx.Request("POST", "http://x", json=self._pool.resolve(request.body)).content
            words.append(f"--json {shlex.quote(body.decode())}")
        return " ".join([*words, f"# as {who.name}"])

    def _query(self, request: Request) -> Query:
        return [(name, rendered(self._pool, pieces)) for name, pieces in request.query]


def _answer(request: Request, answer: httpx.Response) -> Answer:
    headers = {name: text for name, text in answer.headers.items() if name not in _USUAL}
    places = {"body": answer.text, "headers": "\n".join(f"{k}: {v}" for k, v in headers.items())}
    is_whole = _is_whole(request, answer)
    body = _json(answer) if is_whole or answer.is_error else None
    code = str(body.get("code") or "") if isinstance(body, dict) and answer.is_error else ""
    rows = stated = None
    if is_whole and isinstance(body, list):
        total = _TOTAL.search(answer.headers.get("content-range", ""))
        rows, stated = len(body), int(total.group(1)) if total else None
    places = {name: text for name, text in places.items() if text}
    if stated is not None and stated > MAX_ROWS:
        stated = None
    return Answer(places, code, answer.status_code, rows, stated)


def _is_whole(request: Request, answer: httpx.Response) -> bool:
    """Tell whether the answer should hold every row that it counts."""
    asked = " ".join(f"{name}={value}" for name, value in request.headers).lower()
    limits = {name for name, _ in request.query} & {"limit", "offset"}
    return answer.is_success and "count=exact" in asked and "range=" not in asked and not limits


def _json(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None
