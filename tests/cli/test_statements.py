"""Splitting files of SQL."""

import pytest

from bo_cli.core.errors import BoError
from bo_cli.db.statements import split_statements

FILE = """-- why; it is
create table a (x int); -- after
/* more */
create function f() returns text language plpgsql as $body$
begin
  return 'a;b';
end;
$body$;
create function g() returns int
begin atomic
  select 1;
  select 2;
end;
insert into a values (1);
-- the end
"""


def test_statements_keep_their_comments_bodies_and_lines() -> None:
    found = split_statements("x.sql", FILE)
    assert [(each.line, each.first_line, each.runs) for each in found] == [
        (1, 2, True),
        (2, 4, True),
        (9, 9, True),
        (14, 14, True),
        (15, 15, False),
    ]
    assert found[0].text == "-- why; it is\ncreate table a (x int)"
    assert found[1].text.startswith("-- after\n/* more */\ncreate function f()")
    assert found[1].text.endswith("$body$")
    assert found[2].text.endswith("select 2;\nend")
    assert found[4].text == "-- the end"


def test_letters_outside_ascii_do_not_move_the_cuts() -> None:
    found = split_statements("x.sql", "select 'é€';\nselect '日本';\n")
    assert [each.text for each in found] == ["select 'é€'", "select '日本'"]
    assert [each.line for each in found] == [1, 2]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("select 1;\n\nselect frm x y;", 'x.sql:3: syntax error at or near "y"'),
        ("select 'é';\nselect frm x y;", 'x.sql:2: syntax error at or near "y"'),
        ("select 1;\n\\i other.sql\n", "psql commands are not SQL"),
        ("select 'open", "x.sql:1: unterminated quoted string"),
        ("select 1;\n-- now\ncommit;", "x.sql:3: a file runs in one transaction"),
        ("\ncopy a from stdin;", "x.sql:2: copy from stdin works in psql only"),
        ("begin;\nselect 1;\ncommit;", "x.sql:1: a file runs in one transaction"),
    ],
)
def test_what_cannot_run_is_named_with_its_line(text, message) -> None:
    with pytest.raises(BoError) as caught:
        split_statements("x.sql", text)
    assert message in caught.value.message


def test_an_empty_file_has_no_statement() -> None:
    assert split_statements("x.sql", " \n;\n") == []
