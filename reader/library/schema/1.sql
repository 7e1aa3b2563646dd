-- The library of dubao 讀報, version 1. application_id 0x64756261 ("duba"); user_version is the number of the newest
-- script of this folder. Moments are ISO 8601 in UTC; offsets are Unicode code points, end exclusive; lists are JSON.

CREATE TABLE articles (
    id TEXT NOT NULL PRIMARY KEY,           -- made from the address: it stays when the content changes
    path BLOB,                              -- the bytes of its path on this machine; '-' for standard input
    url TEXT,
    encoding TEXT NOT NULL,
    sha256 TEXT NOT NULL,                   -- of the bytes it was read from
    title TEXT,
    outlet TEXT,
    date TEXT,                              -- as printed: YYYY-MM-DD or YYYY-MM-DDTHH:MM
    script TEXT NOT NULL,                   -- Hans, Hant, Mixed or Und
    length INTEGER NOT NULL,                -- characters that are not blank
    added TEXT NOT NULL,
    read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    block INTEGER NOT NULL DEFAULT 0,       -- where reading was left: the block,
    at INTEGER NOT NULL DEFAULT 0           -- and the offset in it
) STRICT;

-- Apart from the articles, so that a list of them touches no text. What is searched stands first: SQLite reads a row
-- no further than it has to.
CREATE TABLE texts (
    article TEXT NOT NULL PRIMARY KEY REFERENCES articles (id),
    folded TEXT NOT NULL,                   -- title, newline, canonical text: both folded, for search; same length
    lengths TEXT NOT NULL,                  -- of the blocks in the canonical text, in order
    canonical TEXT NOT NULL,                -- the texts of all blocks, as written, joined by one newline
    source BLOB NOT NULL                    -- the decoded text of the document, UTF-8, compressed with zlib
) STRICT;

CREATE TABLE tags (
    article TEXT NOT NULL REFERENCES articles (id),
    tag TEXT NOT NULL,
    PRIMARY KEY (article, tag)
) STRICT, WITHOUT ROWID;

-- W3C Web Annotations; positions are those in the canonical text kept here.
CREATE TABLE annotations (
    id TEXT NOT NULL PRIMARY KEY,           -- urn:uuid:…
    article TEXT NOT NULL REFERENCES articles (id),
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    start INTEGER,                          -- NULL, as all of the next four: about the whole article
    behind INTEGER,
    exact TEXT,                             -- the quote as it was first taken
    prefix TEXT,
    suffix TEXT,
    colour TEXT NOT NULL,
    note TEXT NOT NULL,
    tags TEXT NOT NULL,                     -- a list
    state TEXT NOT NULL,                    -- exact, moved, fuzzy, ambiguous or orphan
    score REAL NOT NULL,
    figure TEXT NOT NULL,
    history TEXT NOT NULL                   -- a list of re-anchorings, oldest first
) STRICT;
CREATE INDEX annotations_of_article ON annotations (article, start);

-- Stretches the reader decided upon: kept as written, or a chosen candidate.
CREATE TABLE pins (
    article TEXT NOT NULL REFERENCES articles (id),
    start INTEGER NOT NULL,                 -- in the canonical text
    behind INTEGER NOT NULL,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    shown TEXT,                             -- NULL: as written
    view TEXT NOT NULL,                     -- the view it was chosen in
    placed INTEGER NOT NULL DEFAULT 1       -- 0: its words are nowhere for certain, so it waits
) STRICT;
CREATE INDEX pins_of_article ON pins (article, start);

-- Words the reader decided upon wherever they stand in an article, in the order of deciding.
CREATE TABLE rules (
    article TEXT NOT NULL REFERENCES articles (id),
    number INTEGER NOT NULL,
    written TEXT NOT NULL,
    shown TEXT NOT NULL,
    views TEXT NOT NULL,                    -- a list
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;

-- Notes that were begun and not kept.
CREATE TABLE drafts (
    article TEXT NOT NULL REFERENCES articles (id),
    about TEXT NOT NULL,                    -- the id of an annotation, or what the screen calls a new one
    note TEXT NOT NULL,
    modified TEXT NOT NULL,
    PRIMARY KEY (article, about)
) STRICT, WITHOUT ROWID;
