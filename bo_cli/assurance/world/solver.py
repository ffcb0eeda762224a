"""Choosing, among the candidates of several columns, values that meet the checks together.

Postgres itself does the search: the candidates of each column are a list of values, and the checks
stand in the WHERE of a query over their cross product.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product

from bo_cli.assurance.world.catalogue import Catalogue
from bo_cli.assurance.world.objects import Relation
from bo_cli.db.attempt import Refusal
from bo_cli.db.connect import Connection
from bo_cli.db.keeping import keep
from bo_cli.db.quoting import quoted

_MOST_COMBINATIONS = 20_000
_MOST_SOLUTIONS = 40
_VALUE = re.compile(r"'(?:[^']|'')*'|\bVALUE\b")


@dataclass(frozen=True)
class Choice:
    """One candidate. is_written: false where the column is left out, and gets `sql` by default."""

    sql: str
    is_written: bool = True


Draft = dict[str, list[Choice]]
Picks = dict[str, int]


@dataclass(frozen=True)
class Rule:
    """A check, over the columns of a relation. It fails where it is false, not where it is null."""

    name: str
    columns: frozenset[str]
    expression: str


def rules_of(relation: Relation, catalogue: Catalogue, partition: Relation | None) -> list[Rule]:
    """Return the checks on the relation's rows: its own, those of domains, the partition's."""
    rules = [
        Rule(check.name, frozenset(check.columns), check.expression) for check in relation.checks
    ]
    for column in relation.columns.values():
        found = catalogue.types[column.type_oid]
        while found.base is not None:
            for check in found.checks:
                text = _with_column(check.expression, quoted(column.name))
                rules.append(Rule(check.name, frozenset([column.name]), text))
            found = catalogue.types[found.base]
    if partition is not None and partition.partition_rule:
        text = partition.partition_rule
        columns = [name for name in relation.columns if re.search(rf"\b{re.escape(name)}\b", text)]
        rules.append(Rule(f"the bounds of {partition.name}", frozenset(columns), text))
    return rules


def _with_column(expression: str, column: str) -> str:
    """Return a domain's check with the column in place of VALUE."""
    return _VALUE.sub(lambda found: column if found[0] == "VALUE" else found[0], expression)


def _in_order(lists: Mapping[str, list[int]]) -> list[Picks]:
    """Return combinations as they come, the earliest candidates first."""
    combined = (dict(zip(lists, picks, strict=True)) for picks in product(*lists.values()))
    return sorted(islice(combined, _MOST_COMBINATIONS), key=lambda picks: sum(picks.values()))[
        :_MOST_SOLUTIONS
    ]


class Solver:
    """Finds values for the rows of one relation, that meet its `rules`."""

    def __init__(
        self, connection: Connection, relation: Relation, catalogue: Catalogue, rules: list[Rule]
    ) -> None:
        self.connection, self.relation = connection, relation
        self.types = {
            column.name: catalogue.base_type(column.type_oid).name
            for column in relation.columns.values()
        }
        self.rules = rules
        self._known: dict[tuple[frozenset[str], tuple[int, ...]], Picks] = {}

    def first(self, draft: Draft) -> Picks:
        """Return a choice for every column, the earliest that meets the rules.

        Where none does, or a rule cannot be asked, it is the first candidate: then the insert says
        what is wrong.
        """
        picks = dict.fromkeys(draft, 0)
        for columns in self._groups(draft):
            size = (columns, tuple(len(draft[name]) for name in sorted(columns)))
            if size not in self._known:
                self._known[size] = next(self.solutions(draft, columns), {})
            picks |= self._known[size]
        return picks

    def solutions(self, draft: Draft, columns: frozenset[str]) -> Iterator[Picks]:
        """Yield choices for `columns` and those that rules tie to them, the earliest first."""
        group = self._closure(columns & draft.keys(), draft)
        rules = [rule for rule in self.rules if rule.columns <= group and rule.columns]
        lists = {name: self._alone(name, draft[name], rules) for name in sorted(group)}
        if not all(lists.values()):
            return
        most = int(_MOST_COMBINATIONS ** (1 / max(len(lists), 1)))
        cut = {name: found[: max(most, 3)] for name, found in lists.items()}
        together = [rule for rule in rules if len(rule.columns) > 1]
        found = self._search(draft, cut, together, _MOST_SOLUTIONS)
        # Where the rules cannot be asked, the insert will tell.
        yield from _in_order(cut) if found is None else found

    def _alone(self, name: str, choices: list[Choice], rules: list[Rule]) -> list[int]:
        """Return which candidates of a column meet the rules on it alone."""
        alone = [rule for rule in rules if rule.columns == {name}]
        every = list(range(len(choices)))
        if not alone:
            return every
        draft = {name: choices}
        found = self._search(draft, {name: every}, alone, len(every))
        if found is None:
            # A rule raises errors, perhaps for some of them only.
            each = (self._search(draft, {name: [at]}, alone, 1) for at in every)
            found = [picks for some in each for picks in some or []]
        return [picks[name] for picks in found]

    def _search(
        self, draft: Draft, lists: Mapping[str, list[int]], rules: list[Rule], most: int
    ) -> list[Picks] | None:
        """Return combinations that meet the rules; None where the rules cannot be asked."""
        names = list(lists)
        numbers = {name: f'"bo candidate {at}"' for at, name in enumerate(names)}
        sources = [self._values(name, numbers[name], draft, lists[name]) for name in names]
        where = " and ".join(f"({rule.expression}) is not false" for rule in rules) or "true"
        query = (
            f"select {', '.join(numbers.values())} from {' cross join '.join(sources)} "
            f"where {where} order by {' + '.join(numbers.values())} limit {most}"
        )
        found = keep(self.connection, query)
        if isinstance(found, Refusal):
            return None
        return [dict(zip(names, row, strict=True)) for row in found]

    def _values(self, name: str, number: str, draft: Draft, indexes: list[int]) -> str:
        kind = self.types[name]
        rows = ", ".join(f"({at}, ({draft[name][at].sql})::{kind})" for at in indexes)
        return f"(values {rows}) as {quoted(f'list of {name}')} ({number}, {quoted(name)})"

    def _groups(self, draft: Draft) -> list[frozenset[str]]:
        """Return the sets of columns that rules tie together."""
        groups: list[frozenset[str]] = []
        for rule in self.rules:
            group = self._closure(rule.columns, draft)
            if group and group <= draft.keys() and group not in groups:
                groups.append(group)
        return groups

    def _closure(self, columns: frozenset[str], draft: Draft) -> frozenset[str]:
        group = columns
        while True:
            touching = [rule.columns for rule in self.rules if rule.columns & group]
            wider = group.union(*(cols for cols in touching if cols <= draft.keys()))
            if wider == group:
                return group
            group = wider
