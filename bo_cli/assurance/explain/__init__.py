"""`bo policy explain`: why somebody sees a row, or why a write was refused.

`relation` finds what is asked about, `access` reads privileges, `policies` and `condition` take
the policies apart, `evaluate` computes each condition for the row as that person, `attempts` tries
the real thing, `deciding` takes rows away until the answer changes, and `words` tells it.
"""
