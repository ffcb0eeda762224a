"""In which order to fill the tables: what is pointed to comes first."""

from bo_cli.assurance.world.catalogue import Catalogue
from bo_cli.assurance.world.objects import ForeignKey, Relation

PLATFORM = ("auth", "storage")
# Tables of the platform that clients reach through their own policies.
_REACHED = ("storage.buckets", "storage.objects")
_MANY = 24


def filling_order(relations: dict[str, Relation]) -> list[Relation]:
    """Return the tables to fill, each after those that it must point to, as far as that can be.

    Tables of the platform are among them where others point to them, or where clients reach them.
    Partitions are not: their rows come through the table that is partitioned.
    """
    left = {relation.name: relation for relation in _wanted(relations)}
    order: list[Relation] = []
    while left:
        ready = [each for each in left.values() if not _waits_for(each, left, optional=True)]
        if not ready:
            ready = _openings(left)[:1]
        for relation in ready:
            order.append(relation)
            del left[relation.name]
    return order


def partitions_to_fill(catalogue: Catalogue) -> list[Relation]:
    """Return the partitions to look into, those nearer to the table first.

    Where a table has very many, those that nobody is granted anything on are left out.
    """
    found = []
    above = [each.name for each in catalogue.of_kind("p") if each.partition_of is None]
    while above:
        below = [each for name in above for each in catalogue.partitions(name)]
        found += [each for each in below if len(below) <= _MANY or each.grants]
        above = [each.name for each in below]
    return found


def _wanted(relations: dict[str, Relation]) -> list[Relation]:
    tables = {name: each for name, each in relations.items() if each.is_table}
    wanted = {
        name
        for name, relation in tables.items()
        if relation.partition_of is None and (relation.schema not in PLATFORM or name in _REACHED)
    }
    while True:
        pointed = {
            key.target
            for name in wanted
            for key in tables[name].foreign_keys
            if key.target in tables
        }
        if pointed <= wanted:
            return [tables[name] for name in sorted(wanted)]
        wanted |= pointed


def _openings(left: dict[str, Relation]) -> list[Relation]:
    """Return where a circle is best entered: what may stay empty is left empty; a key that may be
    checked later waits."""
    free = [each for each in left.values() if not _waits_for(each, left, optional=False)]
    patient = [
        each
        for each in left.values()
        if all(key.is_deferrable for key in _waiting(each, left, optional=False))
    ]
    return free or patient or list(left.values())


def _waits_for(relation: Relation, left: dict[str, Relation], *, optional: bool) -> bool:
    return bool(_waiting(relation, left, optional=optional))


def _waiting(relation: Relation, left: dict[str, Relation], *, optional: bool) -> list[ForeignKey]:
    """Return the keys to tables that are not filled yet; without `optional` those that must be."""
    return [
        key
        for key in relation.foreign_keys
        if key.target in left
        and key.target != relation.name
        and (optional or all(relation.columns[column].not_null for column in key.columns))
    ]
