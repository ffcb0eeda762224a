"""A test is run by one worker."""

from bo_cli.assurance.mutate.trace import Left


def test_a_test_is_run_by_the_first_who_takes_it() -> None:
    everything, some = Left(None), Left({"a"})
    assert [everything.take("a"), everything.take("a"), everything.take("b")] == [True, False, True]
    assert [some.take("b"), some.take("a"), some.take("a")] == [False, True, False]
