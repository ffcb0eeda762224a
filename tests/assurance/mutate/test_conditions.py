"""Conditions and their operands are found in policies and in bodies alike."""

from bo_cli.assurance.mutate.changes import call_changes, condition_changes, operand_changes
from bo_cli.assurance.mutate.conditions import conditions_of, operands_of

BODY = """
begin
  -- if this and that then
  if a is null and (b or c between 1 and 2) then
    return;
  end if;
  select x into y from t join u on t.id = u.id and left(t.n, 2) = 'é;'
  where case when p and q then r else s end;
  update t set is_a = b or c where is distinct from d;
  insert into t values (1) on conflict (id) do update set n = 1 where t.n = 2 returning n;
  perform f('a; b', 1); raise exception 'no';
end;
"""


def test_conditions_of_a_body() -> None:
    found = [(c.keyword, BODY[c.span.start : c.span.end]) for c in conditions_of(BODY)]
    assert found == [
        ("if", "a is null and (b or c between 1 and 2)"),
        ("on", "t.id = u.id and left(t.n, 2) = 'é;'"),
        ("where", "case when p and q then r else s end"),
        ("when", "p and q"),
        ("where", "is distinct from d"),
        ("where", "t.n = 2"),
    ]


def test_operands_of_a_body() -> None:
    found = [(o.connector, [BODY[p.start : p.end] for p in o.parts]) for o in operands_of(BODY)]
    assert found == [
        ("and", ["a is null", "(b or c between 1 and 2)"]),
        ("or", ["b", "c between 1 and 2"]),
        ("and", ["t.id = u.id", "left(t.n, 2) = 'é;'"]),
        ("and", ["p", "q"]),
        ("or", ["b", "c"]),
    ]


def test_and_binds_closer_than_or() -> None:
    text = "a and b or not c and d"
    found = [(o.connector, [text[p.start : p.end] for p in o.parts]) for o in operands_of(text)]
    assert found == [
        ("or", ["a and b", "not c and d"]),
        ("and", ["a", "b"]),
        ("and", ["not c", "d"]),
    ]


def test_changes_of_operands() -> None:
    texts = {(change.kind, change.text) for change in operand_changes("a and (b or c)")}
    assert texts == {
        ("drop", "(b or c)"),
        ("drop", "a"),
        ("negate", "not (a) and (b or c)"),
        ("negate", "a and not ((b or c))"),
        ("swap", "((a) or ((b or c)))"),
        ("drop", "a and (c)"),
        ("drop", "a and (b)"),
        ("negate", "a and (not (b) or c)"),
        ("negate", "a and (b or not (c))"),
        ("swap", "a and (((b) and (c)))"),
    }


def test_a_guard_is_changed_as_a_whole() -> None:
    found = {(change.kind, change.text) for change in condition_changes("if a then b; end if;")}
    assert found == {
        ("widen", "if true then b; end if;"),
        ("narrow", "if false then b; end if;"),
    }


def test_a_call_is_removed_up_to_its_semicolon() -> None:
    removed = [change.text for change in call_changes(BODY)]
    assert len(removed) == 2
    assert "null; raise exception 'no';" in removed[0]
    assert "perform f('a; b', 1); null;" in removed[1]


def test_a_check_that_returns_what_it_was_given_is_removed() -> None:
    body = "begin size := check_size(size); other := check_size(size); return size; end"
    [removed] = [change.text for change in call_changes(body)]
    assert removed == "begin null; other := check_size(size); return size; end"
