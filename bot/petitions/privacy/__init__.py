"""Data protection: requests for one's data, erasure, retention of keys, and legal holds."""
