"""What is kept: articles, annotations, what was read. One SQLite file (the only use of sqlite3).

    with Library.open(library_path(None)) as library:
        library.keep(article, document.text)
        library.put(annotation, article.origin.id)

Everything is on the disk when the call that changes it returns. From the bottom up: schema/ (the tables, one script for
each version), faults (what SQLite says, in sentences), files (a sound file, or why there is none), backups, salvage,
store (the Library), search, quotes (words given by hand), anchoring (words in a text that changed), plain (the whole
library as plain files). Nothing is imported here: anchoring and quotes need no SQLite.
"""
