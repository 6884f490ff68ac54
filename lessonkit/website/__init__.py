"""SHOWS: turns the library and one language into pages. Only `plugin` and `engine` know MkDocs."""
