"""Following feeds: what both front ends do with them.

From the bottom up: item_identity (which items are the same), item_documents (an item as a document), rules, schedule
(when a feed is asked again), ingestion (items into the library), item_pages (the pages of items that are summaries),
refresh (many feeds at once), subscriptions (following, finding and leaving feeds), listing (feeds with their counts).
"""
