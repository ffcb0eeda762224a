"""Tables that tell when something is written to them: only then is a policy for that asked.

A trigger tells of all mutants of the table's policies for its command. For the matrix alone: tests
could see the triggers. Whoever locks rows to read them is asked by the policies for UPDATE as well,
so bodies tell which may do that as their caller.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bo_cli.assurance.mutate.definitions import EVERYBODY, LEFT_ALONE, Schema
from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.touches import Names
from bo_cli.assurance.world.objects import Function, Policy, Relation
from bo_cli.db.quoting import literal

LOCKS = re.compile(r"\bfor\s+((no\s+key\s+)?(update|share)|key\s+share)\b", re.IGNORECASE)
COMMANDS = ("insert", "update", "delete")
# It asks the policy for other commands, too.
OF_EVERY_COMMAND = "policy-command"


@dataclass(frozen=True)
class Written:
    """A table, a command that writes to it, and the mutants (ids) of its policies for that."""

    relation: Relation
    command: str
    mutants: tuple[str, ...]

    @property
    def sql(self) -> str:
        """The trigger that tells; it is gone with the transaction."""
        told = literal(" ".join(self.mutants))
        return (
            f"create trigger bo_watch_{self.command} before {self.command} on {self.relation.sql} "
            f"for each statement execute function bo_watch.written({told});"
        )


def written_of(schema: Schema, mutants: Iterable[Mutant]) -> Iterator[Written]:
    """Yield what is to tell; nothing where a policy may be asked without a trigger's knowing.

    That is where it holds for the owner too, whose foreign keys read, and where it calls what its
    roles may not execute, which fails before any trigger.
    """
    by_policy: dict[str, list[str]] = {}
    for mutant in mutants:
        if mutant.kind.startswith("policy-") and mutant.kind != OF_EVERY_COMMAND:
            by_policy.setdefault(mutant.object, []).append(mutant.id)
    found: dict[tuple[str, str], list[str]] = {}
    names = Names(schema.catalogue)
    for relation, policy in schema.policies:
        is_ours = relation.is_table and relation.schema not in LEFT_ALONE
        if not is_ours or relation.row_security_forced:
            continue
        if policy.command in COMMANDS and _is_callable(schema, names, policy):
            ids = by_policy.get(f"{relation.name}: policy {policy.name}", [])
            found.setdefault((relation.name, policy.command), []).extend(ids)
    for (name, command), ids in found.items():
        if ids and not (command == "update" and _view_locks(schema)):
            yield Written(schema.catalogue.relations[name], command, tuple(ids))


def may_lock(function: Function) -> bool:
    """Whether a function may lock rows with the rights of its caller."""
    return not function.is_definer and LOCKS.search(function.source) is not None


def _is_callable(schema: Schema, names: Names, policy: Policy) -> bool:
    named = names.named_in(f"{policy.using} {policy.check}")
    called = [
        schema.catalogue.functions[each] for each in named & schema.catalogue.functions.keys()
    ]
    executors = [{grant.role for grant in function.grants} for function in called]
    return all(EVERYBODY in each or set(policy.roles) <= each for each in executors)


def _view_locks(schema: Schema) -> bool:
    views = schema.catalogue.relations.values()
    return any(LOCKS.search(view.definition or "") for view in views)
