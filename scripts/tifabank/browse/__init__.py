"""The Datasette edition: metadata from the declarations, templates, a plugin, and the server."""
