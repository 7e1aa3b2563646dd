"""Fuzzing of the parsers that is guided by coverage: python -m tests.atheris_fuzz --seconds 60 [--target NAME ...]

It needs atheris, which has wheels for some versions of Python on Linux (`pip install atheris`). Each target runs in a
process of its own; an input that raises anything but a sentence is written to build/fuzz, and belongs into a test.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
FOUND = ROOT / "build" / "fuzz"
INPUT_BYTES_MAX = 20_000


def make_targets() -> dict[str, Callable[[bytes], object]]:
    """What is fuzzed, by name; each takes any bytes and raises nothing but ReaderError."""
    from reader.annotations.w3c import parse_annotations
    from reader.config.settings import parse_settings
    from reader.copies.open import open_copy
    from reader.figures.context import FigureContext
    from reader.figures.scan import find_figures
    from reader.input.keymap import find_problems
    from reader.library.search_query import parse_query
    from reader.model import clean
    from reader.script.overrides import read_override_file
    from reader.sources.feeds.newsboat import parse_newsboat_urls
    from reader.sources.feeds.opml import parse_opml
    from reader.sources.feeds.parse import parse_feed
    from reader.sources.files import create_document
    from reader.structure import read_article

    def decode(data: bytes) -> str:
        return clean(data.decode("utf-8", "replace"))

    def read(name: str) -> Callable[[bytes], object]:
        def parse(data: bytes) -> object:
            document = create_document(data, name, name, name)
            return read_article(document.text, document.origin)

        return parse

    def read_overrides(data: bytes) -> object:
        with tempfile.NamedTemporaryFile(suffix=".tsv") as file:
            file.write(data)
            file.flush()
            return read_override_file(Path(file.name))

    def read_annotations(data: bytes) -> object:
        try:
            value = json.loads(data)
        except (ValueError, RecursionError):
            return None
        return parse_annotations(value, "x")

    context = FigureContext("2024-06-11", "CN")
    return {
        "text": read("a.txt"),
        "page": read("a.html"),
        "markdown": read("a.md"),
        "mail": read("a.eml"),
        "copy": lambda data: open_copy(decode(data), "x"),
        "annotations": read_annotations,
        "feed": lambda data: parse_feed(data, "https://a.example/"),
        "opml": lambda data: parse_opml(decode(data), "x"),
        "urls": lambda data: parse_newsboat_urls(clean(decode(data))),
        "settings": lambda data: parse_settings(decode(data), Path("config.toml"), find_problems),
        "overrides": read_overrides,
        "figures": lambda data: find_figures(decode(data), context),
        "query": lambda data: parse_query(decode(data)),
    }


def make_seeds(name: str) -> list[bytes]:
    """Inputs that a target reads, which the fuzzer begins with: most parsers soon give up on random bytes."""
    from reader.copies.annotated_view import make_annotated_view
    from reader.copies.save import render_copy
    from tests.trust.hostile import ARTICLE, NOTE, make_copy_payload

    view = make_annotated_view(ARTICLE, [NOTE])
    paragraph = "<p>渡口的鐘停了二十年，昨天重新敲響，街坊都說聲音同從前一樣，修鐘的師傅守了三個月。</p>"
    seeds = {
        "copy": [render_copy(view, name) for name in ("md", "html", "json", "txt")],
        "annotations": [json.dumps(make_copy_payload())],
        "markdown": [render_copy(view, "md"), "---\ntitle: 甲\n---\n\n# 標題\n\n- [乙](https://a.example/)\n"],
        "page": [f"<html><h1>標題</h1>{paragraph * 4}<table><tr><td>1<td>2</table>"],
        "mail": ["From: a@b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n甲\n--x--\n"],
        "feed": [
            "<rss version='2.0'><channel><title>甲</title><item><title>乙</title><link>https://a.example/1</link>"
            "<description>&lt;p&gt;丙&lt;/p&gt;</description></item></channel></rss>",
            '{"version": "https://jsonfeed.org/version/1.1", "title": "甲", "items": [{"id": "1", "title": "乙"}]}',
        ],
        "opml": ["<opml><body><outline text='甲'><outline xmlUrl='https://a.example/f'/></outline></body></opml>"],
        "settings": ['language = "en"\nmeasure = 30\n[keys]\n"walk.next" = "n"\n'],
        "figures": ["2024年6月11日，3至5億元，增長12.5%，3:2獲勝，第17名，二三十人，上午9時半。"],
        "query": ['港 AND (風 OR "電 力") NOT tag:甲 date:2024-01..2024-06'],
    }
    return [seed.encode() for seed in seeds.get(name, ["標題\n\n2024-06-11　來源：海角日報\n\n一段。"])]


def run_target(name: str, seconds: int, seed: int) -> None:
    """Fuzz a target in this process, which libFuzzer ends."""
    import atheris

    with atheris.instrument_imports(include=["reader"]):
        parse = make_targets()[name]
    from reader.errors import ReaderError

    def try_input(data: bytes) -> None:
        with suppress(ReaderError):
            parse(data)

    corpus = FOUND / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed_input in enumerate(make_seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed_input)
    limits = (f"-max_total_time={seconds}", f"-max_len={INPUT_BYTES_MAX}", f"-seed={seed}", "-timeout=20")
    atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={FOUND}/{name}-", str(corpus)], try_input)
    atheris.Fuzz()


def main() -> int:
    """Fuzz the targets one after the other; how many of them failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", nargs="*", default=[])
    parser.add_argument("--in-this-process", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not installed; only hypothesis fuzzes")
        return 0
    FOUND.mkdir(parents=True, exist_ok=True)
    if options.in_this_process:
        run_target(options.target[0], options.seconds, options.seed)
        return 0
    failed = 0
    for name in options.target or make_targets():
        command = [sys.executable, "-m", "tests.atheris_fuzz", "--in-this-process", "--target", name]
        limits = ["--seconds", str(options.seconds), "--seed", str(options.seed)]
        done = subprocess.run(
            [*command, *limits], cwd=ROOT, env=os.environ, capture_output=True, text=True, errors="replace", check=False
        )
        lines = done.stderr.splitlines() + done.stdout.splitlines()
        told = [line for line in lines if line.startswith(("Done ", "SUMMARY", " === ", "Test unit written"))]
        print(f"{name}: {'; '.join(told) or lines[-3:]}", flush=True)
        if done.returncode:
            failed += 1
            print("\n".join(line for line in lines if "File " in line or "Error" in line))
    return failed


if __name__ == "__main__":
    sys.exit(main())
