"""The engine: turns a catalog into evidence, findings, a score and a report."""
