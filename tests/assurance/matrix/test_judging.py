"""What counts as a refusal, what cannot be judged, and what the shown SQL is worth."""

from bo_cli.assurance.matrix import Fault, Matrix, Verdict
from bo_cli.db.connect import connect

REFUSES_ALL = """
create function private.refuse() returns trigger language plpgsql as
$$ begin raise exception 'not today'; end; $$;
create trigger refuse before update on public.notes
for each row execute function private.refuse()"""
REFUSES_SOME = """
create function private.refuse() returns trigger language plpgsql as
$$ begin
  if auth.uid() is not null then
    raise exception 'not you';
  end if;
  return new;
end; $$;
create trigger refuse before update on public.notes
for each row execute function private.refuse()"""
KEEPS = """
create function private.keep() returns trigger language plpgsql as
$$ begin new.title := old.title; return new; end; $$;
create trigger keep before update on public.notes
for each row execute function private.keep()"""
READ_ALL = """
alter policy select_member on public.notes using (true);
revoke select (id) on public.notes from authenticated"""


def found(board: Matrix, sql: str, only: str = "public.notes") -> dict[str, Verdict]:
    """Return the verdicts on a relation, by key, after some SQL that is taken back."""
    with board.world.connection.transaction(force_rollback=True):
        board.world.connection.execute(sql.encode())
        return {verdict.cell.key: verdict for verdict in board.examine({only})}


def test_what_stops_the_owner_too_cannot_be_judged(board: Matrix) -> None:
    verdicts = found(board, REFUSES_ALL)
    cell = verdicts["ann|public.notes|update(title)|own tenants"]
    assert cell.fault is Fault.UNJUDGED
    assert "not today" in cell.found
    # Rows that the policies hide never reach the trigger.
    assert verdicts["ann|public.notes|update(title)|other tenants"].fault is None


def test_what_stops_only_the_identity_is_a_refusal(board: Matrix) -> None:
    cell = found(board, REFUSES_SOME)["ann|public.notes|update(title)|own tenants"]
    assert cell.fault is Fault.NARROWER
    assert cell.found == "refused: P0001: not you"


def test_a_value_that_a_trigger_puts_back_is_not_written(board: Matrix) -> None:
    verdicts = found(board, KEEPS)
    cell = verdicts["ann|public.notes|update(title)|own tenants"]
    assert (cell.found, cell.fault) == ("nothing: without effect, for the owner too", None)
    assert verdicts["ann|public.notes|update(body)|own tenants"].found == "works"


def test_a_value_that_a_trigger_puts_back_for_some_is_refused_to_them(board: Matrix) -> None:
    sql = KEEPS.replace(
        "new.title := old.title;", "if auth.uid() is not null then new.title := old.title; end if;"
    )
    cell = found(board, sql)["ann|public.notes|update(title)|own tenants"]
    assert cell.fault is Fault.NARROWER
    assert cell.found == "refused: the row is not changed"


def test_a_column_is_seen_although_the_key_is_not(board: Matrix) -> None:
    cell = found(board, READ_ALL)["ann|public.notes|select(title)|other tenants"]
    assert cell.fault is Fault.WIDER
    assert cell.found == "3 of 3 canaries visible"


def test_a_new_table_without_an_entry_is_wrong(board: Matrix, board_url: str) -> None:
    """The intent says nothing of it, so it should be closed."""
    cell = found(board, "grant select on private.keys to authenticated", "private.keys")
    assert cell["ann|private.keys|select|no tenant"].fault is None
    opened = (
        "grant select on private.keys to authenticated;"
        "create policy everything on private.keys for select to authenticated using (true)"
    )
    cell = found(board, opened, "private.keys")
    assert cell["ann|private.keys|select|no tenant"].fault is Fault.WIDER


def test_the_shown_statement_shows_it_in_another_session(board: Matrix, board_url: str) -> None:
    broken = "alter policy select_member on public.readings using (true)"
    cell = found(board, broken, "public.readings")["ann|public.readings|select|other tenants"]
    with connect(board_url, autocommit=True) as connection:
        connection.execute("set lock_timeout = '5s'")
        lines = cell.shown.replace("begin;", "", 1).replace("rollback;", "").strip()
        with connection.transaction(force_rollback=True):
            *setting, query = [line for line in lines.split(";\n") if line]
            for statement in setting:
                connection.execute(statement.encode())
            assert connection.execute(query.rstrip(";").encode()).fetchall() == []


def test_one_wrong_cell_is_enough_when_asked(board: Matrix) -> None:
    broken = "alter policy select_member on public.readings using (true)"
    with board.world.connection.transaction(force_rollback=True):
        board.world.connection.execute(broken)
        before = board.prober.tried
        [cell] = board.judge(stop_at_first=True)
        stopped = board.prober.tried - before
        every = board.judge()
        assert cell.cell.key == "ann|public.readings|select|other tenants"
        assert len(every) == 2
        assert stopped < (board.prober.tried - before) / 4


def test_two_databases_can_be_compared(board: Matrix) -> None:
    before = board.observe({"public.readings"})
    with board.world.connection.transaction(force_rollback=True):
        board.world.connection.execute("alter policy select_member on public.readings using (true)")
        after = board.observe({"public.readings"})
    assert before.keys() == after.keys()
    key = "ann|public.readings|select(amount)|other tenants"
    assert before[key] == "0 of 2 canaries visible"
    assert after[key] == "2 of 2 canaries visible"
    changed = {each.partition("|")[0] for each in before if before[each] != after[each]}
    assert changed == {"ann", "bob"}
