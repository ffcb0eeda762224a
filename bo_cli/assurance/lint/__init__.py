"""`bo policy lint`: faults that a catalogue shows, found by our checks and by two other tools.

Each file in checks/ is one rule: its header says what, why and how to mend it, its query finds it.
"""
