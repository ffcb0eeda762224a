"""Looks through an answer for what should not be in it."""

from collections.abc import Collection

from bo_cli.assurance.fuzz.model import Answer
from bo_cli.assurance.fuzz.secret import Secret, Secrets

# PostgREST makes 500 of these by their SQLSTATE, although a function means them, or a client that
# took too long or wrote to a view that takes no writes; PGRSTXXX says that the local API cannot do
# something (docs/local-api.md).
MEANT = ("P0002", "40001", "57014", "55000", "PGRSTXXX")
# XX: Postgres' own faults. F0, 58: of its files. 42P17, 54001: a policy or function without an end.
INTERNAL = ("XX", "F0", "58", "42P17", "54001")
WORST = 500


def leak_in(
    answer: Answer, secrets: Secrets, *inputs: Collection[str]
) -> tuple[str, Secret] | None:
    """Return where in the answer a secret is, and which; None where there is none.

    inputs: texts that the caller sent, in lower case: to hear them again tells nothing.
    """
    for place, text in answer.places.items():
        for secret in secrets.shown_in(text.lower()):
            if not any(secret.text in sent for texts in inputs for sent in texts):
                return place, secret
    return None


def internal_error(answer: Answer) -> str | None:
    """Return what the server should not have had to say; None where it is well."""
    if answer.code.startswith(INTERNAL):
        return f"{answer.code}: {answer.places.get('error', '')}"
    if answer.status >= WORST and answer.code not in MEANT:
        said = answer.places.get("body", "")[:300]
        return f"HTTP {answer.status} {answer.code}: {said}"
    return None


def wrong_count(answer: Answer) -> str | None:
    """Return what is wrong where an answer states a number of rows that it does not show."""
    if answer.stated is None or answer.rows is None or answer.stated == answer.rows:
        return None
    return f"states {answer.stated} row(s), shows {answer.rows}"
