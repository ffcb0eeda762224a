"""What a refusal lacks: rows that stand against it, and changes to a row that would admit it."""

from collections.abc import Iterator

from bo_cli.assurance.explain.deciding import DecidingRow
from bo_cli.assurance.explain.relation import Relation
from bo_cli.assurance.explain.trial import Answer, Place, Trial, Values
from bo_cli.db.attempt import attempt
from bo_cli.db.connect import Connection
from bo_cli.db.quoting import literal, quoted

ROWS_TRIED = 20
CHANGES_SHOWN = 5
TYPES = """
    select attname::text, format_type(atttypid, null) from pg_attribute
    where attrelid = %s and attnum > 0 and not attisdropped
        and attgenerated = '' and attidentity <> 'a'"""


def column_types(connection: Connection, relation: Relation) -> dict[str, str]:
    """Return the type of every column that can be written."""
    return dict(connection.execute(TYPES, [relation.oid]).fetchall())


def rows_against(tried: Trial, names: list[str], ask: Answer) -> list[DecidingRow]:
    """Return the rows about the person without which `ask`, false now, answers yes."""
    return [
        DecidingRow(place.relation.label, place.relation.key, tried.values(place))
        for relation in tried.relations
        for place in tried.mentioning(relation, names, ROWS_TRIED)
        if tried.without([place], ask)
    ]


def changes_that_admit(
    tried: Trial, names: list[str], wanted: dict[str, tuple[str, str]], ask: Answer
) -> list[str]:
    """Return the changes of one column of one row about the person that turn the answer into yes.

    wanted: by column of the row that is asked about, its type and value: what the condition that
    failed looks at. A membership of another tenant is found so.
    """
    found: list[str] = []
    for relation in tried.relations:
        types = column_types(tried.connection, relation)
        for place in tried.mentioning(relation, names, ROWS_TRIED):
            row = tried.values(place)
            found += [
                _told(relation, row, column, value)
                for column, value in _changes(types, row, wanted)
                if _admits(tried.connection, place, column, value, ask)
            ]
    return found[:CHANGES_SHOWN]


def _changes(
    types: dict[str, str], row: Values, wanted: dict[str, tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    for kind, value in dict.fromkeys(wanted.values()):
        for column, own_kind in types.items():
            if own_kind == kind and row.get(column) not in (None, value):
                yield column, value


def _admits(connection: Connection, place: Place, column: str, value: str, ask: Answer) -> bool:
    change = f"update {place.relation.sql} set {quoted(column)} = {literal(value)}"
    statement = f"{change} where ctid = '{place.ctid}'::tid"
    if attempt(connection, statement).refusal:
        return False
    with connection.transaction(force_rollback=True):
        connection.execute(statement.encode())
        return ask()


def _told(relation: Relation, row: Values, column: str, value: str) -> str:
    key = ", ".join(f"{each} = {row[each]}" for each in relation.key or relation.columns[:1])
    return f"{relation.label} ({key}) with {column} = {value} instead of {row[column]}"
