"""The policies that a command meets, in the order in which Postgres asks them."""

from dataclasses import dataclass

from bo_cli.assurance.explain.condition import Condition, read_condition
from bo_cli.assurance.explain.relation import Relation
from bo_cli.db.connect import Connection

POLICIES = """
    select p.polname::text, p.polcmd::text, p.polpermissive,
        array(
            select case when r.oid = 0 then 'public' else r.oid::regrole::text end
            from unnest(p.polroles) as r (oid)),
        pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
    from pg_policy as p
    where p.polrelid = %(oid)s and exists (
        select from unnest(p.polroles) as r (oid)
        where r.oid = 0 or pg_has_role(%(role)s, r.oid, 'usage'))
    order by p.polname"""
COMMANDS = {"r": "select", "a": "insert", "w": "update", "d": "delete", "*": "all"}


@dataclass(frozen=True)
class Policy:
    """A policy that applies to the person's role.

    using, check: None where the policy has no such clause.
    """

    name: str
    command: str
    is_permissive: bool
    roles: tuple[str, ...]
    using: Condition | None
    check: Condition | None

    def serves(self, command: str) -> bool:
        return self.command in (command, "all")


@dataclass(frozen=True)
class Stage:
    """One question that Postgres asks of a row: do the policies of `command` admit it?

    row: old (as it is in the table) or new (as it would be written). clause: using or with check.
    why: in words, what the question is for.
    """

    command: str
    row: str
    clause: str
    why: str


# The select policies count wherever a row is found by its columns, and for the new row too.
STAGES = {
    "select": (Stage("select", "old", "using", "to read the row"),),
    "insert": (Stage("insert", "new", "with check", "to write the new row"),),
    "update": (
        Stage("select", "old", "using", "to find the row"),
        Stage("update", "old", "using", "to change the row"),
        Stage("update", "new", "with check", "to write it as it would become"),
        Stage("select", "new", "using", "to still see it afterwards"),
    ),
    "delete": (
        Stage("select", "old", "using", "to find the row"),
        Stage("delete", "old", "using", "to remove the row"),
    ),
}


def read_policies(connection: Connection, relation: Relation, role: str) -> list[Policy]:
    """Return the relation's policies that apply to the role, by name."""
    found = connection.execute(POLICIES, {"oid": relation.oid, "role": role}).fetchall()

    def tree(text: str | None) -> Condition | None:
        return None if text is None else read_condition(text, relation.name, relation.columns)

    return [
        Policy(name, COMMANDS[command], permissive, tuple(roles), tree(using), tree(check))
        for name, command, permissive, roles, using, check in found
    ]


def condition_of(policy: Policy, stage: Stage) -> Condition:
    """Return what the policy asks at this stage; without a check, `using` is asked instead."""
    asked = policy.check or policy.using if stage.clause == "with check" else policy.using
    return asked or Condition("true")
