"""Candidates for columns that hold text."""

import hashlib

from bo_cli.assurance.world.literals import Literals
from bo_cli.assurance.world.regexes import sample
from bo_cli.assurance.world.seeds import Seed

# What a column's name says of its contents, most telling first.
_BY_NAME = (
    ("email", "{token}@example.com"),
    ("url", "https://{token}.example.com/"),
    ("uri", "https://{token}.example.com/"),
    ("website", "https://{token}.example.com/"),
    ("hostname", "{token}.example.com"),
    ("phone", "+4930{digits}"),
)
_USUAL = (
    "{token}",
    "{upper}",
    "{token}@example.com",
    "https://{token}.example.com/",
    "{token}.example.com",
    "/{token}",
    "+4930{digits}",
    "{digits}",
    "{uuid}",
    "{hash}",
    "#{hash6}",
    "{letters2}",
    "{letters3}",
    "{upper2}",
    "{upper3}",
    "en",
    "en-US",
    "EUR",
    "DE",
    "UTC",
    "2026-01-01",
    "192.0.2.1",
    "{token}/{token}",
    "{token}.{token}",
    "{{}}",
    "x",
    "",
)


def text_candidates(
    name: str, seed: Seed, literals: Literals, longest: int | None = None
) -> list[str]:
    """Return texts for a column, the likeliest first; those with the token come before others.

    name: the column's. literals: of its checks. longest: how many characters it takes.
    """
    words = _words(seed)
    by_name = [text for part, text in _BY_NAME if part in name.lower()]
    usual = [text.format(**words) for text in (*by_name, *_USUAL)]
    matching = [sample(pattern, seed.token) or "" for pattern in literals.patterns]
    alike = [
        like.replace("%", seed.token).replace("_", "a").replace("\\", "") for like in literals.likes
    ]
    found = [*matching, *alike, *usual[: len(by_name) + 1], *literals.texts]
    found += [_long(seed, length) for length in literals.lengths]
    found += [words["hash"][:length] for length in literals.lengths if length <= len(words["hash"])]
    found += usual
    return list(dict.fromkeys(_fitting(found, seed.token, longest)))


def _words(seed: Seed) -> dict[str, str]:
    digest = hashlib.sha256(seed.token.encode()).hexdigest()
    return {
        "token": seed.token,
        "upper": seed.token.upper(),
        "digits": str(int(digest[:12], 16) % 10**8).zfill(8),
        "hash": digest,
        "hash6": digest[:6],
        "uuid": f"{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}",
        "letters2": seed.token[-2:],
        "letters3": seed.token[-3:],
        "upper2": seed.token[-2:].upper(),
        "upper3": seed.token[-3:].upper(),
    }


def _long(seed: Seed, length: int) -> str:
    """Return a text of exactly this length, with the token (or its end) in front."""
    return seed.token[-length:].ljust(length, "x")


def _fitting(texts: list[str], token: str, longest: int | None) -> list[str]:
    """Leave out what is too long; the token's end differs from row to row and may stand for it."""
    if longest is None:
        return texts
    short = token[-longest:]
    return [
        text
        for text in (texts if longest >= len(token) else [short, *texts])
        if len(text) <= longest
    ]
