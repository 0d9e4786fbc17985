"""BOAMP: notices of French public buyers, from the bulletin's open data.

May import: what ``contracts.sources`` may.
Never: touches the database.
"""
