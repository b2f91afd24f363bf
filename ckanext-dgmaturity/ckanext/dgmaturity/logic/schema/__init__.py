"""The input of the actions: one module a noun."""
