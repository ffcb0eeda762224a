"""Guesses for a draft: which relation holds the tenants, which columns say whose row it is."""

import re
from collections import Counter
from dataclasses import dataclass

from bo_cli.assurance.world.catalogue import Catalogue
from bo_cli.assurance.world.objects import Relation

ACCOUNTS = "auth.users"
# What the schemas of others call their tenants, where one foreign key alone proves little.
_TENANT_NAME = re.compile(
    r"(tenant|org|organi[sz]ation|team|workspace|compan|client|customer|domain|household|shop|school)"
)
# `id = auth.uid()` and the other way round, as Postgres writes it, with or without a sub-select.
_CALLER = r"(?:auth\.uid\(\)|\( SELECT auth\.uid\(\) AS uid\))"
_CALLERS = re.compile(rf'"?(\w+)"? = {_CALLER}|{_CALLER} = "?(\w+)"?')
_OWNER_NAMES = {"user_id", "owner_id", "author_id", "profile_id"}


@dataclass(frozen=True)
class Tenancy:
    """relation: whose rows are tenants. key: its column. column: what others call it."""

    relation: Relation
    key: str
    column: str


def guess_tenancy(catalogue: Catalogue, relations: list[Relation]) -> Tenancy | None:
    """Return the relation that most others point at by a column of the same name, if any.

    One that is called like a tenant, or has members, comes first. Tables that hold one row for each
    account are people, not tenants.
    """
    known = {relation.name for relation in relations}
    votes: Counter[tuple[str, str, str]] = Counter()
    for relation in relations:
        for link in relation.foreign_keys:
            if len(link.columns) == 1 and link.target in known:
                votes[(link.target, link.target_columns[0], link.columns[0])] += 1
    candidates = []
    for (target, key, column), count in votes.items():
        is_named_so = _TENANT_NAME.search(column + target) is not None
        found = Tenancy(catalogue.relations[target], key, column)
        signs = is_named_so + _has_members(catalogue, relations, target)
        if (count > 1 or signs) and not is_of_accounts(found.relation):
            candidates.append((signs, count, found))
    return max(candidates, key=lambda vote: vote[:2])[2] if candidates else None


def _has_members(catalogue: Catalogue, relations: list[Relation], name: str) -> bool:
    """Tell whether a table says who is in it: one row for each of it and account."""
    for relation in relations:
        links = {key.columns: key.target for key in relation.foreign_keys}
        people = [columns for columns, to in links.items() if _leads_to_accounts(catalogue, to)]
        groups = [columns for columns, to in links.items() if to == name]
        pairs = {frozenset(one + other) for one in people for other in groups}
        if any(frozenset(unique.columns) in pairs for unique in relation.uniques):
            return True
    return False


def is_of_accounts(relation: Relation) -> bool:
    """Tell whether the relation holds one row for each account."""
    keys = {key.columns for key in relation.foreign_keys if key.target == ACCOUNTS}
    keys |= {(name,) for name in compared_with_caller(relation)}
    return relation.primary_key in keys


def guess_own(catalogue: Catalogue, relation: Relation) -> tuple[str, ...]:
    """Return the columns that say whose row it is: those policies ask, else the likely ones."""
    compared = compared_with_caller(relation)
    if compared:
        return tuple(name for name in relation.columns if name in compared)
    links = {link.columns: link.target for link in relation.foreign_keys}
    return tuple(
        name
        for name, column in relation.columns.items()
        if "auth.uid()" in (column.default or "")
        or name in _OWNER_NAMES
        or _leads_to_accounts(catalogue, links.get((name,)))
    )


def compared_with_caller(relation: Relation) -> set[str]:
    """Return the columns that a policy of the relation compares with the caller's id."""
    texts = [text for each in relation.policies for text in (each.using, each.check) if text]
    return {name for text in texts for pair in _CALLERS.findall(text) for name in pair if name}


def _leads_to_accounts(catalogue: Catalogue, target: str | None) -> bool:
    found = catalogue.relations.get(target or "")
    return target == ACCOUNTS or (found is not None and is_of_accounts(found))
