"""State of the reading screen without Textual: the open article, the list of articles, annotations, undo."""
