"""Datasets that another plugin left in the database, brought to what our form stores, and back."""
