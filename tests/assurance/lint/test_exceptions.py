"""Exceptions stand next to the object, need a reason, and must match something."""

from dataclasses import replace
from pathlib import Path

import pytest

from bo_cli.assurance.lint.exceptions import apply, excused, in_comments, in_files
from bo_cli.assurance.lint.model import Finding, Severity, Subject
from bo_cli.assurance.lint.places import place, read_mentions
from bo_cli.db.connect import Connection

POLICY = """-- Everybody may know when we are open.
-- lint: allow {line}
create policy select_everyone on public.hours for select to authenticated
using (closed_at is null);
"""
ABOUT = Subject("policy", "public", "hours", "select_everyone")
FINDING = Finding("policy_ignores_caller", Severity.WARNING, ABOUT, "…", ("bo",))


def left(folder: Path, text: str, *findings: Finding) -> list[tuple[str, str | None, int | None]]:
    """(rule, file, line) of what is left of the findings with such a source file."""
    (folder / "hours.sql").write_text(text)
    exemptions = in_files(read_mentions([folder], folder))
    return [(each.rule, each.file, each.line) for each in apply(list(findings), exemptions)]


def test_an_exception_with_a_reason_excuses(tmp_path: Path) -> None:
    text = POLICY.format(line="policy_ignores_caller: the web site says it anyway")
    assert left(tmp_path, text, FINDING) == []
    assert excused([FINDING], in_files(read_mentions([tmp_path], tmp_path))) == 1


def test_an_exception_inside_the_statement_excuses(tmp_path: Path) -> None:
    text = POLICY.replace("-- lint: allow {line}\n", "").replace(
        "using (", "-- lint: allow policy_ignores_caller: known\nusing ("
    )
    assert left(tmp_path, text, FINDING) == []


def test_an_exception_without_a_reason_is_found_and_excuses_nothing(tmp_path: Path) -> None:
    text = POLICY.format(line="policy_ignores_caller")
    assert left(tmp_path, text, FINDING) == [
        ("policy_ignores_caller", None, None),
        ("exception_without_reason", "hours.sql", 2),
    ]


@pytest.mark.parametrize("line", ["always_true_policy: as above", "no_such_rule: as above"])
def test_an_exception_that_matches_nothing_is_found(tmp_path: Path, line: str) -> None:
    assert left(tmp_path, POLICY.format(line=line), FINDING) == [
        ("policy_ignores_caller", None, None),
        ("unused_exception", "hours.sql", 2),
    ]


def test_an_exception_is_about_its_own_object(tmp_path: Path) -> None:
    text = POLICY.format(line="policy_ignores_caller: known")
    other = replace(FINDING, subject=Subject("table", "public", "other"))
    assert left(tmp_path, text, other)[0] == ("policy_ignores_caller", None, None)


def test_a_comment_of_the_database_excuses(clean: Connection) -> None:
    clean.execute(
        """comment on policy select_own on public.profiles is
        'One''s own.
lint: allow policy_for_public: reason one
        lint: allow always_true_policy';
        comment on function private.is_staff() is 'lint: allow definer_open_to_anon: two';
        comment on column public.invitations.token is 'lint: allow readable_secret: three';"""
    )
    found = {(each.rule, each.reason, each.base, each.part) for each in in_comments(clean)}
    assert found == {
        ("policy_for_public", "reason one", ("public", "profiles"), "select_own"),
        ("always_true_policy", None, ("public", "profiles"), "select_own"),
        ("definer_open_to_anon", "two", ("private", "is_staff"), None),
        ("readable_secret", "three", ("public", "invitations"), "token"),
    }


SOURCE = """-- what this is
create table public.hours (
  id uuid primary key,
  closed_at timestamptz,
  constraint hours_closed_at_key unique (closed_at)
);
create policy select_everyone on public.hours for select using (true);
create function public.open_now(day date) returns boolean language sql as 'select true';
create view public.open_hours as select 1 as one;
grant select on public.hours to anon;
grant execute on function public.open_now(date) to anon;
alter default privileges grant select on tables to anon;
insert into storage.buckets (id, name) values ('logos', 'logos');
"""


@pytest.mark.parametrize(
    ("subject", "line"),
    [
        (Subject("table", "public", "hours"), 2),
        (Subject("constraint", "public", "hours", "hours_closed_at_key"), 5),
        (Subject("column", "public", "hours", "closed_at"), 4),
        (Subject("policy", "public", "hours", "select_everyone"), 7),
        (Subject("function", "public", "open_now(date)"), 8),
        (Subject("view", "public", "open_hours"), 9),
        (Subject("grant", "public", "hours"), 10),
        (Subject("default privileges", None, "postgres in schema public"), 12),
        (Subject("bucket", None, "logos"), 13),
        (Subject("role", None, "anon"), None),
    ],
    ids=str,
)
def test_a_finding_is_placed_in_the_source(
    tmp_path: Path, subject: Subject, line: int | None
) -> None:
    (tmp_path / "hours.sql").write_text(SOURCE)
    found = place(read_mentions([tmp_path], tmp_path), subject)
    assert found == (("hours.sql", line) if line else None)


def test_the_last_definition_counts(tmp_path: Path) -> None:
    (tmp_path / "1_first.sql").write_text(SOURCE)
    (tmp_path / "2_later.sql").write_text(
        "create or replace function public.open_now(day date) returns boolean language sql\n"
        "as 'select false';"
    )
    (tmp_path / "3_no.sql").write_text("this is not SQL")
    mentions = read_mentions([tmp_path], tmp_path)
    assert place(mentions, Subject("function", "public", "open_now(date)")) == ("2_later.sql", 1)
