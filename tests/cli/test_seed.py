"""Seeds: all or nothing, repeatable, never in production, and clear about a bad row."""

import pytest

from bo_cli.core.errors import BoError
from bo_cli.seeding.seed import seed

TABLES = "create table public.a (id int primary key, name text not null);"
ROWS = """insert into public.a values
    (1, 'one'),
    (2, {value})
on conflict (id) do update set name = excluded.name;
"""


@pytest.fixture
def shop(bare, workshop):
    bare.run(TABLES)
    return workshop


def run(server, workshop, demo=True):
    with server.connect() as connection:
        return seed(connection, workshop.project, demo=demo)


def test_seeds_can_be_run_again(bare, shop):
    shop.reference(ROWS.format(value="'two'"))
    assert run(bare, shop) == 1
    assert run(bare, shop) == 1
    assert bare.rows("select * from public.a order by 1") == [(1, "one"), (2, "two")]


def test_only_the_reference_rows(bare, shop):
    shop.reference(ROWS.format(value="'two'")).demo("insert into public.a values (3, 'demo');")
    assert run(bare, shop, demo=False) == 1
    assert bare.value("select count(*) from public.a") == 2


def test_a_bad_row_is_named_and_no_file_leaves_anything(bare, shop):
    shop.reference(ROWS.format(value="'two'")).demo("\n" + ROWS.format(value="null"))
    with pytest.raises(BoError) as caught:
        run(bare, shop)
    assert 'seeds/demo/rows.sql:2: null value in column "name"' in caught.value.message
    assert "detail: Failing row contains (2, null)" in caught.value.message
    assert bare.value("select count(*) from public.a") == 0


def test_a_value_of_the_wrong_type_has_its_own_line(bare, shop):
    shop.demo("insert into public.a values\n    (1, 'one'),\n    ('zwei', 'two');")
    with pytest.raises(BoError, match=r'rows.sql:3: invalid input syntax .* "zwei"'):
        run(bare, shop)
