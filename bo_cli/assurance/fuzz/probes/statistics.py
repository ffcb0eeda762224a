"""What Postgres keeps of all rows together: sequences, the planner's statistics, counters."""

import json
from collections.abc import Iterator

from bo_cli.assurance.fuzz.probes.model import Probe, Setting, Sighting
from bo_cli.assurance.fuzz.probes.rows import fresh, hidden_rows
from bo_cli.assurance.fuzz.watch import leak_in
from bo_cli.assurance.model import SignedIn
from bo_cli.assurance.world.objects import Relation
from bo_cli.db.quoting import literal, quoted

VALUES = """select tablename, attname, most_common_vals, histogram_bounds, most_common_elems
from pg_stats where schemaname not in ('pg_catalog', 'information_schema')"""
COUNTERS = """
select c.oid::regclass, c.reltuples, pg_relation_size(c.oid), s.n_live_tup
from pg_class as c left join pg_stat_user_tables as s on s.relid = c.oid where c.oid = """


def sequences(setting: Setting, who: SignedIn) -> Iterator[Sighting]:
    """A sequence tells how many rows all tenants have added."""
    for sequence in setting.world.catalogue.of_kind("S"):
        name = literal(sequence.sql)
        ways = [f"select last_value from {sequence.sql}", f"select nextval({name})"]
        ways.append(f"select pg_sequence_last_value({name}::regclass)")
        for text in ways:
            answer = setting.database.ask_text(who, text)
            if not answer.code and answer.places.get("rows", "None") != "None":
                yield Sighting(sequence.name, f"reads {answer.places['rows']}", text)
                break


def statistics_values(setting: Setting, who: SignedIn) -> Iterator[Sighting]:
    """The planner's samples hold values of rows, whoever's they are."""
    answer = setting.database.ask_text(who, VALUES)
    leak = leak_in(answer, setting.scene.hidden_from(who).on("pg_stats", is_table=True), ())
    if leak is not None:
        yield Sighting(leak[1].relation, f"pg_stats show {leak[1].text!r}", VALUES)


def planned_counts(setting: Setting, who: SignedIn) -> Iterator[Sighting]:
    """The planner's estimate is made from all rows: it tells how many another tenant has."""
    for relation in setting.relations(who, "r", "p", "v", "m"):
        for column, value in _tenant_of(setting, who, relation):
            there, nowhere = (
                f"explain (format json) select from {relation.sql} where {column} = {text}"
                for text in (literal(value), literal(fresh(value)))
            )
            one, two = (_estimate(setting, who, text) for text in (there, nowhere))
            if one is not None and two is not None and one != two:
                says = f"about {one} row(s) of another tenant, {two} of one that is not there"
                yield Sighting(relation.name, says, there)
                break


def row_counters(setting: Setting, who: SignedIn) -> Iterator[Sighting]:
    """The catalogue and the activity counters tell every table's size."""
    for relation in setting.world.catalogue.of_kind("r"):
        text = f"{COUNTERS.strip()} {relation.oid}"
        answer = setting.database.ask_text(who, text)
        if not answer.code and answer.rows:
            yield Sighting(relation.name, f"reads {answer.places['rows']}", text)


def _tenant_of(setting: Setting, who: SignedIn, relation: Relation) -> Iterator[tuple[str, str]]:
    """Yield a condition that picks another tenant's rows: the column and the tenant's key."""
    column = setting.world.intent.tenant_column_of(relation.name)
    if column not in relation.columns or column is None:
        return
    rows = hidden_rows(setting, who, relation.name)
    strange = {value for row in rows if (value := row.values.get(column))}
    if not strange and relation.kind in ("v", "m"):
        strange = set(setting.scene.tenants.values()) - set(who.tenants.values())
    for value in sorted(strange):
        yield quoted(column), value


def _estimate(setting: Setting, who: SignedIn, text: str) -> int | None:
    answer = setting.database.ask_text(who, text)
    if answer.code:
        return None
    plan = json.loads(answer.places["rows"])[0]["Plan"]
    return int(plan["Plan Rows"])


PROBES = (
    Probe("sequences", sequences),
    Probe("statistics values", statistics_values),
    Probe("planned counts", planned_counts, is_inherent=True),
    Probe("row counters", row_counters, is_inherent=True),
)
