"""Comments of functions, taken apart."""

from bo_cli.reference.prose import read_prose


def test_summary_arguments_errors_and_example() -> None:
    comment = (
        "Lists them, newest first; old ones too. state: open, or closed. after: the last row; "
        "page_size: 1 to 500. Needs tickets.view. Errors: 42501 PERMISSION_DENIED; 22023 "
        'INVALID_INPUT. Example: {"state": "open"}'
    )
    prose = read_prose(comment, ["state", "after", "page_size"])
    assert prose.summary == "Lists them, newest first; old ones too. Needs tickets.view."
    assert prose.arguments == {
        "state": "open, or closed.",
        "after": "the last row.",
        "page_size": "1 to 500.",
    }
    assert prose.errors == "42501 PERMISSION_DENIED; 22023 INVALID_INPUT"
    assert prose.reasons == ("PERMISSION_DENIED", "INVALID_INPUT")
    assert prose.example == {"state": "open"}


def test_an_argument_goes_on_until_a_capital_letter() -> None:
    prose = read_prose("prefix: auth. takes all that start so. Again: nothing.", ["prefix"])
    assert prose.arguments == {"prefix": "auth. takes all that start so."}
    assert prose.summary == "Again: nothing."


def test_several_arguments_at_once() -> None:
    prose = read_prose("Counts. from_on and to_on: half-open.", ["from_on", "to_on"])
    assert prose.arguments == {"from_on": "half-open.", "to_on": "half-open."}


def test_a_word_that_is_no_argument_is_prose() -> None:
    prose = read_prose("Two steps: ask, then do. Raises 42501 NOT_INVITED.", ["step"])
    assert prose.summary == "Two steps: ask, then do."
    assert (prose.arguments, prose.reasons, prose.example) == ({}, ("NOT_INVITED",), None)


def test_nothing_said() -> None:
    prose = read_prose("", [])
    assert (prose.summary, prose.arguments, prose.errors) == ("", {}, "")
