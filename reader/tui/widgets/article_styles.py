"""The names of the styles of the page, which its style sheet gives a look."""

from __future__ import annotations

STYLE_NAMES = (
    *("headline", "deck", "meta", "byline", "heading", "paragraph", "caption", "credit", "run_in", "dateline"),
    *("list_item", "quote", "table_row", "editor", "note", "chrome", "strong", "sign", "link", "bar", "changed"),
    *(
        "doubt",
        "hit",
        "read",
        "money",
        "percent",
        "quantity",
        "overlap",
        "gutter",
        "selection",
        "cursor",
        "current",
        "label",
    ),
    *(f"{name}{number}" for name in ("mark", "edge", "current-mark") for number in range(1, 6)),
    *(f"current-{name}" for name in ("caption", "link", "hit", "money", "percent", "quantity")),
)
