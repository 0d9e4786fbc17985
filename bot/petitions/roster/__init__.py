"""The union's list of members: read from a file, kept as references, joined by codes."""
