"""READS what authors write into values that know their file and line. No rule, no HTML, no MkDocs."""
