"""WORDS: the interface's catalogs, and how far the translation of the content has come."""
