"""Months of old events, and a worker that writes them to files as one does outside."""

import hashlib
import json
import random
from pathlib import Path
from typing import Any

import psycopg

Connection = psycopg.Connection[Any]
Part = dict[str, Any]

KINDS = (
    "insert into event_catalog (domain_id, name, schema_version, description, json_schema,"
    " actor_kinds, is_active) select d.id, k.name, 1, 'x', '{}', '{user,system}', k.is_active"
    " from domains as d, (values ('seen', true), ('sold', true), ('pinged', false))"
    " as k (name, is_active) where d.site_domain in ('cooking.example', 'toto.example')"
)
FILL = (
    "insert into event_log (domain_id, id, name, schema_version, actor_kind, actor_id, properties,"
    " occurred_at, received_at, source, is_test, has_clock_skew)"
    " select d.id, %s, %s, 1, %s, %s, %s, %s, now(), %s, %s, false"
    " from domains as d where d.site_domain = %s"
)


def one(db: Connection, query: str, *values: Any) -> Any:
    row = db.execute(query, values).fetchone()
    assert row is not None
    return row[0]


def fill(db: Connection, months: list[str], count: int, seed: int = 1) -> None:
    """Log so many events in each of the months, and make the months' tables but the first's."""
    draw = random.Random(seed)  # noqa: S311
    db.execute("set local time zone 'America/Sao_Paulo'")
    for month in months[1:]:
        db.execute("select private.ensure_event_partitions(%s, 1)", [f"{month}-01"])
    for month in months:
        for _ in range(count):
            _log(db, draw, month)


def _log(db: Connection, draw: random.Random, month: str) -> None:
    kind = draw.choice(["user", "user", "system"])
    at = f"{month}-{draw.randint(1, 28):02}T{draw.randint(0, 23):02}:{draw.randint(0, 59):02}:07.5Z"
    db.execute(
        FILL,
        [
            *(str(draw.getrandbits(128).to_bytes(16, "big").hex()), draw.choice(["seen", "sold"])),
            *(kind, f"user-{draw.randint(1, 4)}" if kind == "user" else None),
            *(json.dumps({"note": 'é "quoted"\n'}), at, draw.choice(["web", "app"])),
            *(draw.random() < 0.1, draw.choice(["cooking.example", "toto.example"])),
        ],
    )


def claim(db: Connection, worker: str = "w", page_size: int = 7) -> Part:
    part: Part = one(db, "select claim_archive(%s, %s)", worker, page_size)
    return part


def confirm(db: Connection, part: Part, written: bytes, worker: str = "w") -> Any:
    """Confirm a part with what a reader of its file finds."""
    found = (written.count(b"\n"), hashlib.sha256(written).hexdigest())
    call = "select confirm_archive(%s, %s, %s, %s, %s, %s)"
    return one(db, call, part["archive_id"], worker, part["part"], part["file_name"], *found)


def write(db: Connection, folder: Path, page_size: int = 7) -> list[Path]:
    """Write whatever is due to files, as the worker does; return them in their order."""
    written = []
    while (part := claim(db, page_size=page_size))["archive_id"]:
        path = folder / part["file_name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(part["content"].encode())
        confirm(db, part, path.read_bytes())
        written.append(path)
    return written


def upkeep(db: Connection) -> dict[str, Any]:
    answer: dict[str, Any] = one(db, "select run_retention_upkeep()")
    return answer


def finish(db: Connection) -> list[str]:
    """Run the upkeep until there is nothing left to drop; return what it said of each month."""
    said = []
    while (answer := upkeep(db))["archive_id"]:
        said.append(answer["state"])
    return said
