"""Which tests are tried in which round, and when a mutant is given up for the time being."""

from math import inf

from bo_cli.assurance.mutate.docket import Docket, docket_of
from bo_cli.assurance.mutate.memory import Learned
from bo_cli.assurance.mutate.model import Mutant
from bo_cli.assurance.mutate.ranking import Ranking, Try
from bo_cli.assurance.mutate.touches import Test as Traced

NAME = "desk.tidy(text)"
NOBODY: frozenset[str] = frozenset()


def mutant(number: int) -> Mutant:
    return Mutant("body-drop", NAME, f"{number}", "", "", "", "", frozenset({NAME}))


def file(name: str, parts: tuple[float, ...], told: dict[str, int] | None = None) -> Traced:
    both = frozenset({NAME})
    return Traced(name, both, both, False, told, sum(parts), parts)


def judged(docket: Docket, mutants: list[Mutant], patience: float, killer: str = "") -> list[str]:
    """Try round after round; returns what was tried, `killer` noticed."""
    rounds = docket.rounds(mutants, patience)
    tried: list[str] = []
    while jobs := rounds.next():
        for each in [each for job in jobs for each in job]:
            if each.mutant.id not in docket.killed:
                tried.append(each.test.id)
                docket.note(each, each.test.id == killer)
    return tried


def test_the_cheapest_comes_first_and_the_killer_ends_it() -> None:
    one = mutant(1)
    tests = [file("slow.sql", (1.0,)), file("quick.sql", (0.1,)), file("killer.sql", (0.5,))]
    docket = docket_of(Ranking(tests), [one])
    assert judged(docket, [one], inf, "killer.sql") == ["quick.sql", "killer.sql"]
    assert docket.killed == {one.id}


def test_a_test_that_does_not_tell_of_a_mutant_is_not_asked() -> None:
    one, two = mutant(1), mutant(2)
    tests = [file("one.sql", (0.1,), {one.id: 0}), file("two.sql", (0.1,), {two.id: 0})]
    docket = docket_of(Ranking(tests, watched={one.id, two.id}), [one, two])
    assert judged(docket, [one], inf) == ["one.sql"]


def test_of_a_long_file_the_next_statements_come_first_and_then_the_rest() -> None:
    one = mutant(1)
    ranking = Ranking([file("long.sql", (0.1,) * 20, {one.id: 3})], watched={one.id})
    [first] = ranking.tries(one)
    assert (first.start, first.stop) == (3, 7)
    assert ranking.rest(first) == Try(one, first.test, 3)
    assert judged(docket_of(ranking, [one]), [one], inf) == ["long.sql", "long.sql"]


def test_what_is_left_is_tried_when_there_is_more_patience() -> None:
    one = mutant(1)
    tests = [file(f"{number}.sql", (1.0,)) for number in range(5)]
    docket = docket_of(Ranking(tests), [one])
    first = judged(docket, [one], 2.5)
    second = judged(docket, [one], inf)
    assert len(first) == 2
    assert sorted(first + second) == sorted(test.id for test in tests)


def test_what_noticed_one_mutant_is_asked_first_of_the_next() -> None:
    mutants = [mutant(number) for number in range(9)]
    tests = [file("quick.sql", (0.1,)), file("killer.sql", (0.12,))]
    tried = judged(docket_of(Ranking(tests), mutants), mutants, inf, "killer.sql")
    assert tried.count("quick.sql") < len(mutants) - 4


def test_who_noticed_earlier_is_asked_first_whatever_it_takes() -> None:
    one, two = mutant(1), mutant(2)
    parts = (1.0,) * 20
    tests = [file("quick.sql", (0.1,)), file("killer.sql", parts, {one.id: 3, two.id: 3})]
    ranking = Ranking(tests, watched={one.id, two.id})
    docket = docket_of(ranking, [one, two], {one.id: "killer.sql", two.id: "gone.sql"})
    [[hint], [scout]] = docket.rounds([one, two], 0.5).next()
    # Not only its next few statements: it may be the last one that notices.
    assert hint == Try(one, tests[1], 3)
    assert (scout.mutant, scout.test.id) == (two, "quick.sql")
    docket.note(hint, False)
    assert judged(docket, [one], 30) == ["quick.sql"]


def test_what_was_missed_is_asked_of_the_likeliest_test_alone() -> None:
    one, two = mutant(1), mutant(2)
    tests = [file(f"{number}.sql", (0.1 + number,)) for number in range(5)]
    docket = docket_of(Ranking(tests), [one, two], missed={one.id})
    assert judged(docket, [one], inf) == ["0.sql"]
    assert len(judged(docket, [two], inf)) == 5


def test_what_earlier_runs_learned_is_known() -> None:
    mutants = [mutant(number) for number in range(3)]
    tests = [file("quick.sql", (0.1,)), file("killer.sql", (0.12,))]
    learned: Learned = {NAME: {"killer.sql": (9, 0)}}
    ranking = Ranking(tests, learned=learned)
    tried = judged(docket_of(ranking, mutants), mutants, inf, "killer.sql")
    assert tried == ["killer.sql"] * 3
    assert ranking.learned[NAME]["killer.sql"] == (12, 0)
    assert learned == {NAME: {"killer.sql": (9, 0)}}


def test_only_what_touches_a_mutant_or_asks_the_catalogue_is_asked() -> None:
    table, both = frozenset({"desk.tickets"}), frozenset({"desk.tickets", NAME})
    tests = [
        Traced("table.sql", NOBODY, table, False, seconds=0.1),
        Traced("both.sql", NOBODY, both, False, seconds=0.1),
        Traced("catalogue.sql", NOBODY, NOBODY, True, seconds=0.1),
        Traced("other.sql", NOBODY, frozenset({"desk.teams"}), False, seconds=0.1),
    ]

    def asked(kind: str, touches: frozenset[str]) -> list[str]:
        one = Mutant(kind, "", "", "", "", "", "", touches)
        return sorted(each.test.id for each in Ranking(tests).tries(one))

    assert asked("body-drop", both) == ["both.sql", "table.sql"]
    assert asked("rls-off", table) == ["both.sql", "catalogue.sql", "table.sql"]
    # A trigger is at work only where both its table and its function are.
    assert asked("trigger-disabled", both) == ["both.sql", "catalogue.sql"]
