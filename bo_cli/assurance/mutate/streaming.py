"""Running a pgTAP file once for many mutants.

Up to where a mutant makes a difference, the file runs in the same way with it and without. So the
file runs as it is, statement by statement; before each, the mutants that first make a difference
there are made in a savepoint, one after the other, and only what follows runs again for them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.tap_files import TapFile, complaint, fails, is_result
from bo_cli.db.connect import Connection
from bo_cli.db.tap import Tap, run_part, tap_session
from bo_cli.db.tracking import touched_here

# A mutant may never come to an end: a statement hangs that takes so long, and so many times longer
# than the whole file does without a mutant.
LEAST_S, TIMES = 1.0, 3
# It may also be slow because the machine is busy, so it is asked again, and given so much more.
MORE = 5
CANCELLED = "57014"
ENDLESS = "does not come to an end"
# The file may just be acting as somebody, who may not change the schema. pgTAP counts in a
# sequence, which no savepoint takes back.
MAKE = """savepoint bo_mutant;
select set_config('bo.role', current_setting('role'), true);
set local role none;
select setval('pg_temp.__tresults___numb_seq', {number}, false);
{apply}
select set_config('role', current_setting('bo.role'), true);"""
UNDO = "rollback to savepoint bo_mutant; release savepoint bo_mutant;"


@dataclass(frozen=True)
class Turn:
    """A mutant's turn: it is made before the statement `start`, and judged by those before `stop`.

    stop: None for the whole rest of the file.
    """

    mutant: Mutant
    start: int = 0
    stop: int | None = None


def judge_turns(
    connection: Connection, file: TapFile, turns: Sequence[Turn], seconds: float = 0.0
) -> Iterator[tuple[Mutant, str | None]]:
    """Yield each mutant with what the file says against it; None where that is nothing.

    connection: in autocommit mode. seconds: how long the file takes without a mutant.
    """
    limit = LEAST_S + TIMES * seconds
    slow = []
    for turn, why in _judged(connection, file, turns, limit):
        if why and why.startswith(ENDLESS):
            slow.append(turn)
        else:
            yield turn.mutant, why
    for turn, why in _judged(connection, file, slow, MORE * limit):
        yield turn.mutant, why


def _judged(
    connection: Connection, file: TapFile, turns: Sequence[Turn], limit: float
) -> Iterator[tuple[Turn, str | None]]:
    """Yield each turn with what the file says. limit: seconds that a statement may take."""
    if not turns:
        return
    last = max(turn.start for turn in turns)
    again = []
    with tap_session(connection):
        run_part(connection, f"{file.head} set local statement_timeout = {int(1000 * limit)};")
        lines: list[str] = []
        for place, part in enumerate(file.body):
            for turn in [turn for turn in turns if turn.start == place]:
                number = 1 + sum(map(is_result, lines))
                made = run_part(connection, MAKE.format(number=number, apply=turn.mutant.apply))
                if made.error and place:
                    again.append(Turn(turn.mutant))
                else:
                    rest = file.body[place : turn.stop]
                    yield turn, made.error or _against(connection, rest, lines, turn)
                run_part(connection, UNDO)
            if place == last:
                break
            lines += run_part(connection, part).lines
    if again:
        yield from _judged(connection, file, again, limit)


def _against(
    connection: Connection, parts: Sequence[str], before: Sequence[str], turn: Turn
) -> str | None:
    """Run statements until one fails; whether all assertions were made, the end of a file tells."""
    lines = [*before]
    for part in parts:
        tap = run_part(connection, part)
        if tap.error:
            return f"{ENDLESS}: {tap.error}" if CANCELLED in tap.error else tap.error
        if failed := next(filter(fails, tap.lines), None):
            return failed.strip()
        lines += tap.lines
    return complaint(lines) if turn.stop is None else None


@dataclass(frozen=True)
class Run:
    """A file that ran as it is. seconds: of each statement. wrong: why it fails, if it does.

    is_slow: whether that is because a statement took too long.
    """

    seconds: tuple[float, ...]
    touched: dict[str, list[int]]
    wrong: str | None
    is_slow: bool = False


def run_file(
    connection: Connection, file: TapFile, before: Callable[[int], Any], longest: float
) -> Run:
    """Run the file statement by statement, each for `longest` seconds at most.

    before: is told the number of each.
    """
    touched_here(connection)
    lines: list[str] = []
    seconds = []
    with tap_session(connection):
        run_part(connection, f"{file.head} set local statement_timeout = {int(1000 * longest)};")
        tap = Tap([], "")
        for place, part in enumerate(file.body):
            before(place)
            started = perf_counter()
            tap = run_part(connection, part)
            seconds.append(perf_counter() - started)
            lines += tap.lines
            if tap.error:
                break
        touched = touched_here(connection)
    is_slow = CANCELLED in tap.error and seconds[-1] >= longest
    return Run(tuple(seconds), touched, tap.error or complaint(lines), is_slow)
