"""Highlights and notes on the open article: where they are, as rows of a list, in the margin, as they are written."""
