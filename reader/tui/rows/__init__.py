"""Rows of styled text made from values; nothing here imports Textual."""
