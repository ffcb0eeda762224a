"""What a pattern matches, and what is refused as one."""

import pytest

from bo_cli.assurance.intent.patterns import column_pattern, name_pattern


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("public.people", "public.people"),
        ("public.*", "public.people"),
        ("*.people", "crm.people"),
        ("public.*_log", "public.audit_log"),
        ("public.{people,*_log}", "public.people"),
        ("public.{people,*_log}", "public.audit_log"),
        ("public.{archive,restore}_{client,domain}", "public.restore_client"),
        ('public."User"', "public.User"),
        ("public.User", 'public."User"'),
        ("public.list_*", "public.list_people(uuid, text)"),
        ("public.f(uuid, text)", "public.f(uuid,text)"),
        ("public.f(uuid,text)", "public.f(uuid, text)"),
        ("public.f(*)", "public.f(uuid)"),
        ("public.f()", "public.f()"),
    ],
)
def test_matches(pattern: str, name: str) -> None:
    assert name_pattern(pattern).matches(name)


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("public.people", "public.people_old"),
        ("public.people", "publicxpeople"),
        ("public.people", "private.people"),
        ("public.*_log", "public.logs"),
        ("public.{people,roles}", "public.peopleroles"),
        ("public.people", "public.People"),
        ("public.f(uuid, text)", "public.f(uuid)"),
        ("public.f()", "public.f(uuid)"),
        ("public.list_*", "public.unlist(public.list_item)"),
    ],
)
def test_does_not_match(pattern: str, name: str) -> None:
    assert not name_pattern(pattern).matches(name)


def test_columns_have_no_schema() -> None:
    assert column_pattern("*_at").matches("created_at")
    assert not column_pattern("*_at").matches("status")


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("people", "has no schema"),
        ("", "is empty"),
        ("public.{a,b", "brace without its other half"),
        ("public.a}", "brace without its other half"),
        ("public.{a,{b,c}}", "brace without its other half"),
        ("public.f(uuid", 'ends without ")"'),
    ],
)
def test_refuses(pattern: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason.replace("(", r"\(").replace(")", r"\)")):
        name_pattern(pattern)
