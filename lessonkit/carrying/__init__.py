"""CARRIES what comes after the build: finished folders, handed out as they are. No Markdown, no checks, no MkDocs."""
