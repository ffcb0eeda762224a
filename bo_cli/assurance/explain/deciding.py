"""The rows that decide: taken away, the answer changes.

The tables are those that the question touches, functions included, as Postgres counts it. Their
rows are taken away in halves until the smallest set is left with which the answer still holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bo_cli.assurance.explain.trial import Answer, Place, Trial, Values, trial
from bo_cli.assurance.model import SignedIn
from bo_cli.db.connect import Connection

TOUCHED = """
    select s.schemaname || '.' || s.relname, coalesce(s.seq_scan, 0) + coalesce(s.idx_scan, 0)
    from pg_stat_xact_all_tables as s
    join pg_class as c on c.oid = s.relid
    where s.schemaname !~ '^pg_' and s.schemaname <> 'information_schema' and c.relkind = 'r'"""
WAYS = 5
# Shorter keys, such as 1 or admin, occur in rows that have nothing to do with the person.
NAME_LENGTH = 8


@dataclass(frozen=True)
class DecidingRow:
    """A row that decides.

    values: its columns as text. mentions: how many of its values name the person or the row that
    is asked about: a membership has both.
    """

    relation: str
    key: tuple[str, ...]
    values: Values
    mentions: int = 0


@dataclass(frozen=True)
class Deciding:
    """The rows without which a yes becomes a no.

    needed: each one of them. ways: where there are several ways to a yes, the rows of each; only
    without all of them it becomes a no. untried: tables whose rows cannot be taken away, and why.
    """

    needed: tuple[DecidingRow, ...] = ()
    ways: tuple[tuple[DecidingRow, ...], ...] = ()
    untried: tuple[str, ...] = ()


def touched_tables(connection: Connection, ask: Answer) -> list[str]:
    """Return the tables that are read while the question is answered, also inside of functions."""
    before = set(connection.execute(TOUCHED).fetchall())
    ask()
    after = set(connection.execute(TOUCHED).fetchall())
    return sorted({name for name, _ in after - before})


def tables_that_count(
    connection: Connection, ask: Answer, mentions: list[str], spared: dict[str, str]
) -> list[str]:
    """Return the tables that the answer can depend on.

    Where one condition is enough, the others are not computed: so those count too that are read
    once the rows of the first tables are away.
    """
    found = touched_tables(connection, ask)
    while True:
        more: set[str] = set()
        with trial(connection, found, spared) as tried:

            def look() -> bool:
                more.update(touched_tables(connection, ask))  # noqa: B023 (called at once)
                return True

            tried.without(tried.places(mentions), look)
        if more <= set(found):
            return found
        found = sorted(more.union(found))


def deciding_rows(tried: Trial, ask: Answer, mentions: list[str]) -> Deciding:
    """Return the rows without which `ask`, true now, answers no.

    mentions: texts that name the person and the row. Rows that mention most come first.
    """
    places = tried.places(mentions)
    if not places or tried.without(places, ask):
        return Deciding(untried=tried.untried)
    ways: list[list[Place]] = []
    used: list[Place] = []
    needed: list[Place] = []
    while len(ways) < WAYS and (not ways or (used and tried.without(used, ask))):
        gone = set(used)
        way = _smallest(tried, ask, [place for place in places if place not in gone], used)
        if not ways:
            needed = [place for place in way if not tried.without([place], ask)]
        ways.append([place for place in way if place not in needed])
        used += ways[-1]

    def shown(rows: list[Place]) -> tuple[DecidingRow, ...]:
        found = [_row(tried, place, mentions) for place in rows]
        return tuple(sorted(found, key=lambda row: -row.mentions))

    several = tuple(shown(way) for way in ways if way)
    return Deciding(shown(needed), several, tried.untried)


def known_names(tried: Trial, names: Iterable[str]) -> list[str]:
    """Return the texts that name the person: those given, and the keys of rows that mention them.

    So a token's `sub` leads to the row of a profile, and its id to the memberships.
    """
    found = dict.fromkeys(names)
    for _ in range(2):
        for relation in tried.relations:
            if len(relation.key) != 1:
                continue
            for place in tried.mentioning(relation, found, limit=10):
                key = tried.values(place)[relation.key[0]]
                if key and len(key) >= NAME_LENGTH:
                    found[key] = None
    return list(found)


def mentions_of(person: SignedIn) -> list[str]:
    """Return the texts by which a row can be about the person."""
    claims = [str(person.claims.get(name, "")) for name in ("sub", "email")]
    found = [*claims, *person.own]
    return [text for text in dict.fromkeys(found) if text]


def _smallest(tried: Trial, ask: Answer, rows: list[Place], used: list[Place]) -> list[Place]:
    """Return the rows that must stay, taking away ever smaller pieces of the others."""
    kept, size = rows, max(len(rows) // 2, 1)
    with tried.taken_away(used):
        while True:
            for piece in [kept[start : start + size] for start in range(0, len(kept), size)]:
                if tried.take_away_unless_needed(piece, ask):
                    leaving = set(piece)
                    kept = [row for row in kept if row not in leaving]
            if size == 1:
                return kept
            size = max(size // 2, 1)


def _row(tried: Trial, place: Place, mentions: list[str]) -> DecidingRow:
    values = tried.values(place)
    count = len({value for value in values.values() if value} & set(mentions))
    return DecidingRow(place.relation.label, place.relation.key, values, count)
