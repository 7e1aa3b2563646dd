-- Version 3: feeds, and stories that several articles tell. The list of feeds that are followed, with what was decided
-- about each, is the file feeds.toml; here is what was learned from them.

CREATE TABLE feeds (
    id TEXT NOT NULL PRIMARY KEY,           -- made from the address that is followed
    url TEXT NOT NULL UNIQUE,               -- that address
    location TEXT NOT NULL,                 -- the address it is fetched from: where it moved to for good
    moved_to TEXT NOT NULL DEFAULT '',      -- where a permanent redirect leads since
    moved_since TEXT NOT NULL DEFAULT '',   -- this moment
    title TEXT NOT NULL DEFAULT '',         -- the feed's own
    link TEXT NOT NULL DEFAULT '',          -- of its site
    language TEXT NOT NULL DEFAULT '',
    etag TEXT NOT NULL DEFAULT '',          -- validators, as they were sent
    last_modified TEXT NOT NULL DEFAULT '',
    body_hash TEXT NOT NULL DEFAULT '',     -- of the last body
    parser INTEGER NOT NULL DEFAULT 0,      -- the version of the parser that read it
    answered TEXT NOT NULL DEFAULT '',      -- when it was last fetched, or was unchanged
    due TEXT NOT NULL DEFAULT '',           -- when it may be asked again
    ttl INTEGER,                            -- minutes, as the feed says
    skip_hours TEXT NOT NULL DEFAULT '[]',  -- a list of hours, UTC
    failures INTEGER NOT NULL DEFAULT 0,    -- in succession
    error TEXT NOT NULL DEFAULT '',         -- of the last attempt
    gone INTEGER NOT NULL DEFAULT 0,        -- 1: its server says that it is gone for good
    is_throttled INTEGER NOT NULL DEFAULT 0 -- 1: its server has said when it wants to be asked again
) STRICT;

-- Every item that was seen, with what it is known by; that of a deleted article stays, so that it does not come back.
CREATE TABLE feed_items (
    number INTEGER PRIMARY KEY,
    feed TEXT NOT NULL REFERENCES feeds (id),
    article TEXT NOT NULL REFERENCES articles (id),
    guid TEXT NOT NULL,
    link TEXT NOT NULL,                     -- without scheme, www. and what tracks the reader
    title TEXT NOT NULL,                    -- folded
    published TEXT NOT NULL,                -- never later than it was seen
    seen TEXT NOT NULL,
    hash TEXT NOT NULL,                     -- of the item as it was sent last
    sections TEXT NOT NULL,                 -- a list
    page INTEGER NOT NULL DEFAULT 0,        -- its page: 0 not needed, 1 to be fetched, 2 fetched, 3 cannot be fetched
    attempts INTEGER NOT NULL DEFAULT 0     -- to fetch it
) STRICT;
CREATE INDEX feed_items_of_feed ON feed_items (feed, published);
CREATE INDEX feed_items_of_article ON feed_items (article, feed);
CREATE INDEX feed_items_without_page ON feed_items (feed, published) WHERE page = 1;

-- What rules did to new articles, to be undone.
CREATE TABLE rule_effects (
    article TEXT NOT NULL REFERENCES articles (id),
    action TEXT NOT NULL,                   -- star, mute or tag
    tag TEXT NOT NULL,
    feed TEXT NOT NULL,
    PRIMARY KEY (article, action, tag)
) STRICT, WITHOUT ROWID;

-- Samples of the hashes of a text's parts, by which articles with nearly the same text are found.
CREATE TABLE fingerprints (
    article TEXT NOT NULL PRIMARY KEY REFERENCES articles (id),
    hashes BLOB NOT NULL                    -- 4 bytes each, sorted
) STRICT, WITHOUT ROWID;
CREATE TABLE fingerprint_hashes (
    hash INTEGER NOT NULL,
    article TEXT NOT NULL,
    PRIMARY KEY (hash, article)
) STRICT, WITHOUT ROWID;

-- Articles of one story; the reader may take one out of it for good.
CREATE TABLE stories (
    article TEXT NOT NULL PRIMARY KEY REFERENCES articles (id),
    story TEXT NOT NULL,                    -- the id of its first article
    separate INTEGER NOT NULL DEFAULT 0     -- 1: the reader took it out
) STRICT;
CREATE INDEX articles_of_story ON stories (story);
