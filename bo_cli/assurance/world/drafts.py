"""A row before it is written: for each column, what could stand there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bo_cli.assurance.world.catalogue import Catalogue
from bo_cli.assurance.world.hints import Hint
from bo_cli.assurance.world.literals import Literals, literals_of
from bo_cli.assurance.world.objects import Column, Relation
from bo_cli.assurance.world.plain_types import TEXTS
from bo_cli.assurance.world.seeds import Seed
from bo_cli.assurance.world.solver import Choice, Draft, Rule
from bo_cli.assurance.world.values import Values
from bo_cli.db.quoting import quoted

_EMPTY = re.compile(r"'(|\{\}|\[\])'::")
_CALL = re.compile(r"\b(\w+)\.(\w+)\(")


def called_sources(expression: str, catalogue: Catalogue) -> list[str]:
    """Return the bodies of the functions that an expression calls: they hold the real rule."""
    names = {f"{schema}.{name}" for schema, name in _CALL.findall(expression)}
    return [
        function.source
        for function in catalogue.functions.values()
        if f"{function.schema}.{function.bare_name}" in names
    ]


@dataclass(frozen=True)
class Wish:
    """The row that is wanted. tenant: its name. owner: whose own row it is, by `own_column`."""

    tenant: str | None
    owner: str | None = None
    own_column: str | None = None


class Drafts:
    """Makes drafts of one relation's rows."""

    def __init__(
        self, relation: Relation, catalogue: Catalogue, hint: Hint, rules: Iterable[Rule]
    ) -> None:
        self.relation, self.catalogue, self.hint = relation, catalogue, hint
        self.values = Values(catalogue)
        self.literals: dict[str, Literals] = {}
        for rule in rules:
            texts = [rule.expression, *called_sources(rule.expression, catalogue)]
            for name in rule.columns:
                self.literals[name] = literals_of(texts, self.literals.get(name))
        self.unowned = {
            sequence.sequence_column
            for sequence in catalogue.of_kind("S")
            if sequence.sequence_table == relation.name and not sequence.is_ours
        }

    def make(self, seed: Seed, tenant_key: str, fixed: Draft, filled: set[str]) -> Draft:
        """Return the draft.

        tenant_key: what {tenant} in a hint stands for. fixed: columns whose candidates are known,
        such as those of foreign keys. filled: columns that turned out to need a value.
        """
        draft: Draft = {}
        for column in self.relation.columns.values():
            if column.is_computed:
                continue
            choices = self._hinted(column, seed, tenant_key) or fixed.get(column.name)
            choices = choices or self._choices(column, seed)
            if column.name in filled:
                choices = [each for each in choices if each.is_written and each.sql != "null"]
            draft[column.name] = choices or [Choice("null")]
        return draft

    def holds_text(self, column: Column) -> bool:
        """Tell whether a token can stand in the column."""
        name = self.catalogue.base_type(column.type_oid).name
        return name in TEXTS or name in ("json", "jsonb")

    def _hinted(self, column: Column, seed: Seed, tenant_key: str) -> list[Choice]:
        sql = self.hint.columns.get(column.name)
        if sql is None:
            return []
        filled = sql.replace("{token}", seed.token).replace("{tenant}", tenant_key)
        return [Choice(filled)]

    def _choices(self, column: Column, seed: Seed) -> list[Choice]:
        """Return what could stand in a column that nothing else decides.

        A default that says something is kept, because rules may depend on it (status 'active'); a
        column that may be empty stays so unless it can hold the token.
        """
        if column.identity:
            return [Choice("null", is_written=False)]
        if column.name in self.unowned:
            # Its sequence would keep the value that we take.
            highest = f"(select max({quoted(column.name)}) from {self.relation.sql})"
            return [Choice(f"coalesce({highest}, 0) + {seed.number}")]
        known = self.literals.get(column.name, Literals())
        made = self.values.of(column.type_oid, column.type, column.name, seed, known)
        values = [Choice(sql) for sql in made]
        text = self.holds_text(column)
        default = column.default or self.catalogue.types[column.type_oid].default
        if default is not None:
            left_out = [Choice(default, is_written=False)]
            return values + left_out if text and _EMPTY.match(default) else left_out + values
        if self._is_needed(column):
            return values
        return [*values, Choice("null")] if text else [Choice("null"), *values]

    def _is_needed(self, column: Column) -> bool:
        found = self.catalogue.types[column.type_oid]
        return column.not_null or found.not_null
