"""The lesson kit: Markdown lessons in two languages, built into a site that a teacher carries on a stick."""
