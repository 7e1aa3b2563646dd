"""Highlights and notes: the model, W3C JSON, and finding their quotes again in a text that changed."""
