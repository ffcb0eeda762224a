-- The numbers of transactions are the other database's: changes_since() would wait until this one has counted as far.
update private.row_changes set xid = pg_current_xact_id();
