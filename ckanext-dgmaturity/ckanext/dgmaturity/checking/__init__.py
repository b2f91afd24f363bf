"""Checking from the inside: the engine runs over a working copy of what CKAN and our own tables hold."""
