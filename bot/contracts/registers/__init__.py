"""Public registers of companies: the identifiers that sources of contracts know a company by.

May import: ``contracts.sources``, ``contracts.model``, ``contracts.diff``, ``settings``, ``storage``.
Never: reads a contract, decides which company is meant, or keeps the name of a person.
"""
