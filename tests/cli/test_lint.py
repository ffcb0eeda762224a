"""`bo db lint`: what the linters of files and of the database find."""

import json

from bo_cli.migrations.clean_files import CleanFiles

STYLE = "[sqlfluff]\ndialect = postgres\ntemplater = raw\n"


def test_lint_lists_what_each_tool_finds(bo, workshop):
    workshop.migration(1, "create_goods", "create table public.goods (id int primary key);")
    workshop.migration(
        2,
        "bad",
        "CREATE TABLE public.b (id int primary key);drop table public.goods;"
        "grant select on public.b to anon;",
    )
    workshop.write(".sqlfluff", STYLE)
    bo("db", "reset")
    done = bo("db", "lint", "--json")
    assert done.returncode == 1
    found = {(each["tool"], each["rule"], each["where"]) for each in json.loads(done.stdout)}
    bad = "supabase/migrations/20260101000002_bad.sql"
    assert ("squawk", "ban-drop-table", bad) in found
    assert ("sqlfluff", "CP01", bad) in found
    assert ("advisors", "rls_disabled_in_public", "public.b") in found
    files_only = json.loads(bo("db", "lint", "--json", "--files-only").stdout)
    assert {each["tool"] for each in files_only} == {"sqlfluff", "squawk"}


def test_lint_is_content_with_a_clean_project(bo, workshop):
    workshop.write(".sqlfluff", STYLE)
    bo("db", "reset")
    done = bo("db", "lint")
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing found" in done.stderr


def test_lint_reads_again_what_has_changed(bo, workshop):
    """A clean file is passed over until it, or the style, changes; a faulty one never is."""
    workshop.write(".sqlfluff", STYLE)

    def codes():
        done = bo("db", "lint", "--files-only", "--json")
        return [(each["where"], each["rule"]) for each in json.loads(done.stdout)]

    workshop.write("sql/kept.sql", "create view public.v as select 1 as one;\n")
    assert codes() == codes() == []
    workshop.write("sql/kept.sql", "create view public.v AS select 1 as one;\n")
    assert codes() == codes() == [("sql/kept.sql", "CP01")]
    upper = "[sqlfluff:rules:capitalisation.keywords]\ncapitalisation_policy = upper\n"
    workshop.write("sql/kept.sql", "create view public.v as select 1 as one;\n")
    assert codes() == []
    workshop.write(".sqlfluff", STYLE + upper)
    assert ("sql/kept.sql", "CP01") in codes()


def test_only_files_that_were_clean_are_passed_over(tmp_path):
    clean, other = tmp_path / "clean.sql", tmp_path / "other.sql"
    clean.write_text("select 1;")
    other.write_text("select 1;")
    CleanFiles(tmp_path / "memory", "rules").remember([clean])
    assert CleanFiles(tmp_path / "memory", "rules").others([clean, other]) == [other]
    assert CleanFiles(tmp_path / "memory", "new rules").others([clean]) == [clean]
    clean.write_text("select 2;")
    assert CleanFiles(tmp_path / "memory", "rules").others([clean]) == [clean]
