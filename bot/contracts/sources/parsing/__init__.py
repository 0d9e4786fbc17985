"""Parsing of untrusted bytes in worker processes that have limits and can be killed."""
