"""Counts that the planner makes up, asked for through REST: PostgREST gives them to everybody."""

import re
from collections.abc import Iterator

from bo_cli.assurance.fuzz.model import Finding, Request, Typed, Way
from bo_cli.assurance.fuzz.probes.rows import fresh
from bo_cli.assurance.fuzz.rest import Api
from bo_cli.assurance.fuzz.scene import Scene
from bo_cli.assurance.fuzz.targets import Table
from bo_cli.assurance.model import SignedIn

NAME = "planned counts over REST"
WAYS = (
    ("Prefer", "count=planned"),
    ("Prefer", "count=estimated"),
    ("Accept", "application/vnd.pgrst.plan+json"),
)
_TOTAL = re.compile(r'/(\d+)$|"Plan Rows":\s*(\d+)', re.MULTILINE)


def planned_over_rest(
    api: Api, scene: Scene, who: SignedIn, tenant_column: str | None
) -> Iterator[Finding]:
    """Yield where a planned count is another one for a tenant with rows than for one without."""
    strangers = scene.hidden_from(who).strangers()
    for table in scene.tables:
        rows = strangers.get(table.name, ())
        keys = {row.values.get(tenant_column or "") for row in rows} - {None}
        if not (table.is_exposed and keys and scene.is_reachable(who, table.name)):
            continue
        for header in WAYS:
            key = min(map(str, keys))
            asked = [
                _asking(table, tenant_column or "", each, header) for each in (key, fresh(key))
            ]
            there, nowhere = (_estimate(api, who, request) for request in asked)
            if there is not None and nowhere is not None and there != nowhere:
                says = f"{' '.join(header)}: {there} row(s) of another tenant, {nowhere} of none"
                shown = api.shown(who, asked[0])
                yield Finding(NAME, who.name, Way.REST, table.name, header[1], says, shown)


def _asking(table: Table, column: str, key: str, header: tuple[str, str]) -> Request:
    query = ((column, ("eq.", Typed(key, "text"))), ("select", (column,)))
    return Request(table.name, "GET", f"/rest/v1/{table.own_name}", query, (header,))


def _estimate(api: Api, who: SignedIn, request: Request) -> int | None:
    answer = api.ask(who, request)
    for place in ("headers", "body"):
        found = _TOTAL.search(answer.places.get(place, ""))
        if found and not answer.code:
            return int(found[1] or found[2])
    return None
