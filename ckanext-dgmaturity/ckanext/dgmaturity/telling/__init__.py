"""Telling people and programs of trouble: digests by mail, signed webhooks."""
