"""The figures of the open article: found as they are needed, as rows of a list, as a table to copy."""
