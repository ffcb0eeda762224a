"""What makes the values of one row differ from those of every other."""

import hashlib
from dataclasses import dataclass

PREFIX = "cny"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LENGTH = 11
# What finds a token in a text.
TOKEN = rf"{PREFIX}[a-z]{{{_LENGTH}}}"


@dataclass(frozen=True)
class Seed:
    """token: a text that no other row has. number: from 1, another for each row of the relation."""

    token: str
    number: int


def make_seed(relation: str, number: int) -> Seed:
    """Return the seed of a relation's nth row; the same in every run, so that runs can be repeated.

    The token is of lower-case letters only, because most rules on texts admit those: `cny` and
    eleven that come from a hash (about 51 bits).
    """
    rest = int.from_bytes(hashlib.sha256(f"{relation} {number}".encode()).digest()[:8], "big")
    letters = ""
    for _ in range(_LENGTH):
        rest, letter = divmod(rest, len(_LETTERS))
        letters += _LETTERS[letter]
    return Seed(PREFIX + letters, number)
