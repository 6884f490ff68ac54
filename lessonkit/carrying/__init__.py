"""CARRIES: what comes after the build; it sees finished folders only and knows nothing of Markdown."""
