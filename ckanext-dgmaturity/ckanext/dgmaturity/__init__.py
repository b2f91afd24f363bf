"""The CKAN extension."""
