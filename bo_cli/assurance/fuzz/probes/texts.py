"""What errors and notices say about rows that a statement met on its way."""

from collections.abc import Iterator

from bo_cli.assurance.fuzz.probes.model import Probe, Setting, Sighting
from bo_cli.assurance.fuzz.probes.rows import hidden_rows, insert, trials, where, writable
from bo_cli.assurance.fuzz.watch import leak_in
from bo_cli.assurance.model import Canary, SignedIn
from bo_cli.assurance.world.objects import Relation
from bo_cli.db.quoting import quoted

# So cheap that the planner runs it before anything else it may: it tells every row that it sees.
TELL = """create function pg_temp.bo_tell(text) returns boolean language plpgsql cost 0.0000001
as $bo$ begin raise notice '%', $1; return true; end $bo$; """


def error_texts(setting: Setting, who: SignedIn) -> Iterator[Sighting]:
    """A refused write says more of the row that it met than the caller wrote."""
    for relation in setting.relations(who, "r", "p"):
        secrets = setting.scene.hidden_from(who).on(relation.name, is_table=True)
        for row in hidden_rows(setting, who, relation.name):
            for text in _writes(setting, who, relation, row):
                answer = setting.database.ask_text(who, text)
                leak = leak_in(answer, secrets, [text.lower()])
                if leak is not None:
                    place, secret = leak
                    says = f"the {place} show {secret.text!r}, of {secret.owner}"
                    yield Sighting(relation.name, says, text)


def leaky_filters(setting: Setting, who: SignedIn) -> Iterator[Sighting]:
    """A filter of the caller's sees rows before the view or the policy has taken them away."""
    for relation in setting.relations(who, "r", "p", "v", "m", "f"):
        is_table = relation.is_table
        secrets = setting.scene.hidden_from(who).on(relation.name, is_table=is_table)
        plain = setting.database.ask_text(who, f"select t.* from {relation.sql} as t")
        if leak_in(plain, secrets, ()) is not None:
            continue  # Nothing needs to be got round.
        told = f"select from {relation.sql} as t where pg_temp.bo_tell(t::text)"
        # A table's policies always run first; what a view filters out is not so safe.
        casts = [
            f"select from {relation.sql} as t where t.{quoted(name)}::text::numeric > 0"
            for name in (() if is_table else relation.columns)
        ]
        for text in (TELL + told, *casts):
            leak = leak_in(setting.database.ask_text(who, text), secrets, ())
            if leak is not None:
                place, secret = leak
                says = f"the {place} show {secret.text!r}, of {secret.owner}"
                yield Sighting(relation.name, says, text)
                break


def leakproof_functions(setting: Setting, _who: SignedIn) -> Iterator[Sighting]:
    """A function marked leakproof runs before policies, whatever it says of the rows it sees."""
    for function in setting.world.catalogue.functions.values():
        if function.is_leakproof:
            shown = f"select from pg_proc where oid = '{function.name}'::regprocedure"
            yield Sighting(function.name, "is marked leakproof", f"{shown} and proleakproof")


def _writes(setting: Setting, who: SignedIn, relation: Relation, row: Canary) -> Iterator[str]:
    """Yield writes to a row that the caller knows nothing of but its key."""
    may_insert = writable(setting, who, relation, "insert")
    known = {name: text for name, text in row.key.items() if name in may_insert}
    if known:
        first = quoted(next(iter(known)))
        target = ", ".join(quoted(name) for name in relation.primary_key)
        change = f"do update set {first} = excluded.{first}"
        yield insert(relation, known)
        yield insert(relation, known, " on conflict do nothing returning *")
        if target:
            yield insert(relation, known, f" on conflict ({target}) {change} returning *")
    for name in sorted(may_insert | writable(setting, who, relation, "update")):
        # One's own row, with something of the other one's.
        given = {name: row.values.get(name)}
        yield from (trial.hidden for trial in trials(setting, who, relation, (name,), given))
    for name in sorted(writable(setting, who, relation, "update")):
        yield f"update {relation.sql} set {quoted(name)} = null where {where(row)} returning *"
    yield f"delete from {relation.sql} where {where(row)} returning *"


PROBES = (
    Probe("error texts", error_texts),
    Probe("leaky filters", leaky_filters),
    Probe("leakproof functions", leakproof_functions),
)
