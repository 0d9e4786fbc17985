"""USAspending: awards of the United States government.

May import: what ``contracts.sources`` may.
Never: touches the database.
"""
