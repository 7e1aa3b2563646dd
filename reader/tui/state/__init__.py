"""State of the screen: the open article, the list of articles, annotations, undo. Nothing here imports Textual."""
