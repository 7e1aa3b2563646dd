"""Annotations: their model, their W3C JSON, and re-anchoring them in a text that has changed."""
