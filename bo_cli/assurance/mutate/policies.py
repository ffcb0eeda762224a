"""Mutants of policies: their conditions, command, roles, and whether they are there."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bo_cli.assurance.mutate.changes import Change, constant_changes, operand_changes
from bo_cli.assurance.mutate.comparing import comparing
from bo_cli.assurance.mutate.definitions import (
    EVERYBODY,
    Schema,
    alter_policy,
    create_policy,
    drop_policy,
    restore_policy,
)
from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.tokens import tokens_of
from bo_cli.assurance.world.objects import Policy, Relation

Constants = Mapping[str, set[str]]

ADVICE = {
    "widen": "as somebody whom the policy keeps out, {verb} a row and expect nothing",
    "narrow": "as somebody whom the policy lets in, {verb} a row and expect it to work",
    "negate": "as somebody whom the policy lets in, {verb} a row and expect exactly that row",
    "drop": "{verb} a row that meets every condition but this one, and expect nothing",
    "swap": "{verb} a row that meets only one of the two conditions",
    "constant": "{verb} as somebody who holds only the other permission",
    "column": "{verb} a row whose two columns differ",
    "check": "write a row that the check forbids, and expect 42501",
    "command": "as a person whom the policy names, try the other commands and expect a refusal",
    "role": "{verb} as a role that the policy does not name, and expect nothing",
    "removed": "as somebody whom the policy lets in, {verb} a row and expect it to work",
}


def policy_mutants(schema: Schema, constants: Constants) -> Iterator[Mutant]:
    """Yield every mutant of every policy; `constants` as for `constant_changes`."""
    for relation, policy in schema.policies:
        yield from _of_conditions(relation, policy, constants)
        yield from _of_check_alone(schema, relation, policy)
        yield from _of_form(schema, relation, policy)


def _of_conditions(relation: Relation, policy: Policy, constants: Constants) -> Iterator[Mutant]:
    undo = alter_policy(relation, policy)
    for words, expression in (("using", policy.using), ("with check", policy.check)):
        if not expression:
            continue
        seen = {expression}
        for change in _changes(relation, expression, constants):
            if change.text in seen:
                continue
            seen.add(change.text)
            told = comparing(expression, change.text)
            if words == "using":
                changed, telling = replace(policy, using=change.text), replace(policy, using=told)
            else:
                changed, telling = replace(policy, check=change.text), replace(policy, check=told)
            apply, telling_sql = alter_policy(relation, changed), alter_policy(relation, telling)
            line = f"{words}: {change.line}"
            yield _mutant(relation, policy, change.kind, apply, undo, line, telling_sql)


def _changes(relation: Relation, expression: str, constants: Constants) -> Iterator[Change]:
    yield Change("widen", "true", "is always true")
    yield Change("narrow", "false", "is never true")
    yield Change("negate", f"not ({expression})", "is negated")
    yield from operand_changes(expression)
    yield from constant_changes(expression, constants)
    yield from _column_changes(relation, expression)


def _column_changes(relation: Relation, expression: str) -> Iterator[Change]:
    """Yield the condition with another column of the same type, the next in order."""
    tokens = tokens_of(expression)
    for index, token in enumerate(tokens):
        column = relation.columns.get(token.text.strip('"'))
        is_call = index + 1 < len(tokens) and tokens[index + 1].word in ("(", ".")
        is_alias = index > 0 and tokens[index - 1].word in ("as", "::")
        if column is None or token.is_string or is_call or is_alias:
            continue
        others = [c.name for c in relation.columns.values() if c.type == column.type]
        others = [*others[others.index(column.name) + 1 :], *others]
        if others[0] != column.name:
            text = f'{expression[: token.start]}"{others[0]}"{expression[token.end :]}'
            yield Change("column", text, f"{column.name} is {others[0]}")


def _of_check_alone(schema: Schema, relation: Relation, policy: Policy) -> Iterator[Mutant]:
    """Where the check is the same as the condition, or is not written: only the check wide open."""
    if policy.check is None and policy.command in ("update", "all"):
        changed = replace(policy, check="true")
        apply = alter_policy(relation, changed)
        # A check cannot be altered to be none.
        undo = drop_policy(relation, policy) + "\n" + restore_policy(schema, relation, policy)
        line = "a new row is no longer checked: `with check (true)`"
        told = replace(policy, check=comparing(policy.using or "true", "true"))
        telling = alter_policy(relation, told)
        yield _mutant(relation, policy, "check", apply, undo, line, telling)


def _of_form(schema: Schema, relation: Relation, policy: Policy) -> Iterator[Mutant]:
    drop, make = drop_policy(relation, policy), restore_policy(schema, relation, policy)
    telling = alter_policy(relation, _without(policy))
    yield _mutant(relation, policy, "removed", drop, make, "is removed", telling)
    if policy.command != "all":
        using = policy.using if policy.using is not None else policy.check
        changed = replace(policy, command="all", using=using)
        apply = f"{drop}\n{create_policy(relation, changed)}"
        line = f"is for all commands, not for {policy.command}"
        yield _mutant(relation, policy, "command", apply, f"{drop}\n{make}", line)
    if policy.roles != (EVERYBODY,):
        changed = replace(policy, roles=(EVERYBODY,))
        apply = f"{drop}\n{create_policy(relation, changed)}"
        line = f"is for everybody, not for {', '.join(policy.roles)}"
        yield _mutant(relation, policy, "role", apply, f"{drop}\n{make}", line)


def _without(policy: Policy) -> Policy:
    """Return the policy as one that tells where it lets anybody do anything."""
    using, check = policy.using, policy.check
    return replace(
        policy,
        using=None if using is None else comparing(using, "false"),
        check=None if check is None else comparing(check, "false"),
    )


def _mutant(
    relation: Relation,
    policy: Policy,
    kind: str,
    apply: str,
    undo: str,
    line: str,
    telling: str = "",
) -> Mutant:
    verb = policy.command if policy.command != "all" else "select, insert, update and delete"
    return Mutant(
        kind=f"policy-{kind}",
        object=f"{relation.name}: policy {policy.name}",
        apply=apply,
        undo=undo,
        line=line,
        shown=apply,
        advice=ADVICE[kind].format(verb=verb),
        touches=frozenset({relation.name}),
        telling=telling,
    )
