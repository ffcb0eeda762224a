"""Each kind of mutant is made, compiles, changes the database, and is undone."""

from collections import Counter

import pytest

from bo_cli.assurance.mutate.definitions import Schema, read_schema
from bo_cli.assurance.mutate.generate import chosen, compiling, generate, mutants_of
from bo_cli.core.errors import UsageError
from bo_cli.db.connect import Connection
from bo_cli.db.facts import read_facts

KINDS = {
    "policy-widen",
    "policy-narrow",
    "policy-negate",
    "policy-drop",
    "policy-swap",
    "policy-constant",
    "policy-column",
    "policy-check",
    "policy-command",
    "policy-role",
    "policy-removed",
    "rls-off",
    "force-off",
    "grant",
    "grant-execute",
    "view-invoker",
    "function-definer",
    "function-search-path",
    "trigger-disabled",
    "body-widen",
    "body-narrow",
    "body-drop",
    "body-call",
    "body-constant",
}


def test_every_kind_appears(desk: Connection) -> None:
    assert {mutant.kind for mutant in generate(desk)} == KINDS


def test_every_mutant_compiles(desk: Connection, desk_schema: Schema) -> None:
    mutants = mutants_of(desk_schema)
    assert [m.line for m in mutants if m not in compiling(desk, mutants)] == []


TWICE = """create function desk.twice(word text) returns integer language plpgsql as $$
begin
  if word is null then return 1; end if;
  word := nullif(word, 'x');
  if word is null then return 2; end if;
  return 3;
end
$$"""


def test_mutants_that_the_same_words_describe_are_told_apart(desk: Connection) -> None:
    with desk.transaction(force_rollback=True):
        desk.execute(TWICE)
        found = [m for m in mutants_of(read_schema(desk)) if m.object == "desk.twice(text)"]
    lines = [mutant.line for mutant in found if mutant.kind == "body-widen"]
    fault = "`if word is null` is always true"
    assert lines == [f"line 3: {fault} (1 of 2)", f"line 5: {fault} (2 of 2)"]
    assert {m.fault for m in found if m.kind == "body-narrow"} == {
        f"`if word is null` is never true ({number} of 2)" for number in (1, 2)
    }


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_mutant_changes_something_and_is_undone(
    desk: Connection, desk_schema: Schema, kind: str
) -> None:
    before = read_facts(desk)
    mutant = next(m for m in mutants_of(desk_schema) if m.kind == kind)
    with desk.transaction(force_rollback=True):
        desk.execute(mutant.apply.encode())
        assert read_facts(desk) != before
        desk.execute(mutant.undo.encode())
        assert read_facts(desk) == before
    assert read_facts(desk) == before


def test_mutants_are_the_same_each_time(desk_schema: Schema) -> None:
    first, second = mutants_of(desk_schema), mutants_of(desk_schema)
    assert [m.id for m in first] == [m.id for m in second]
    assert max(Counter(m.id for m in first).values()) == 1


def test_a_permission_is_swapped_for_another_known_one(desk_schema: Schema) -> None:
    swapped = {m.line for m in mutants_of(desk_schema) if m.kind == "policy-constant"}
    assert swapped == {
        "using: teams_with('tickets.view') asks for 'tickets.edit'",
        "using: teams_with('tickets.edit') asks for 'tickets.view'",
    }


def test_only_kind_and_sample_choose(desk_schema: Schema) -> None:
    mutants = mutants_of(desk_schema)
    some = chosen(mutants, only=["desk.tickets*"], kind="policy-*")
    assert some and all(m.object.startswith("desk.tickets: policy") for m in some)
    drawn = chosen(mutants, sample=5, seed=1)
    assert len(drawn) == 5
    assert drawn == chosen(mutants, sample=5, seed=1) != chosen(mutants, sample=5, seed=2)
    two = [mutants[7], mutants[9]]
    assert chosen(mutants, only=[mutant.id for mutant in two]) == two


def test_a_pattern_that_matches_nothing_is_said(desk_schema: Schema) -> None:
    with pytest.raises(UsageError, match="no mutant matches"):
        chosen(mutants_of(desk_schema), only=["nowhere.*"])


def test_code_for_another_version_of_the_server_is_left_alone(desk: Connection) -> None:
    with desk.transaction(force_rollback=True):
        desk.execute(
            """create function desk.either(n integer) returns integer language plpgsql as $$
            begin
              if current_setting('server_version_num')::integer >= 160000 then return 1; end if;
              if current_setting('desk.number')::integer >= 160000 then return 2; end if;
              return n;
            end $$"""
        )
        lines = [m.line for m in generate(desk) if "desk.either" in m.object]
    assert [line for line in lines if "desk.number" in line]
    assert [line for line in lines if "server_version_num" in line] == []
