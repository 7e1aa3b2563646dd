"""The cursor in an article: its positions and motions, selections, and quotations. Nothing here imports Textual."""
