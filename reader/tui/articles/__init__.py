"""Several articles: which there are, in what order, what was read, and the rows they are listed in. No textual here."""
