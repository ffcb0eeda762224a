"""`bo policy mutate`: break the schema on purpose, one mutant at a time, and see who notices."""
