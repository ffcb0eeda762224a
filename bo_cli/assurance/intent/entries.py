"""The entries of an intent file: what is said of relations and of functions."""

import re
from collections.abc import Callable

from bo_cli.assurance.intent.document import FunctionShape, RelationShape
from bo_cli.assurance.intent.intent import Entry, Rule
from bo_cli.assurance.intent.patterns import Pattern, name_pattern
from bo_cli.assurance.intent.problems import Problems
from bo_cli.assurance.intent.scopes import parse_commands, parse_scope
from bo_cli.assurance.model import Allowance

# (a name, the key where it is used) -> the identities it stands for
Members = Callable[[str, tuple[str, ...]], list[str]]
_NOTHING = Pattern("", re.compile(r"(?!)"))


class EntryReader:
    """Reads entries; what does not fit goes to `problems`."""

    def __init__(self, members: Members, problems: Problems) -> None:
        self._members, self._problems = members, problems

    def relation(self, key: str, shape: RelationShape) -> Entry:
        """Return what `[relations."key"]` says."""
        place = ("relations", key)
        pattern = self._pattern(key, place)
        if pattern.has_arguments:
            self._problems.add(place, "has parentheses: those are for functions")
        rules = [
            rule
            for commands, said in (shape.model_extra or {}).items()
            for rule in self._rules(commands, said, (*place, commands))
        ]
        own = tuple(shape.own) if shape.own is not None else None
        return Entry(pattern, _whole_rows_first(rules), own, shape.tenant)

    def function(self, key: str, shape: FunctionShape) -> Entry:
        """Return what `[functions."key"]` says."""
        place = ("functions", key)
        rule = Rule("execute", (), self._allowances(shape.execute, (*place, "execute")))
        rules = (rule,) if shape.execute else ()
        return Entry(self._pattern(key, place), rules, arguments=shape.arguments)

    def _pattern(self, text: str, place: tuple[str, ...]) -> Pattern:
        return self._problems.parse(name_pattern, text, place) or _NOTHING

    def _rules(self, commands: str, said: dict[str, str], place: tuple[str, ...]) -> list[Rule]:
        parsed = self._problems.parse(parse_commands, commands, place) or []
        allowances = self._allowances(said, place) if parsed else {}
        return [Rule(command, columns, allowances) for command, columns in parsed]

    def _allowances(self, said: dict[str, str], place: tuple[str, ...]) -> dict[str, Allowance]:
        """Return the allowance of each identity; those named themselves win over groups."""
        groups: dict[str, Allowance] = {}
        singles: dict[str, Allowance] = {}
        for name, text in said.items():
            allowance = self._problems.parse(parse_scope, text, (*place, name)) or Allowance()
            members = self._members(name, place)
            (singles if members == [name] else groups).update(dict.fromkeys(members, allowance))
        return groups | singles


def _whole_rows_first(rules: list[Rule]) -> tuple[Rule, ...]:
    """Return the rules so that those about columns are laid over the others of the same entry."""
    return tuple(sorted(rules, key=lambda rule: bool(rule.columns)))
