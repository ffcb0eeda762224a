"""Rows to write as somebody: like one's own, with a key or a reference that is another tenant's."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bo_cli.assurance.fuzz.probes.model import Setting
from bo_cli.assurance.model import Canary, SignedIn
from bo_cli.assurance.world.objects import Relation
from bo_cli.db.quoting import literal, quoted

ENOUGH = 2  # rows of one relation to try with
Row = dict[str, str | None]
PRIVILEGES = """
select a.attname, has_column_privilege(%(role)s, a.attrelid, a.attnum, %(privilege)s)
from pg_attribute as a where a.attrelid = %(oid)s and a.attnum > 0 and not a.attisdropped"""


@dataclass(frozen=True)
class Trial:
    """The same write twice: with a hidden row's values, and with values that no row has."""

    relation: Relation
    hidden: str
    fresh: str
    about: str


def writable(setting: Setting, who: SignedIn, relation: Relation, privilege: str) -> set[str]:
    """Return the columns that the identity's role may `insert` or `update`."""
    known = setting.writable
    place = (who.role, relation.name, privilege)
    if place not in known:
        values = {"role": who.role, "privilege": privilege, "oid": relation.oid}
        found = setting.world.connection.execute(PRIVILEGES, values).fetchall()
        computed = {name for name, column in relation.columns.items() if column.is_computed}
        known[place] = {name for name, is_allowed in found if is_allowed} - computed
    return known[place]


def own_rows(setting: Setting, who: SignedIn, relation: str) -> list[Canary]:
    """Return the relation's rows that are not of a stranger: the identity might write such."""
    strangers = setting.scene.hidden_from(who).strangers().get(relation, ())
    return [row for row in setting.scene.canaries.get(relation, []) if row not in strangers]


def hidden_rows(setting: Setting, who: SignedIn, relation: str) -> list[Canary]:
    """Return the relation's rows of tenants that the identity has nothing to do with."""
    return list(setting.scene.hidden_from(who).strangers().get(relation, ()))[:ENOUGH]


def trials(
    setting: Setting,
    who: SignedIn,
    relation: Relation,
    columns: tuple[str, ...],
    values: Mapping[str, str | None],
    ending: str = "",
) -> Iterator[Trial]:
    """Yield writes of `values`, which are a hidden row's, to `columns`.

    ending: of the inserts, such as `on conflict do nothing`; updates are made without one only.
    """
    unknown = {name: fresh(text) for name, text in values.items()}
    about = f"{', '.join(columns)} of {relation.name}"
    may_insert = writable(setting, who, relation, "insert")
    may_update = writable(setting, who, relation, "update")
    for own in own_rows(setting, who, relation.name)[:ENOUGH]:
        if set(columns) <= may_insert:
            base = _like(relation, own, may_insert)
            one, two = (insert(relation, {**base, **given}, ending) for given in (values, unknown))
            yield Trial(relation, one, two, about)
        if set(columns) <= may_update and not ending:
            one, two = (update(relation, own, given) for given in (values, unknown))
            yield Trial(relation, one, two, about)


def insert(relation: Relation, row: Mapping[str, str | None], ending: str = "") -> str:
    """Return an insert."""
    names = ", ".join(quoted(name) for name in row)
    values = ", ".join(literal(value) for value in row.values())
    return f"insert into {relation.sql} ({names}) values ({values}){ending}"


def update(relation: Relation, row: Canary, values: Mapping[str, str | None]) -> str:
    """Return an update of one row."""
    changes = ", ".join(f"{quoted(name)} = {literal(value)}" for name, value in values.items())
    return f"update {relation.sql} set {changes} where {where(row)}"


def where(row: Canary) -> str:
    """Return the condition that finds one row."""
    return " and ".join(f"{quoted(name)} = {literal(value)}" for name, value in row.key.items())


def fresh(text: str | None) -> str:
    """Return a value like this one that no row has."""
    if text is None:
        return str(uuid.uuid4())
    try:
        uuid.UUID(text)
    except ValueError:
        # In the middle, so that an address or a name with a rule for its end stays one.
        return str(int(text) + 7_000_003) if text.lstrip("-").isdigit() else f"q{text[:-1]}q"
    return str(uuid.uuid4())


def _like(relation: Relation, own: Canary, columns: set[str]) -> Row:
    """Return one's own row again, with other keys, so that it could be added."""
    row: Row = {}
    keys = {name for unique in relation.uniques for name in unique.columns}
    linked = {name for key in relation.foreign_keys for name in key.columns}
    for name in sorted(columns):
        value = own.values.get(name)
        if name in keys and name not in linked and value is not None:
            if relation.columns[name].default is None:
                row[name] = fresh(value)
        elif value is not None:
            row[name] = value
    return row
