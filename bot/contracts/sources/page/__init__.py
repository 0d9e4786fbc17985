"""Web pages: changes and removals."""
