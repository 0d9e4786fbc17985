"""Signing and withdrawing: who may, what is kept of it, and what is kept beside the keys."""
