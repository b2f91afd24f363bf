"""The only part that writes to a catalog: CKAN's Action API through ckanapi, over a connection behind the guard."""
