"""Rows of styled text computed from values; pure functions without Textual."""
