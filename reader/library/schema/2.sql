-- Version 2: an index for searching, indices for lists, and earlier versions of texts. The functions article_day,
-- search_tokens and tag_tokens are those of reader/library/sql_functions.py: a program that writes has to have them.

ALTER TABLE articles ADD COLUMN sequence INTEGER;   -- article_day * 2^20 + a counter within the day: the order of
                                                    -- articles by day, and the rowid of their rows in text_index
ALTER TABLE articles ADD COLUMN authors TEXT;       -- names, one a line; NULL: stored before they were
ALTER TABLE articles ADD COLUMN edition TEXT;       -- of a newspaper: 01版
ALTER TABLE articles ADD COLUMN changed TEXT;       -- when its text was last stored with another one; NULL: never
ALTER TABLE articles ADD COLUMN gone TEXT;          -- when its source was found to be gone; NULL: it is not known to be
ALTER TABLE articles ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;  -- 0: shown, 1: deleted, 2: muted by a rule
ALTER TABLE annotations ADD COLUMN number INTEGER;  -- the rowid of its row in note_index
ALTER TABLE texts DROP COLUMN folded;

-- Earlier texts of an article, the newest ten.
CREATE TABLE versions (
    article TEXT NOT NULL REFERENCES articles (id),
    number INTEGER NOT NULL,                -- counts from 1; the text that `texts` has is the next one
    replaced TEXT NOT NULL,                 -- when another text took its place
    date TEXT,                              -- as printed in it
    canonical BLOB NOT NULL,                -- the canonical text, UTF-8, compressed with zlib
    lengths TEXT NOT NULL,                  -- of its blocks
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;

-- What is searched: tokens, of which a phrase is exact (reader/text/search_tokens.py). Neither table stores the text.
-- Articles that are hidden have no row in text_index.
CREATE VIRTUAL TABLE text_index USING fts5 (title, body, author, content = '', tokenize = 'ascii');
CREATE VIRTUAL TABLE note_index USING fts5 (note, tag, content = '', tokenize = 'ascii');

-- Every list has an index in its order, since statistics that were made of a small library mislead the planner. Rare
-- states have small indices, which queries name with INDEXED BY.
CREATE INDEX articles_by_added ON articles (added, id) WHERE hidden = 0;
CREATE INDEX shown_articles ON articles (sequence, read) WHERE hidden = 0;
CREATE INDEX unread_articles ON articles (sequence) WHERE hidden = 0 AND read = 0;
CREATE INDEX starred_articles ON articles (sequence) WHERE hidden = 0 AND starred = 1;
CREATE INDEX changed_articles ON articles (sequence) WHERE hidden = 0 AND changed IS NOT NULL;
CREATE INDEX articles_by_path ON articles (path) WHERE path IS NOT NULL;
CREATE INDEX articles_by_url ON articles (url) WHERE url IS NOT NULL;
CREATE INDEX tags_by_tag ON tags (tag, article);

-- Text goes to the functions as bytes: a damaged one, which is no UTF-8, must not make its row unchangeable.
CREATE VIEW text_rows (article, sequence, title, body, author) AS
    SELECT id, sequence, search_tokens(CAST(title AS BLOB)), search_tokens(CAST(canonical AS BLOB)),
        search_tokens(CAST(authors AS BLOB))
    FROM articles JOIN texts ON article = id WHERE hidden = 0;
CREATE VIEW note_rows (annotation, number, note, tag) AS
    SELECT id, number, search_tokens(CAST(CASE WHEN state IN ('ambiguous', 'orphan')
            THEN note || char(10) || coalesce(exact, '') ELSE note END AS BLOB)), tag_tokens(CAST(tags AS BLOB))
    FROM annotations WHERE note <> '' OR tags <> '[]' OR state IN ('ambiguous', 'orphan');
CREATE VIEW article_days (article, day) AS
    SELECT id, article_day(CAST(date AS BLOB), CAST(added AS BLOB)) FROM articles;

UPDATE articles SET sequence = numbered.sequence FROM (
    SELECT id, (day << 20) + row_number() OVER (PARTITION BY day ORDER BY added, id) - 1 AS sequence
    FROM articles JOIN article_days ON article = id) AS numbered
WHERE numbered.id = articles.id;
CREATE UNIQUE INDEX articles_by_sequence ON articles (sequence);
UPDATE annotations SET number = rowid;
CREATE UNIQUE INDEX annotations_by_number ON annotations (number);
INSERT INTO text_index (rowid, title, body, author)
    SELECT sequence, title, body, author FROM text_rows ORDER BY sequence;
INSERT INTO note_index (rowid, note, tag) SELECT number, note, tag FROM note_rows ORDER BY number;

-- The triggers keep the sequence and both indices as the rows are. An index that stores no text has to be told what
-- the old text was: what is done before and what is done after a change have the same condition.

CREATE TRIGGER article_added AFTER INSERT ON articles WHEN NEW.sequence IS NULL BEGIN
    UPDATE articles SET sequence = (
        SELECT coalesce(
            (SELECT max(sequence) FROM articles WHERE sequence >= day << 20 AND sequence < day + 1 << 20) + 1, day << 20)
        FROM article_days WHERE article = NEW.id)
    WHERE id = NEW.id;
END;
CREATE TRIGGER article_changes BEFORE UPDATE OF title, authors, date, added, hidden ON articles
WHEN NEW.title IS NOT OLD.title OR NEW.authors IS NOT OLD.authors OR (NEW.hidden = 0) <> (OLD.hidden = 0)
    OR article_day(CAST(NEW.date AS BLOB), CAST(NEW.added AS BLOB)) <> OLD.sequence >> 20 BEGIN
    INSERT INTO text_index (text_index, rowid, title, body, author)
        SELECT 'delete', sequence, title, body, author FROM text_rows WHERE article = OLD.id;
END;
CREATE TRIGGER article_changed AFTER UPDATE OF title, authors, date, added, hidden ON articles
WHEN NEW.title IS NOT OLD.title OR NEW.authors IS NOT OLD.authors OR (NEW.hidden = 0) <> (OLD.hidden = 0)
    OR article_day(CAST(NEW.date AS BLOB), CAST(NEW.added AS BLOB)) <> OLD.sequence >> 20 BEGIN
    UPDATE articles SET sequence = (
        SELECT coalesce(
            (SELECT max(sequence) FROM articles WHERE sequence >= day << 20 AND sequence < day + 1 << 20) + 1, day << 20)
        FROM article_days WHERE article = NEW.id)
    WHERE id = NEW.id AND article_day(CAST(NEW.date AS BLOB), CAST(NEW.added AS BLOB)) <> OLD.sequence >> 20;
    INSERT INTO text_index (rowid, title, body, author)
        SELECT sequence, title, body, author FROM text_rows WHERE article = NEW.id;
END;
CREATE TRIGGER text_added AFTER INSERT ON texts BEGIN
    INSERT INTO text_index (rowid, title, body, author)
        SELECT sequence, title, body, author FROM text_rows WHERE article = NEW.article;
END;
CREATE TRIGGER text_changes BEFORE UPDATE OF canonical ON texts WHEN NEW.canonical <> OLD.canonical BEGIN
    INSERT INTO text_index (text_index, rowid, title, body, author)
        SELECT 'delete', sequence, title, body, author FROM text_rows WHERE article = OLD.article;
END;
CREATE TRIGGER text_changed AFTER UPDATE OF canonical ON texts WHEN NEW.canonical <> OLD.canonical BEGIN
    INSERT INTO text_index (rowid, title, body, author)
        SELECT sequence, title, body, author FROM text_rows WHERE article = NEW.article;
END;
CREATE TRIGGER text_deleted BEFORE DELETE ON texts BEGIN
    INSERT INTO text_index (text_index, rowid, title, body, author)
        SELECT 'delete', sequence, title, body, author FROM text_rows WHERE article = OLD.article;
END;

CREATE TRIGGER annotation_added AFTER INSERT ON annotations BEGIN
    UPDATE annotations SET number = (SELECT coalesce(max(number), 0) + 1 FROM annotations)
        WHERE id = NEW.id AND number IS NULL;
    INSERT INTO note_index (rowid, note, tag) SELECT number, note, tag FROM note_rows WHERE annotation = NEW.id;
END;
CREATE TRIGGER annotation_changes BEFORE UPDATE OF note, tags, state, exact ON annotations
WHEN NEW.note <> OLD.note OR NEW.tags <> OLD.tags OR NEW.state <> OLD.state OR NEW.exact IS NOT OLD.exact BEGIN
    INSERT INTO note_index (note_index, rowid, note, tag)
        SELECT 'delete', number, note, tag FROM note_rows WHERE annotation = OLD.id;
END;
CREATE TRIGGER annotation_changed AFTER UPDATE OF note, tags, state, exact ON annotations
WHEN NEW.note <> OLD.note OR NEW.tags <> OLD.tags OR NEW.state <> OLD.state OR NEW.exact IS NOT OLD.exact BEGIN
    INSERT INTO note_index (rowid, note, tag) SELECT number, note, tag FROM note_rows WHERE annotation = NEW.id;
END;
CREATE TRIGGER annotation_deleted BEFORE DELETE ON annotations BEGIN
    INSERT INTO note_index (note_index, rowid, note, tag)
        SELECT 'delete', number, note, tag FROM note_rows WHERE annotation = OLD.id;
END;
