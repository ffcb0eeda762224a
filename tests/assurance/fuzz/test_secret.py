"""All secrets are searched for at once, and each is found wherever it stands."""

import pytest

from bo_cli.assurance.fuzz.secret import Secret, Secrets

ID = "0d3e5f70-1111-4222-8333-444455556666"
TOKEN = "cnyabcdefghijk"
WORD = "a.person@example.com"
NUMBER = "4930360819"
EVERY = (ID, TOKEN, WORD, NUMBER)


def secrets_of(*texts: str) -> Secrets:
    return Secrets({text: Secret(text, "public.notes", "beta") for text in texts})


def shown(secrets: Secrets, text: str) -> list[str]:
    return [secret.text for secret in secrets.shown_in(text)]


@pytest.mark.parametrize("text", EVERY)
@pytest.mark.parametrize("around", ["{}", "x{}", "{}x", "cny{}", "cnycny{}", '{{"a": "{}"}}'])
def test_each_is_found_wherever_it_stands(text: str, around: str) -> None:
    assert shown(secrets_of(*EVERY), around.format(text)) == [text]


def test_others_are_not_found() -> None:
    text = f"{ID[:-1]}7 {TOKEN[:-1]}l b.person@example.com 493036081"
    assert shown(secrets_of(*EVERY), text) == []


def test_ids_come_last_and_the_others_as_they_were_given() -> None:
    text = f"{ID} {WORD} {TOKEN} {NUMBER}"
    assert shown(secrets_of(ID, NUMBER, TOKEN, WORD), text) == [NUMBER, TOKEN, WORD, ID]


def test_what_is_part_of_a_text_can_be_left_out() -> None:
    left = secrets_of(*EVERY).without(f"{TOKEN} and {ID}")
    assert shown(left, " ".join(EVERY)) == [WORD, NUMBER]
