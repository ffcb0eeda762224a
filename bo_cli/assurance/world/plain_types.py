"""Candidates for Postgres' own types that are not texts, by the name of the type."""

import re
from collections.abc import Callable

from bo_cli.assurance.world.literals import Literals
from bo_cli.assurance.world.seeds import Seed
from bo_cli.db.quoting import literal

# Types that hold text, with how many characters (None: as many as you like).
TEXTS: dict[str, int | None] = {
    "text": None,
    "character varying": None,
    "character": 1,
    "name": 63,
    "citext": None,
    "extensions.citext": None,
    "public.citext": None,
    '"char"': 1,
}
MOMENTS = ("timestamp with time zone", "timestamp without time zone", "date")
_LARGEST = {"smallint": 32_767, "integer": 2**31 - 1, "bigint": 2**63 - 1}
_NUMERIC = re.compile(r"\((\d+)(?:,(-?\d+))?\)")
_MOMENT = "date_trunc('day', now())"

Maker = Callable[[str, Seed, Literals], list[str]]


def _numbers(type_name: str, seed: Seed, literals: Literals) -> list[str]:
    """Numbers that differ from row to row, then those that the checks name and their neighbours."""
    base = type_name.partition("(")[0]
    largest = _largest(type_name)
    said = [number for text in literals.numbers for number in _near(text, base)]
    large = [10_000.0 + seed.number, 20_000.0 + 2 * seed.number, largest // 2 + seed.number]
    found = [float(seed.number), *large, *said, 0.0, 1.0, -1.0, 100.0, 0.5]
    fitting = [number for number in found if abs(number) <= largest]
    whole = base in _LARGEST
    return [
        f"({int(number) if whole or number.is_integer() else number})::{type_name}"
        for number in fitting
        if not whole or number.is_integer()
    ]


def _near(text: str, base: str) -> list[float]:
    number = float(text)
    steps = (0, 1, -1) if base in _LARGEST else (0, 1, -1, 0.5, -0.5)
    return [number + step for step in steps] + [2 * number, 10 * number, -number]


def _largest(type_name: str) -> float:
    found = _NUMERIC.search(type_name)
    if found:
        return float(10 ** (int(found[1]) - int(found[2] or 0)) - 1)
    return float(_LARGEST.get(type_name, 10**15))


def _moments(type_name: str, seed: Seed, literals: Literals) -> list[str]:
    steps = [f"interval '-{seed.number} hours'", "interval '-40 days'", "interval '1 day'"]
    made = [f"({_MOMENT} + {step})::{type_name}" for step in steps]
    said = [text for text in literals.texts if text[:4].isdigit() or "infinity" in text]
    for text in said:
        made += [f"{literal(text)}::{type_name}"]
        if text[:4].isdigit():
            made += [
                f"({literal(text)}::timestamptz + interval '{day} days')::{type_name}"
                for day in (seed.number, -seed.number)
            ]
    return made


def _dates(type_name: str, seed: Seed, literals: Literals) -> list[str]:
    return [f"(current_date - {seed.number})::date", *_moments(type_name, seed, literals)]


def _json(type_name: str, seed: Seed, literals: Literals) -> list[str]:
    """Objects with the keys that the checks name, arrays and plain values."""
    inner = [f'"{seed.token}"', "1", "true", "{}", f'["{seed.token}"]']
    keys = [text for text in literals.texts if text.isidentifier()]
    objects = [
        "{" + ", ".join(f'"{key}": {value}' for key in ("canary", *keys)) + "}" for value in inner
    ]
    said = [text for text in literals.texts if text[:1] in '{["']
    texts = [objects[0], f'["{seed.token}"]', f'"{seed.token}"', *objects[1:], *said]
    return [f"{literal(text)}::{type_name}" for text in [*texts, "{}", "[]", "1", "true", "null"]]


def _bytes(_type: str, seed: Seed, literals: Literals) -> list[str]:
    token = literal(seed.token)
    hashed = f"sha256(convert_to({token}, 'UTF8'))"
    lengths = [length for length in literals.lengths if length <= 32]
    cut = [f"substr({hashed}, 1, {length})" for length in lengths]
    return [f"convert_to({token}, 'UTF8')", hashed, *cut, f"sha512(convert_to({token}, 'UTF8'))"]


def _durations(_type: str, seed: Seed, literals: Literals) -> list[str]:
    said = [f"{literal(text)}::interval" for text in literals.texts if re.search(r"\d", text)]
    around = [f"{each} {sign} interval '1 hour'" for each in said for sign in "+-"]
    return [f"interval '{seed.number} hours'", *said, *around, "interval '0'"]


def _bits(type_name: str, seed: Seed, _literals: Literals) -> list[str]:
    found = re.search(r"\((\d+)\)", type_name)
    length = int(found[1]) if found else 1
    return [f"B'{seed.number % 2**length:0{length}b}'"]


def _uuids(_type: str, seed: Seed, literals: Literals) -> list[str]:
    said = [f"{literal(text)}::uuid" for text in literals.texts if len(text) == 36]
    # One for each row and column would need the column's name; a default or chance gives those.
    return ["gen_random_uuid()", f"md5({literal(seed.token)})::uuid", *said]


def _fixed(*texts: str) -> Maker:
    """Return a maker of constants; {n} is the row's number, {token} its token."""

    def make(type_name: str, seed: Seed, _literals: Literals) -> list[str]:
        filled = [text.replace("{n}", str(seed.number % 250)) for text in texts]
        return [f"{literal(text.replace('{token}', seed.token))}::{type_name}" for text in filled]

    return make


def _booleans(_type: str, _seed: Seed, _literals: Literals) -> list[str]:
    return ["false", "true"]


PLAIN: dict[str, Maker] = {
    **dict.fromkeys(("smallint", "integer", "bigint", "numeric"), _numbers),
    **dict.fromkeys(("real", "double precision", "money", "oid"), _numbers),
    **dict.fromkeys(MOMENTS[:2], _moments),
    "date": _dates,
    "boolean": _booleans,
    "interval": _durations,
    "time without time zone": _fixed("12:00", "00:00"),
    "time with time zone": _fixed("12:00+00", "00:00+00"),
    "uuid": _uuids,
    "json": _json,
    "jsonb": _json,
    "bytea": _bytes,
    "bit": _bits,
    "bit varying": _bits,
    "inet": _fixed("192.0.2.{n}"),
    "cidr": _fixed("192.0.2.0/24"),
    "macaddr": _fixed("02:00:00:00:00:01"),
    "macaddr8": _fixed("02:00:00:ff:fe:00:00:01"),
    "tsvector": _fixed("{token}"),
    "tsquery": _fixed("{token}"),
    "xml": _fixed("<a>{token}</a>"),
    "jsonpath": _fixed("$.{token}"),
    "point": _fixed("({n},1)"),
    "line": _fixed("{1,-1,{n}}"),
    "lseg": _fixed("[(0,0),({n},1)]"),
    "box": _fixed("(0,0),({n},1)"),
    "path": _fixed("((0,0),({n},1))"),
    "polygon": _fixed("((0,0),({n},1),(1,0))"),
    "circle": _fixed("<(0,0),{n}>"),
    "pg_lsn": _fixed("0/{n}"),
    "xid8": _fixed("{n}"),
    "regclass": _fixed("pg_class"),
    "regtype": _fixed("text"),
    "regproc": _fixed("now"),
    "regprocedure": _fixed("now()"),
    "regrole": _fixed("postgres"),
    "regnamespace": _fixed("pg_catalog"),
    "hstore": _fixed("canary=>{token}"),
    "extensions.hstore": _fixed("canary=>{token}"),
    "public.hstore": _fixed("canary=>{token}"),
}
