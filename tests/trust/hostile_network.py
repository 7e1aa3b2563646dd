"""The ways by which a hostile text comes over the network: feeds of every kind, pages, and headers of answers."""

from __future__ import annotations

import json
import re
from functools import cache, partial
from typing import TYPE_CHECKING

from tests.sources.feeds.documents import rss, rss_item
from tests.trust.hostile_doors import STORY, TAIL, Case, encode, write
from tests.trust.hostile_generator import Payload, to_address, to_entities
from tests.web_server import Server

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    from tests.web_server import Exchange

_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>{name}</title><id>x</id><entry><title>{title}</title>'
    '<id>{guid}</id><link href="{link}"/><author><name>{author}</name></author><category term="{category}"/>'
    '<updated>2026-03-01T08:00:00Z</updated><content type="html">{content}</content></entry></feed>'
)


@cache
def start_server() -> Server:
    """A server that answers until the process ends."""
    return Server()


def _answer_raw(exchange: Exchange, data: bytes) -> object:
    return exchange.raw(data)


def put_in_feed(folder: Path, payload: Payload, chance: random.Random) -> Case:
    """A place of a feed as RSS, Atom or JSON, which is refreshed."""
    text = re.sub("[\ud800-\udfff]", "", payload.text)
    place = chance.choice(("name", "title", "author", "category", "guid", "link", "content"))
    form = chance.choice(("rss", "atom", "json"))
    plain = {
        "name": "海角日報",
        "title": "渡口的鐘又響了",
        "author": "張三",
        "category": "港聞",
        "guid": f"g{payload.number}",
    }
    story = "".join(chance.choices(f"{STORY}{TAIL}", k=90))  # another one each time, so that none is a duplicate
    plain |= {"link": f"https://a.example/{payload.number}", "content": f"<p>{story}</p><p>大鐘{TAIL}</p>"}
    plain[place] = to_address(text) if place == "link" else text
    if place == "content":
        plain[place] = f"<p>{story}{to_entities(text, chance)}的事。</p><p>大鐘{TAIL}</p>"
    spelled = {name: to_entities(value, chance) for name, value in plain.items()}
    if form == "json":
        item = {"id": plain["guid"], "url": plain["link"], "title": plain["title"], "content_html": plain["content"]}
        item |= {"authors": [{"name": plain["author"]}], "tags": [plain["category"]]}  # type: ignore[dict-item]
        body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": plain["name"], "items": [item]})
    elif form == "atom":
        body = _ATOM.format(**spelled)
    else:
        row = {"title": spelled["title"], "link": spelled["link"], "guid": spelled["guid"]}
        row |= {"dc:creator": spelled["author"], "category": spelled["category"], "description": spelled["content"]}
        body = rss(rss_item(1, **row)).decode().replace("海角日報", spelled["name"])
    server, path = start_server(), f"/feed/{payload.number}"
    server.table[path] = lambda each: each.answer(encode(body), Content_Type="application/xml")
    write(folder, "feeds.toml", f'[[feed]]\nurl = "{server.url}{path}"\nprivate_host = true\nfull_text = "never"\n')
    listings = (["list", "--json"], ["search", "大鐘"], ["feeds", "--json"], ["feeds", "--opml"])
    # Entities in titles are read twice: most feeds that have any escape them twice.
    listed_by = "list" if place == "title" and not set("&<") & set(text) else ""
    return Case([["refresh", "--now", "--no-pages"], ["list"], chance.choice(listings)], listed_by=listed_by)


def put_in_answer(folder: Path, payload: Payload, chance: random.Random) -> Case:
    """A page of the web, the reason or a header of an answer, or where it leads."""
    del folder
    server, path = start_server(), f"/page/{payload.number}"
    place = chance.choice(("h1", "p", "reason", "type", "location", "header"))
    text = encode(payload.text)
    spelled = {name: to_entities(payload.text, chance) if name == place else "" for name in ("h1", "p")}
    page = f"<meta charset=utf-8><h1>渡口{spelled['h1']}的鐘</h1><p>{STORY}{spelled['p']}的事。</p><p>{TAIL}</p>"
    one_line = text.replace(b"\r", b"").replace(b"\n", b"")
    status = b"302 Found" if place == "location" else b"200 OK"
    head = [b"HTTP/1.1 " + (b"404 " + one_line if place == "reason" else status)]
    head.append(b"Content-Type: " + (one_line if place == "type" else b"text/html; charset=utf-8"))
    if place == "location":
        head.append(b"Location: " + one_line)
    if place == "header":
        head.append(b"X-" + one_line + b": " + one_line)
    data = b"\r\n".join([*head, b"Connection: close", b"", b""]) + encode(page)
    server.table[path] = partial(_answer_raw, data=data)
    return Case([["add", server.url + path]], server.url + path, is_shown=place in spelled)


NETWORK_DOORS: dict[str, Callable[[Path, Payload, random.Random], Case]] = {
    "feeds": put_in_feed,
    "answers of servers": put_in_answer,
}
"""The doors by name."""
