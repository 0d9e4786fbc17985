"""TED: notices of the European Union's Tenders Electronic Daily.

May import: what ``contracts.sources`` may.
Never: touches the database.
"""
