"""OCDS: release and record packages of the Open Contracting Data Standard, from any publisher.

May import: what ``contracts.sources`` may.
Never: touches the database.
"""
