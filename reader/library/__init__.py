"""The user's library: articles, annotations and reading state, in one SQLite file (the only use of sqlite3).

    with Library.open(library_path(None)) as library:
        library.store_article(article, document.text)
        library.store_annotation(annotation, article.origin.id)

Everything is on the disk when the call that changes it returns. From the bottom up: schema/ (one SQL script for each
version), sqlite_errors (errors as sentences), backups, database_file (header, schema, connections), records (values and
rows), recovery (what can be read of a damaged file), opening (an intact file, or why there is none), connection,
user_choices, library (the class Library), and on top of it search, lookup (articles as named on the command line) and
export_import (the library as plain files). Nothing is imported here: paths needs no SQLite.
"""
