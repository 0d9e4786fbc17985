"""Tocsin: a Discord bot for employees' and union campaigns."""

__version__ = "0.1.0"
