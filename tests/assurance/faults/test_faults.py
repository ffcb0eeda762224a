"""What the commands of `bo policy` catch: on the clean schema nothing, on each fault what it says.

A fault is caught by a command that finds anything on it.
"""

import looking
import planting
import pytest
from planting import Fault

from bo_cli.core.connection import ConnectionInfo
from bo_cli.db.connect import Connection, connect
from bo_cli.policies.databases import worker_database

FAULTS = planting.read_faults()


def test_no_false_alarm_of_matrix_and_lint(clean: Connection) -> None:
    assert looking.matrix(clean) == set()
    assert looking.lint(clean) == set()


def test_no_false_alarm_of_fuzz(database_server: ConnectionInfo, clean_database: str) -> None:
    with worker_database(database_server, clean_database) as url:
        assert looking.fuzz(url) == set()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_is_caught(
    fault: Fault, database_server: ConnectionInfo, clean_database: str
) -> None:
    before = planting.in_transaction(fault)
    with planting.planted_database(database_server, clean_database, fault) as url:
        with connect(url, autocommit=True) as connection:
            found = {
                "matrix": looking.matrix(connection, before, first=True),
                "lint": looking.lint(connection, before),
            }
        if fault.fuzz_only:
            found["fuzz"] = looking.fuzz(url, before, fault.fuzz_only)
    assert sorted(name for name, findings in found.items() if findings) == sorted(fault.caught_by)
