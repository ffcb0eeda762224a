"""What was killed comes back, with what was committed; what runs is left alone."""

import os
import signal
import time

from bo_cli.stack.processes import command_line, wait_until

from .conftest import Checkout


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: not command_line(pid), timeout_s=5)


def test_a_second_start_leaves_the_processes_alone(running: Checkout) -> None:
    before = (running.postmaster(), running.remembered("api"))
    path = os.environ["PATH"]
    assert running.bo("start", PATH=f"{path}:/elsewhere", TZ="Asia/Tokyo").returncode == 0
    assert (running.postmaster(), running.remembered("api")) == before


def test_a_killed_api_is_reported_and_restarted_on_its_port(running: Checkout) -> None:
    before = running.status()
    kill(running.remembered("api")["pid"])
    down = running.status()
    assert down["parts"] == {"database": "running", "api": "stopped"}
    assert down["api_url"] is None
    running.start()
    assert running.status() == before


def test_a_killed_database_is_reported_and_comes_back_with_its_data(running: Checkout) -> None:
    with running.database() as connection:
        connection.execute("create table public.kept (id int)")
        connection.execute("insert into public.kept select generate_series(1, 1000)")
    kill(running.postmaster())
    assert running.status()["parts"]["database"] == "stopped"
    running.start()
    with running.database() as connection:
        assert connection.execute("select count(*) from public.kept").fetchone() == (1000,)
        connection.execute("drop table public.kept")
    assert running.status()["parts"] == {"database": "running", "api": "running"}


def test_a_command_that_needs_the_database_says_that_it_is_down(running: Checkout) -> None:
    running.bo("stop")
    done = running.bo("token", "user@user.com")
    assert done.returncode == 1
    assert "the local database is not running" in done.stderr
    assert "bo start" in done.stderr


def test_stop_ends_both_processes_and_may_be_repeated(running: Checkout) -> None:
    pids = [running.postmaster(), running.remembered("api")["pid"]]
    assert running.bo("stop").returncode == 0
    assert [command_line(pid) for pid in pids] == ["", ""]
    assert running.bo("stop").returncode == 0
    assert running.status()["parts"] == {"database": "stopped", "api": "stopped"}


def test_a_start_that_was_killed_halfway_is_taken_up(fresh: Checkout) -> None:
    # In this time a start makes the cluster, its roles, the template, the API: each is hit.
    for delay in (0.4, 0.6, 0.8, 1.0, 1.3, 1.6):
        first = fresh.start_bo("start")
        time.sleep(delay)
        first.kill()
        first.communicate()
    fresh.start()
    assert fresh.status()["parts"] == {"database": "running", "api": "running"}


def test_a_start_waits_for_what_a_killed_start_left_running(running: Checkout) -> None:
    # The server finishes `create database` for a client that was killed; its session stands for it.
    with running.superuser("bo_admin") as left:
        left.execute("select pg_advisory_lock(hashtextextended('bo start', 0))")
        second = running.start_bo("start")
        assert second.stdout is not None
        assert "an earlier start has not ended in the database" in second.stdout.readline()
        assert second.poll() is None
    assert second.wait(timeout=30) == 0


def test_deleting_leaves_nothing_and_the_next_start_makes_it_anew(fresh: Checkout) -> None:
    fresh.start()
    first, pid = fresh.status()["secret_key"], fresh.postmaster()
    assert fresh.bo("stop", "--delete-data").returncode == 0
    assert not fresh.state.exists()
    assert command_line(pid) == ""
    fresh.start()
    assert fresh.status()["secret_key"] != first
