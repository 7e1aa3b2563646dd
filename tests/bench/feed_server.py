"""A server on 127.0.0.1 with many feeds, in a process of its own.

python -m tests.bench.feed_server FEEDS ITEMS [SECONDS] prints its port. It answers after so many seconds, as a server
that is not on this machine, and conditional requests with 304.
"""

from __future__ import annotations

import hashlib
import random
import sys
import time
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARAGRAPHS_PER_ITEM = 6


def load_paragraphs() -> list[str]:
    """The paragraphs of the bundled articles and of the texts of the tests, as far as XML can hold them."""
    paths = [*sorted((ROOT / "articles").glob("*.txt")), *sorted((ROOT / "tests/structure/data").glob("*.txt"))]
    lines = (line.strip() for path in paths for line in path.read_text("utf-8", "replace").splitlines())
    return [line for line in lines if 60 < len(line) < 400 and line.isprintable()]


def make_paragraph(chance: random.Random, paragraphs: list[str], characters: str) -> str:
    """A paragraph that no other item has: every fourth character is another one, as frequent as in the texts."""
    text = chance.choice(paragraphs)
    return "".join(chance.choice(characters) if chance.random() < 0.25 else each for each in text)


def make_feed(number: int, items: int, paragraphs: list[str]) -> bytes:
    """A feed with whole articles of paragraphs that are shuffled."""
    chance = random.Random(number)
    rows = []
    characters = "".join(paragraphs)
    for item in range(items):
        texts = [make_paragraph(chance, paragraphs, characters) for _ in range(PARAGRAPHS_PER_ITEM)]
        body = "".join(f"<p>{escape(text)}</p>" for text in texts)
        link = f"https://paper{number}.example/a/{item}"
        rows.append(
            f"<item><title>第{number}報第{item}條：{escape(chance.choice(paragraphs)[:16])}</title><link>{link}</link>"
            f"<guid>{link}</guid><pubDate>Fri, 21 Dec 2018 08:{item % 60:02}:00 +0800</pubDate>"
            f"<description>{escape(body)}</description></item>"
        )
    head = f"<title>第{number}報</title><link>https://paper{number}.example/</link><language>zh-hk</language>"
    text = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{"".join(rows)}</channel></rss>'
    return text.encode("utf-8")


def main(feeds: int, items: int, latency: float = 0) -> None:
    """Serve until the process is ended."""
    paragraphs = load_paragraphs()
    bodies = {f"/feed/{number}": make_feed(number, items, paragraphs) for number in range(feeds)}
    tags = {path: f'"{hashlib.md5(body).hexdigest()}"' for path, body in bodies.items()}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            time.sleep(latency)
            body, tag = bodies.get(self.path), tags.get(self.path)
            if body is None:
                self.send_error(404)
                return
            is_same = self.headers.get("If-None-Match") == tag
            self.send_response(304 if is_same else 200)
            self.send_header("ETag", tag or "")
            self.send_header("Last-Modified", "Fri, 21 Dec 2018 08:00:00 GMT")
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", "0" if is_same else str(len(body)))
            self.end_headers()
            if not is_same:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 256

    server = Server(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]) if len(sys.argv) > 3 else 0)
