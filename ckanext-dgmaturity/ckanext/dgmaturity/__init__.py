"""ckanext-dgmaturity: the data catalog rules of Thai agencies inside CKAN. Thin: every verdict is the engine's."""
