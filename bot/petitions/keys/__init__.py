"""The keys that references are made with: files beside the database, never in it."""
