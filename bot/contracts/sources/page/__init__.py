"""Web pages: what changes on them, and what is taken down."""
