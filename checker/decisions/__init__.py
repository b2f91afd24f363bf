"""Decisions and disputes: who may decide what, on what evidence, what counts now, who has signed. Pure."""
