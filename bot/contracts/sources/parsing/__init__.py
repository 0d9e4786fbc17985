"""Parsing of bytes from outside, in worker processes that have limits and can be killed."""
