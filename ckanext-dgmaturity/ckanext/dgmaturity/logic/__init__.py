"""What CKAN's actions, authorization and validation call."""
