"""Adding a folder of Markdown to an empty library: python -m tests.bench adding [--folder PATH] [--files N]

Prints articles a second by the clock, and by the processor time of all processes as if they had it for themselves: on a
machine with other work the second is what counts.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from pathlib import Path

from tests.bench.feeds import make_environment, measure
from tests.bench.library_search import report
from tests.bench.texts import article

FILES = 2_000
CHARACTERS_MIN, CHARACTERS_MAX = 300, 3_000
"""Code points of an article."""
RATE_MIN = 250
"""Articles a second with two processors."""
PROCESSORS = 2


def write_articles(folder: Path, count: int) -> None:
    """Write articles of Markdown with front matter, as archives of newspapers have them."""
    chance = random.Random(1)
    body = article(CHARACTERS_MAX * 4)
    for number in range(count):
        start = chance.randrange(CHARACTERS_MAX * 3)
        lines = [
            line.strip() for line in body[start : start + chance.randint(CHARACTERS_MIN, CHARACTERS_MAX)].split("\n")
        ]
        title = f"海角見聞之{number}"
        head = f'---\ntitle: "{title}"\ndate: "2019-03-{number % 28 + 1:02}"\nauthor: "何靜"\ntags:\n  - "海角"\n---\n'
        image = f'<img src="https://paper.example/{number}.png" alt="">'
        picture = f"<figure>\n{image}\n<figcaption>海角碼頭</figcaption>\n</figure>"
        text = "\n\n".join([head, f"# {title}", picture, *filter(None, lines)])
        (folder / f"{number:05}.md").write_text(text + "\n", "utf-8")


def main() -> int:
    """Print the numbers; how many targets were missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="articles that are there already")
    parser.add_argument("--files", type=int, default=FILES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "config.toml").write_text("")
        folder = options.folder
        if folder is None:
            folder = place / "articles"
            folder.mkdir()
            write_articles(folder, options.files)
        count = sum(len(names) for _, _, names in os.walk(folder))
        shared = ["--library", str(place / "library.db"), "--config-file", str(place / "config.toml")]
        command = [sys.executable, "-m", "reader", "add", *shared, str(folder)]
        missed = 0
        for what in ("new", "again"):
            seconds, cpu = measure(command, make_environment())
            clock, each = count / seconds, 1000 * cpu / count
            print(f"{count:,} files, {what}: {clock:.0f} a second by the clock, {each:.2f} ms CPU each")
            name = f"a second with {PROCESSORS} processors"
            missed += report(name, count * PROCESSORS / cpu, RATE_MIN, "articles", at_least=True)
    return missed


if __name__ == "__main__":
    raise SystemExit(main())
