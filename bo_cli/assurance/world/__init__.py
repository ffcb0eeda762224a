"""A database as others look at it: its catalogue, and canary rows in every table, rolled back."""
