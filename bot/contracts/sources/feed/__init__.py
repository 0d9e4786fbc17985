"""Feeds: what watchdogs and newspapers publish."""
