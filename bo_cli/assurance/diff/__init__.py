"""`bo policy diff`: what changed in who can do what, between two databases.

`probes` tries every cell of the matrix in both and says what was gained and lost; `changes` says
what the catalogue says changed; `judging` puts the two together; `report` writes Markdown.
"""
