"""Willcall's tools over the Model Context Protocol. Importing this loads nothing; `serving` does."""
