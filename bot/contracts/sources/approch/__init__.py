"""APProch: purchases that French public buyers plan, from the ministry's open data.

May import: what ``contracts.sources`` may.
Never: touches the database.
"""
