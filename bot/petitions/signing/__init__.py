"""Signing and withdrawal: eligibility, storage of signatures, and the withdrawal journals beside the keys."""
