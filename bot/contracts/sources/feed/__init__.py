"""Feeds of watchdogs and newspapers."""
