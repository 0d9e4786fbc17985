"""DECP: essential data of French public contracts, from the ministry's portal.

May import: what ``contracts.sources`` may.
Never: touches the database.
"""
