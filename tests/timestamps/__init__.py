"""Tests of time-stamps."""
