"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed; lists of them (OPML, newsboat); how they are found and fetched.

From the bottom up: model (what a feed says), dates, xml_text (text that an XML parser takes), xml_feed, json_feed,
fallback (a lenient parser in a process of its own), parse (any of them), discovery (the feeds that a page names), opml,
newsboat, fetch (conditional requests).
"""
