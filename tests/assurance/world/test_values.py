"""Finding values: samples of patterns, what checks say by themselves, texts that fit."""

import re

import pytest

from bo_cli.assurance.world.literals import Literals, literals_of
from bo_cli.assurance.world.regexes import sample
from bo_cli.assurance.world.seeds import make_seed
from bo_cli.assurance.world.texts import text_candidates

SEED = make_seed("public.things", 1)
OTHER = make_seed("public.things", 2)

PATTERNS = [
    r"^[a-z]+$",
    r"^[a-z][a-z0-9_]{1,62}$",
    r"^#[0-9a-f]{6}$",
    r"^\+[1-9]\d{7,14}$",
    r"^[a-z]{2,3}(-[A-Z]{2})?$",
    r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$",
    r"^(draft|sent)$",
    r"^(?:a|b){3}c*$",
    r"^https?://.+$",
    r"^[A-Z]{3}-\d{4}$",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    r"^[A-Za-z0-9_+/-]{1,64}$",
    r"^[a-z_]+(\.[a-z_]+)+$",
    r"^\w+$",
    r"^[]a]{2}$",
    r"\.pdf$",
    r"^/",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_sample_matches_its_pattern(pattern: str) -> None:
    found = sample(pattern, SEED.token)
    assert found is not None
    assert re.search(pattern, found), found


@pytest.mark.parametrize("pattern", [r"^[a-z]+$", r"^[A-Z]{3}-\d{4}$", r"^#[0-9a-f]{6}$"])
def test_samples_of_different_rows_differ(pattern: str) -> None:
    assert sample(pattern, SEED.token) != sample(pattern, OTHER.token)


def test_a_sample_holds_the_token_where_there_is_room() -> None:
    assert sample(r"^user_[a-z0-9]+$", SEED.token) == f"user_{SEED.token}"


def test_posix_classes_are_understood() -> None:
    found = sample(r"^[[:upper:]]{2}[[:digit:]]{3}$", SEED.token)
    assert found is not None
    assert re.fullmatch(r"[A-Z]{2}[0-9]{3}", found)


@pytest.mark.parametrize("pattern", ["(", "[a-z", "a)", "[[:nothing:]]"])
def test_what_is_not_understood_has_no_sample(pattern: str) -> None:
    assert sample(pattern, SEED.token) is None


def test_the_literals_of_checks() -> None:
    found = literals_of(
        [
            "(state = ANY (ARRAY['it''s new'::text, 'done'::text]))",
            "((code ~ '^[A-Z]{3}$'::text) AND (length(code) <= 12))",
            "(site ~~ 'https://%'::text)",
            "((ratio > 0.5) AND (amount >= '10'::bigint))",
        ]
    )
    assert found.texts == ("it's new", "done", "10")
    assert found.patterns == ("^[A-Z]{3}$",)
    assert found.likes == ("https://%",)
    assert found.numbers == ("12", "0.5", "10")
    assert found.lengths == [9, 10, 11, 12, 13]


def test_numbers_inside_of_names_and_texts_are_none() -> None:
    assert literals_of(["(column1 <> 'a 5 b'::text)"]).numbers == ()


def test_the_first_text_is_the_token() -> None:
    assert text_candidates("word", SEED, Literals())[0] == SEED.token


def test_a_name_tells_what_a_column_holds() -> None:
    assert text_candidates("work_email", SEED, Literals())[0] == f"{SEED.token}@example.com"


def test_no_candidate_is_too_long() -> None:
    found = text_candidates("word", SEED, Literals(texts=("far too long",)), longest=4)
    assert found[0] == SEED.token[-4:]
    assert max(map(len, found)) <= 4


def test_texts_of_a_length_that_a_check_names() -> None:
    lengths = {len(text) for text in text_candidates("word", SEED, Literals(numbers=("64",)))}
    assert {63, 64, 65} <= lengths


def test_tokens_are_the_same_in_every_run_and_different_in_every_row() -> None:
    assert make_seed("public.things", 1) == SEED
    tokens = {make_seed(name, n).token for name in ("a.b", "a.c") for n in range(1, 500)}
    assert len(tokens) == 998
    assert all(re.fullmatch("cny[a-z]{11}", token) for token in tokens)
