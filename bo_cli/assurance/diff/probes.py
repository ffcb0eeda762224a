"""What everybody can do in two databases, tried for real, and what is different about it."""

import re
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from bo_cli.assurance.diff.model import Effect, Gain
from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.matrix.matrix import Matrix
from bo_cli.assurance.world.catalogue import Catalogue, read_catalogue
from bo_cli.assurance.world.hints import Hints, hints_beside
from bo_cli.assurance.world.world import open_world
from bo_cli.core.errors import BoError
from bo_cli.db.connect import Connection, connect

COUNT = re.compile(r"^(\d+) of (\d+) ")
CANARIES = re.compile(r"\b(shows|changes) (\d+) canaries")
COMMAND = re.compile(r"^([^(]+)(?:\((.*)\))?$", re.DOTALL)
ABSENT = "not there"


@dataclass(frozen=True)
class Observed:
    """What was found in one database: cell -> words. missing: relation -> why it has no canaries.

    objects: the relations and functions that there are. problem: why nothing could be tried.
    """

    cells: dict[str, str]
    objects: frozenset[str]
    missing: dict[str, str]
    problem: str | None = None


def observe_both(
    urls: tuple[str, str], intent: Intent, hints: Hints | None
) -> tuple[Observed, Observed]:
    """Try every cell in both databases, side by side, and leave nothing behind.

    hints: for the second database; None for those that lie beside the intent. The first one may
    lack what they speak of.
    """
    hints = hints if hints is not None else hints_beside(intent.file)
    with connect(urls[0]) as older, connect(urls[1]) as newer, ThreadPoolExecutor(2) as pool:
        try:
            left = pool.submit(_observe, older, intent, hints, is_older=True)
            right = pool.submit(_observe, newer, intent, hints)
            return left.result(), right.result()
        except BaseException:
            # Nobody waits for the end of what somebody has interrupted.
            older.close()
            newer.close()
            raise


def _observe(
    connection: Connection, intent: Intent, hints: Hints, *, is_older: bool = False
) -> Observed:
    try:
        if is_older:
            hints = _fitting(hints, read_catalogue(connection))
        with open_world(connection, intent, hints) as world:
            objects = frozenset([*world.catalogue.relations, *world.catalogue.functions])
            return Observed(Matrix(world).observe(), objects, dict(world.missing))
    except BoError as error:
        return Observed({}, frozenset(), {}, error.message)
    finally:
        if not connection.closed:
            connection.rollback()


def _fitting(hints: Hints, catalogue: Catalogue) -> Hints:
    """Return the hints for what the database has."""
    found = {}
    for name, hint in hints.relations.items():
        relation = catalogue.relations.get(name)
        if relation:
            columns = {c: sql for c, sql in hint.columns.items() if c in relation.columns}
            found[name] = replace(hint, columns=columns)
    return Hints(found)


def gains(left: Observed, right: Observed) -> list[Gain]:
    """Return what changed, the widest first; cells that changed alike are told together."""
    together: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    tried = _columns_tried(left, right)
    for key in sorted(left.cells.keys() | right.cells.keys()):
        identity, name, action, rows = key.split("|", 3)
        before, after = _found(left, key, name), _found(right, key, name)
        effect = _effect(before, after)
        if effect is None:
            continue
        command, column = _command_and_column(action)
        alike = (effect, name, command, rows, _words(before), _words(after))
        together[alike].append((identity, column))
    found = [_gain(alike, cells, tried) for alike, cells in _by_columns(together)]
    return sorted(found, key=_urgency)


def _urgency(gain: Gain) -> tuple[int, bool, bool, str, str]:
    """Order what widened first, then what is about others, then tables before functions."""
    is_others = "other" in gain.rows
    return (
        [*Effect].index(gain.effect),
        not is_others,
        "(" in gain.object,
        gain.object,
        gain.command,
    )


def _by_columns(
    together: dict[tuple[str, ...], list[tuple[str, str]]],
) -> Iterable[tuple[tuple[str, ...], list[tuple[str, str]]]]:
    """Keep those identities together for which the same columns changed."""
    for alike, cells in together.items():
        columns: dict[str, tuple[str, ...]] = {}
        for identity, column in cells:
            columns[identity] = (*columns.get(identity, ()), column)
        same: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
        for identity, own in columns.items():
            same[own] += [(identity, column) for column in own]
        for group in same.values():
            yield alike, group


def _gain(
    alike: tuple[str, ...], cells: list[tuple[str, str]], tried: dict[tuple[str, str], set[str]]
) -> Gain:
    effect, name, command, rows, before, after = alike
    identities = tuple(dict.fromkeys(identity for identity, _ in cells))
    columns = tuple(dict.fromkeys(column for _, column in cells if column))
    if set(columns) == tried[name, command]:
        columns = ()
    return Gain(Effect(effect), identities, name, command, columns, rows, before, after, len(cells))


def _columns_tried(*sides: Observed) -> dict[tuple[str, str], set[str]]:
    """Return the columns that a command was tried with, by object and command."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key in (key for side in sides for key in side.cells):
        _, name, action, _ = key.split("|", 3)
        command, column = _command_and_column(action)
        found[name, command] |= {column} if column else set()
    return found


def _command_and_column(action: str) -> tuple[str, str]:
    match = COMMAND.match(action)
    command, column = match.groups() if match else (action, None)
    return command, column or ""


def _found(side: Observed, key: str, name: str) -> str | None:
    """Return what was found; None where the object is there and the cell was not tried."""
    if key in side.cells:
        return side.cells[key]
    return None if name in side.objects else ABSENT


def _effect(before: str | None, after: str | None) -> Effect | None:
    """Return what changed; None where nothing did."""
    if before is None or after is None or before == after:
        return None
    old, new = reach(before), reach(after)
    if old is None and new and max(new.values()) > 0:
        return Effect.WIDER  # it failed, for whatever reason, and goes through now
    if old is None or new is None:
        return None if old == new else Effect.UNKNOWN
    ways = old.keys() | new.keys()
    more = any(new.get(way, 0) > old.get(way, 0) for way in ways)
    less = any(new.get(way, 0) < old.get(way, 0) for way in ways)
    if more and less:
        return Effect.BOTH
    if not more and not less:
        return None
    return Effect.WIDER if more else Effect.NARROWER


def reach(found: str) -> dict[str, float] | None:
    """Return how much of what was tried went through; None where nobody can tell.

    The share of rows, 0 to 1; of a function, how many canaries it shows and changes.
    """
    count = COUNT.match(found)
    if count:
        return {"": int(count.group(1)) / max(int(count.group(2)), 1)}
    canaries = CANARIES.findall(found)
    if found.startswith("works") and canaries:
        return {verb: int(number) for verb, number in canaries}
    if found.startswith("works"):
        return {"": 1}
    if found.startswith(("refused", "fails", "nothing", ABSENT)):
        return {}
    return None


def _words(found: str | None) -> str:
    return found or "not tried"
