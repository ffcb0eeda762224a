"""Clearing away what undone attempts leave: dead rows, which slow down whatever follows.

The matrix tries everything in one transaction, again for each mutant, and undoes it. The rows stay
in their files until somebody vacuums; autovacuum hears of them only when the transaction ends. Any
other session may vacuum them meanwhile, because rows of an undone subtransaction are dead to all.
"""

from bo_cli.core.errors import BoError
from bo_cli.db.connect import Connection, DatabaseError, connect_again

# After how many mutants somebody looks.
EVERY = 20
# What is smaller is not worth a vacuum.
LEAST_BYTES = 128 * 1024
SIZES = f"""
select c.oid, c.oid::regclass::text, pg_catalog.pg_relation_size(c.oid)
from pg_catalog.pg_class as c
where c.relkind in ('r', 'm') and c.relpersistence = 'p' and not c.relisshared
  and pg_catalog.pg_relation_size(c.oid) > {LEAST_BYTES}"""


class Tidier:
    """Vacuums what grows while mutants are judged over a connection, from another one.

    Without the right to, or without another connection to be had, nothing happens.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._judged = 0
        self._sizes: dict[int, int] = {}

    def after_a_mutant(self) -> None:
        """Tidy, when it is time."""
        self._judged += 1
        if self._judged % EVERY == 0:
            self.tidy()

    def tidy(self) -> None:
        """Vacuum what has grown since the first time."""
        try:
            with connect_again(self._connection) as other:
                for oid, name, size in other.execute(SIZES).fetchall():
                    if size > self._sizes.setdefault(oid, size):
                        other.execute(f"vacuum (truncate false, skip_locked) {name}".encode())
        except (BoError, DatabaseError):
            return
