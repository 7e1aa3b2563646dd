"""Where a cursor can stand and go in an article, what it selects, and what is copied of that. No textual here."""
