"""Databases and files that do not fit: what is said."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from bo_cli.assurance.intent import Intent
from bo_cli.assurance.world.hints import Hint, Hints, load_hints
from bo_cli.assurance.world.world import open_world
from bo_cli.core.errors import BoError, UsageError
from bo_cli.db.connect import Connection, connect


def refused(connection: Connection, intent: Intent) -> BoError:
    with pytest.raises(BoError) as caught, open_world(connection, intent):
        pass
    return caught.value


def test_a_tenant_that_does_not_exist(awkward: Connection, awkward_intent: Intent) -> None:
    intent = replace(awkward_intent, tenants=awkward_intent.tenants | {"four": "four"})
    error = refused(awkward, intent)
    assert error.message == "tenant four: public.tenants has no row whose key is four"
    assert isinstance(error, UsageError)


def test_a_database_without_tenant_rows(awkward: Connection, awkward_intent: Intent) -> None:
    setup = (*awkward_intent.setup, "delete from public.crew; delete from public.tenants")
    error = refused(awkward, replace(awkward_intent, setup=setup))
    assert "tenants.two" in error.message
    assert "finds no row" in error.message


def test_a_tenant_relation_that_does_not_exist(awkward: Connection, awkward_intent: Intent) -> None:
    error = refused(awkward, replace(awkward_intent, tenant_relation="public.nowhere"))
    assert error.message == "tenant_relation: there is no relation public.nowhere"


def test_too_few_tenants(awkward: Connection, awkward_intent: Intent) -> None:
    identities = {"anon": awkward_intent.identities["anon"]}
    intent = replace(awkward_intent, tenants={"one": "one"}, identities=identities)
    assert "at least 3 are needed" in refused(awkward, intent).message


def test_a_setup_that_fails_names_its_line(awkward: Connection, awkward_intent: Intent) -> None:
    error = refused(awkward, replace(awkward_intent, setup=("select 1;\n\nselect from nowhere",)))
    assert error.message.endswith('setup 1:3: relation "nowhere" does not exist')


def test_a_setup_may_not_commit(awkward: Connection, awkward_intent: Intent) -> None:
    setup = ("insert into public.tenants values ('left', 'Behind'); commit",)
    error = refused(awkward, replace(awkward_intent, setup=setup))
    assert "a file runs in one transaction" in error.message


def test_a_second_look_waits_for_the_first(
    awkward_url: str,
    awkward: Connection,
    awkward_intent: Intent,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def look() -> int:
        with connect(awkward_url) as second, open_world(second, awkward_intent) as world:
            return len(world.canaries)

    with ThreadPoolExecutor(1) as pool:
        with open_world(awkward, awkward_intent) as world:
            canaries = len(world.canaries)
            waiting = pool.submit(look)
            wait_until_somebody_waits(awkward)
            assert not waiting.done()
        assert waiting.result(60) == canaries
    assert "another bo looks at this database; waiting for it" in capsys.readouterr().err


def wait_until_somebody_waits(connection: Connection) -> None:
    query = """select count(*) from pg_locks as l join pg_database as d on d.oid = l.database
        where d.datname = current_database() and l.locktype = 'advisory' and not l.granted"""
    for _ in range(600):
        if connection.execute(query).fetchone() == (1,):
            return
        time.sleep(0.05)
    raise AssertionError("nobody ever waited")


def test_a_database_that_somebody_changes(
    awkward_url: str, awkward: Connection, awkward_intent: Intent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bo_cli.assurance.world.guards.LOCK_TIMEOUT", "100ms")
    with connect(awkward_url) as second, second.transaction(force_rollback=True):
        second.execute("lock table public.tenants")
        error = refused(awkward, awkward_intent)
    assert error.message.startswith("the database is in use: ")


def test_what_cannot_be_filled_says_which_rule_stands_in_the_way(
    awkward: Connection, awkward_intent: Intent
) -> None:
    table = "create table public.locked (word text check (md5(word) = '0'), n int not null)"
    never = "alter table public.locked alter word set not null"
    intent = replace(awkward_intent, setup=(*awkward_intent.setup, table, never))
    with open_world(awkward, intent) as world:
        assert world.missing["public.locked"] == (
            "no value found that meets locked_word_check: (md5(word) = '0'::text);"
            " write one in the hint file"
        )


def test_hints_for_what_is_not_there_are_noted(awkward: Connection, awkward_intent: Intent) -> None:
    hints = Hints({"public.nowhere": Hint(), "public.no_key": Hint({"wrod": "'x'"})})
    with open_world(awkward, awkward_intent, hints) as world:
        assert "hints: there is no relation public.nowhere" in world.notes
        assert "hints: public.no_key has no column wrod" in world.notes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[relations", "is not TOML"),
        ("rows = 1", "unknown: rows"),
        ('relations = "x"', "relations should be a table"),
        ('[relations]\n"a.b" = 1', 'relations."a.b": should be a table'),
        ('[relations."a.b"]\nrow = "none"', 'relations."a.b": unknown: row'),
        ('[relations."a.b"]\nrows = "some"', 'rows can only be "none"'),
        ('[relations."a.b"]\nrows = "none"', "needs a reason"),
        ('[relations."a.b"]\ncolumns = { c = 1 }', "SQL expressions in quotes"),
    ],
)
def test_a_broken_hint_file(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "canaries.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=r"canaries\.toml: ") as caught:
        load_hints(path)
    assert said in caught.value.message


def test_a_hint_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        load_hints(tmp_path / "none.toml")


def test_the_hint_file_beside_the_intent_is_used(
    tmp_path: Path, awkward: Connection, awkward_intent: Intent
) -> None:
    (tmp_path / "canaries.toml").write_text(
        '[relations."public.no_key"]\nrows = "none"\nreason = "so it says"\n'
    )
    with open_world(awkward, replace(awkward_intent, file=tmp_path / "intent.toml")) as world:
        assert world.missing["public.no_key"] == "so it says"
