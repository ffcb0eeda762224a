"""Reference rows, demo data and the scaled data set."""
