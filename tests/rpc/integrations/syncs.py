"""A domain with visitors and accounts, a synchronisation of it, and a HubSpot that is not there."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from psycopg.rows import dict_row

from .hubspot import ADMIN, SERVICE, Connection, call, connect, value

SITE = "sync.example"
SPACE = UUID("5f0a1c52-0000-4000-8000-000000000000")
MAP = {
    "contacts": {"email": "email", "company": "company_domain", "seen": "last_seen_at"},
    "companies": {"name": "company_name", "size": "enrichment.employees"},
}
COUNTERS = ("unchanged", "pending", "created", "updated", "failed", "skipped")


def make_id(name: str) -> UUID:
    return uuid5(SPACE, name)


def add_site(db: Connection, site: str = SITE) -> UUID:
    """A domain without rows."""
    found: UUID = value(
        db, "insert into domains (client_id, site_domain)"
        " values ('20000000-0000-4000-8000-000000000001', %s) returning id", site,
    )  # fmt: skip
    return found


def add_visitor(db: Connection, domain_id: UUID, name: str, **other: Any) -> UUID:
    """A visitor whose address is <name>@people.example."""
    row = {
        "domain_id": domain_id, "id": make_id(name), "email": f"{name}@people.example",
        "first_seen_at": "2026-01-01T00:00Z", "last_seen_at": "2026-01-02T03:04:05.678Z",
        "is_test": False, **other,
    }  # fmt: skip
    insert(db, "visitors", row)
    return make_id(name)


def add_account(db: Connection, domain_id: UUID, name: str, **other: Any) -> UUID:
    row = {
        "domain_id": domain_id, "id": make_id(name), "company_domain": f"{name}.example",
        "company_name": name, "first_seen_at": "2026-01-01T00:00Z", **other,
    }  # fmt: skip
    insert(db, "accounts", row)
    return make_id(name)


def insert(db: Connection, table: str, row: dict[str, Any]) -> None:
    names = ", ".join(row)
    marks = ", ".join(f"%({name})s" for name in row)
    db.execute(f"insert into {table} ({names}) values ({marks})", row)


def configure(db: Connection, domain_id: UUID, *objects: str, **other: Any) -> dict[str, Any]:
    """The synchronisation of these objects, after the domain was connected."""
    site = value(db, "select site_domain from domains where id = %s", domain_id)
    found = value(
        db, "select id from integrations where domain_id = %s and status = 'connected'", domain_id
    )
    given = {
        "objects": list(objects), "field_map": {name: MAP[name] for name in objects}, **other,
    }  # fmt: skip
    [row] = call(
        db, ADMIN, "set_sync_config", domain_id=domain_id,
        integration_id=found or connect(db, site), **given,
    )  # fmt: skip
    config: dict[str, Any] = row
    return config


def start(db: Connection, config: dict[str, Any], kind: str = "changes") -> dict[str, Any]:
    there = {"domain_id": config["domain_id"], "config_id": config["id"]}
    [row] = call(db, ADMIN, "start_sync", **there, kind=kind)
    run: dict[str, Any] = row
    return run


def run_of(db: Connection, run: dict[str, Any]) -> dict[str, Any]:
    """The run as it is now; its counters must add up."""
    cursor = db.cursor(row_factory=dict_row)
    cursor.execute("select * from sync_runs where domain_id = %(domain_id)s and id = %(id)s", run)
    [row] = cursor.fetchall()
    assert row["scanned"] == sum(row[name] for name in COUNTERS)
    return row


def counted(db: Connection, run: dict[str, Any]) -> tuple[Any, ...]:
    """State, then unchanged, pending, created, updated, failed, skipped."""
    row = run_of(db, run)
    return (row["state"], *(row[name] for name in COUNTERS))


def claim(db: Connection, worker: str = "w1", **args: Any) -> dict[str, Any] | None:
    rows = call(db, SERVICE, "claim_sync_batch", worker=worker, **args)
    return rows[0] if rows else None


@dataclass
class Hub:
    """What the service holds, by object and key; refused: keys that it does not take."""

    held: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    sent: list[str] = field(default_factory=list)

    def upsert(self, batch: dict[str, Any]) -> list[dict[str, Any]]:
        """The results to report."""
        return [self._one(batch["object"], each) for each in batch["inputs"]]

    def _one(self, name: str, each: dict[str, Any]) -> dict[str, Any]:
        trace = {"trace_id": each["objectWriteTraceId"]}
        self.sent.append(each["id"])
        if each["id"] in self.refused:
            return {**trace, "error": "VALIDATION_ERROR", "message": f"not valid: {each['id']}"}
        is_new = (name, each["id"]) not in self.held
        self.held[name, each["id"]] = each["properties"]
        return {**trace, "remote_id": f"r-{each['id']}"[:64], "is_new": is_new}


def report(db: Connection, batch: dict[str, Any], results: Any, worker: str = "w1") -> Any:
    from psycopg.types.json import Jsonb

    args = {"batch_id": batch["batch_id"], "worker": worker, "results": Jsonb(results)}
    [row] = call(db, SERVICE, "report_sync_batch", **args)
    return row["report_sync_batch"]


def work(db: Connection, hub: Hub, **args: Any) -> int:
    """Until there is nothing to do: how many batches were sent."""
    number = 0
    while batch := claim(db, **args):
        report(db, batch, hub.upsert(batch))
        number += 1
    return number


def people(*names: str) -> set[tuple[str, str]]:
    return {("contacts", f"{name}@people.example") for name in names}
