"""Web pages: changes of one page, and its removal.

May import: what ``contracts.sources`` may.
Never: touches the database.
"""
