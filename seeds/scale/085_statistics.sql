-- Here as well as by the vacuum that follows: the rollups are made in this transaction.
analyze;
