"""Where a body tells of its mutants: in place of conditions, and before statements."""

from collections.abc import Iterable, Sequence

from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.tokens import Token
from bo_cli.db.quoting import literal

SETTING = "bo_watch.m"
CONDITIONS = frozenset(["body-widen", "body-narrow", "body-drop"])
OF_ROWS = frozenset(["select", "insert", "update", "delete", "merge", "from", "for", "execute"])
WRITES = frozenset(["insert", "update", "delete", "merge"])
BOUNDARIES = frozenset([";", "then", "else", "begin", "loop"])
# What begins like a statement and goes on with the one before.
NOT_BEFORE = frozenset(["elsif", "elseif", "else", "end", "exception", "when", "declare"])


class Sites:
    """Where a body tells: in place of conditions, and before statements that a mutant is in.

    rows: whether conditions of rows tell. sql: whether the body is all SQL, where nothing else can.
    """

    def __init__(
        self,
        tokens: list[Token],
        volatile: set[str],
        mutants: list[Mutant],
        first: list[str],
        *,
        rows: bool = False,
        sql: bool = False,
    ) -> None:
        self._tokens, self._volatile, self._first = tokens, volatile, set(first)
        self._rows = rows
        # An error of a condition that would not have been asked could be caught.
        self._catches = any(
            token.word == "exception" and _leads(tokens, i) for i, token in enumerate(tokens)
        )
        self._values: dict[tuple[int, int], list[Mutant]] = {}
        self._reached: dict[int, list[str]] = {}
        for mutant in mutants:
            assert mutant.site is not None  # noqa: S101 (for the type checker)
            span = (mutant.site.start, mutant.site.end)
            index = next(i for i, token in enumerate(tokens) if token.start >= span[0])
            start = 0 if sql else _statement(tokens, index)
            if self._is_value(start, index, mutant):
                self._values.setdefault(span, []).append(mutant)
            elif not sql and start is not None and tokens[start].word not in NOT_BEFORE:
                self._reached.setdefault(tokens[start].start, []).append(mutant.id)
        if first:
            begin = next(i for i, token in enumerate(tokens) if token.word == "begin")
            self._reached.setdefault(tokens[begin + 1].start, []).extend(first)

    @property
    def values(self) -> frozenset[str]:
        return frozenset(mutant.id for found in self._values.values() for mutant in found)

    @property
    def mutants(self) -> frozenset[str]:
        return frozenset(self.values.union(*self._reached.values()) - self._first)

    @property
    def are_nested(self) -> bool:
        return not any(a < c < b < d for a, b in self._values for c, d in self._values)

    def told(self, body: str, start: int, end: int) -> str:
        """Return a piece of the body in which everything tells that lies inside of it."""
        inside = [s for s in self._values if start <= s[0] and s[1] <= end and s != (start, end)]
        outer = [s for s in inside if not any(o != s and _holds(o, s) for o in inside)]
        starts = [at for at in self._reached if start <= at < end]
        pieces = [(at, at) for at in starts if not any(a <= at < b for a, b in outer)]
        parts, position = [], start
        for span in sorted([*outer, *pieces]):
            parts.append(body[position : span[0]])
            parts.append(self._before(span[0]) if span[0] == span[1] else self._value(body, span))
            position = span[1]
        return "".join([*parts, body[position:end]])

    def _before(self, at: int) -> str:
        # `perform` would change FOUND. Statements in loops are passed often: only the first calls.
        ids = self._reached[at]
        is_new = f"pg_catalog.current_setting('{SETTING}{ids[0]}', true) is distinct from '1'"
        return f"if {is_new} and bo_watch.reached({_array(ids)}) then end if; "

    def _value(self, body: str, span: tuple[int, int]) -> str:
        mutants = self._values[span]
        ids = _array([mutant.id for mutant in mutants])
        others = ", ".join(f"(\n{mutant.site.new}\n)" for mutant in mutants if mutant.site)
        return f"bo_watch.value({ids}, (\n{self.told(body, *span)}\n), array[{others}])"

    def _is_value(self, start: int | None, index: int, mutant: Mutant) -> bool:
        """Whether a mutant's condition is asked once, and asking two in turn changes nothing.

        A condition of rows is asked of each of them, also of those that an index leaves out.
        """
        assert mutant.site is not None  # noqa: S101 (for the type checker)
        if mutant.kind not in CONDITIONS or start is None or self._catches:
            return False
        before = {token.word for token in self._tokens[start:index]}
        inside = [token for token in self._tokens[index:] if token.end <= mutant.site.end]
        is_boolean = self._tokens[index - 1].word != "when" or _is_searched(self._tokens, index - 1)
        is_wanted = self._rows or not before & OF_ROWS
        return is_boolean and is_wanted and not self._changes(inside)

    def _changes(self, tokens: Sequence[Token]) -> bool:
        return any(
            (after.word == "(" and token.text.strip('"') in self._volatile) or token.word in WRITES
            for token, after in zip(tokens, [*tokens[1:], tokens[-1]], strict=True)
        )


def _statement(tokens: list[Token], index: int) -> int | None:
    """Return the index of the token that begins the statement of a token; None where none does.

    What stands before the first `begin` is declared, and no statement.
    """
    while index > 0:
        before = tokens[index - 1]
        opening = _opening(tokens, index)
        if before.word in BOUNDARIES and (opening is None or tokens[opening].word == "begin"):
            begun = any(token.word == "begin" for token in tokens[:index])
            return index if begun else None
        index -= 1
    return None


def _opening(tokens: list[Token], index: int) -> int | None:
    """Return the index of the bracket, `case` or `begin` that a token stands in."""
    depth = tokens[index].depth
    return next((i for i in range(index - 1, -1, -1) if tokens[i].depth < depth), None)


def _is_searched(tokens: list[Token], when: int) -> bool:
    """Whether a `when` belongs to `case when …`, `exit when …` or `continue when …`."""
    if tokens[when - 1].word in ("exit", "continue"):
        return True
    opening = _opening(tokens, when)
    return (
        opening is not None
        and tokens[opening].word == "case"
        and tokens[opening + 1].word == "when"
    )


def _leads(tokens: list[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].word == "when"


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _array(ids: Iterable[str]) -> str:
    return f"array[{', '.join(map(literal, ids))}]"
