"""The ways by which a hostile text gets into the program: files of every kind, feeds, lists, rules, rows, arguments."""

from __future__ import annotations

import base64
import io
import json
import os
import re
import zipfile
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.annotations.w3c import annotation_json, collection_json
from reader.copies.annotated_view import make_annotated_view
from reader.copies.save import render_copy
from tests.trust.hostile import (
    ARTICLE,
    NOTE,
    connect_raw,
    find_string_paths,
    make_copy_payload,
    replace_at,
)
from tests.trust.hostile_generator import (
    Payload,
    escape_markdown,
    to_address,
    to_entities,
    to_json_string,
    write_serial,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reader.copies.formats import CopyFormat

STORY = "停擺了二十年的渡口大鐘昨天重新敲響，修鐘的師傅守了三個月。"
TAIL = "街坊說聲音同從前一樣，孩子們跑到碼頭去看，直到天黑才回家。"


class Case(NamedTuple):
    """A hostile text in its place, and how it gets to be printed."""

    commands: Sequence[Sequence[str]]
    """Commands to run, in order."""
    source: str = ""
    """What can be opened, shown and saved; empty where there is nothing."""
    is_shown: bool = True
    """Whether the text has to be seen where the source is shown."""
    listed_by: str = ""
    """The command whose output has to show it."""


def encode(text: str) -> bytes:
    """A text as UTF-8, as far as it can be."""
    return text.encode("utf-8", "replace")


def write(folder: Path, name: str, content: str | bytes) -> str:
    """Write a file; its path."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else encode(content))
    return str(path)


def has_surrogate(text: str) -> bool:
    """Whether a text cannot be written as UTF-8."""
    return any("\ud800" <= character <= "\udfff" for character in text)


# -- files


def put_in_text(folder: Path, payload: Payload, chance: random.Random) -> Case:
    """A place of a plain text."""
    text = payload.text
    place = chance.choice(("headline", "paragraph", "caption", "byline", "date line", "list", "table"))
    rows = {"headline": "渡口的鐘又響了", "paragraph": STORY, "caption": "岸邊的大鐘。", "byline": "本報記者　張三"}
    body = {
        "headline": f"{text}渡口的鐘又響了\n\n{STORY}\n\n{TAIL}",
        "caption": f"{rows['headline']}\n\n{STORY}\n\n圖：岸邊的{text}大鐘。（李四攝）\n\n{TAIL}",
        "byline": f"{rows['headline']}\n本報記者　{text}\n\n{STORY}\n\n{TAIL}",
        "date line": f"{rows['headline']}\n2026-03-01　來源：{text}\n\n{STORY}\n\n{TAIL}",
        "list": f"{rows['headline']}\n\n{STORY}\n\n- 一是{text}\n- 二是別的\n\n{TAIL}",
        "table": f"{rows['headline']}\n\n{STORY}\n\n甲地\t{text}\t1\n乙地\t丙\t2\n\n{TAIL}",
    }.get(place, f"{rows['headline']}\n\n{STORY}{text}的事。\n\n{TAIL}")
    # A line that looks like a menu, or like a path through the sections of a site, is no part of the article.
    is_broken = (
        (place in ("headline", "caption") and len(text.splitlines()) > 1) or place == "table" or {*text} & {*"|>"}
    )
    return Case([], write(folder, "a.txt", body), place not in ("byline", "date line") and not is_broken)


def put_in_html(folder: Path, payload: Payload, chance: random.Random) -> Case:
    """A place of an HTML page."""
    text = to_entities(payload.text, chance)
    place = chance.choice(("title", "h1", "p", "alt", "caption", "author", "description", "href", "li", "td"))
    part = dict.fromkeys(("title", "h1", "p", "alt", "caption", "author", "description", "href", "li", "td"), "")
    part[place] = to_address(payload.text) if place == "href" else text
    page = (
        f"<!doctype html><html><head><meta charset=utf-8><title>渡口{part['title']}</title>"
        f'<meta name="author" content="{part["author"]}"><meta name="description" content="{part["description"]}">'
        f"</head><body><article><h1>渡口的鐘又響了{part['h1']}</h1><p>{STORY}{part['p']}</p>"
        f'<figure><img src="a.jpg" alt="{part["alt"]}"><figcaption>岸邊的大鐘{part["caption"]}</figcaption></figure>'
        f'<p>{TAIL}<a href="{part["href"]}">碼頭</a></p><ul><li>一是{part["li"]}渡口</li><li>二是碼頭</li></ul>'
        f"<table><tr><td>甲地{part['td']}</td><td>1</td></tr><tr><td>乙地</td><td>2</td></tr></table>"
        f"<p>{STORY}</p></article></body></html>"
    )
    return Case([], write(folder, "a.html", page), place in ("h1", "p", "caption", "li", "td"))


def put_in_markdown(folder: Path, payload: Payload, chance: random.Random) -> Case:
    """A place of a Markdown text, its front matter included."""
    text, value = escape_markdown(payload.text), to_json_string(payload.text)
    place = chance.choice(("heading", "p", "li", "quote", "link", "title", "author", "date", "tags", "raw", "code"))
    head = {name: f"{name}: {value}\n" for name in ("title", "author", "date", "tags")}.get(place, "title: 渡口\n")
    body = {
        "heading": f"# 渡口{text}\n\n{STORY}\n",
        "li": f"# 渡口\n\n{STORY}\n\n- 一{text}\n- 二\n",
        "quote": f"# 渡口\n\n{STORY}\n\n> 他說{text}\n",
        "link": f"# 渡口\n\n{STORY}[{text}]({to_address(payload.text)})\n",
        "raw": f"# 渡口\n\n{STORY}{payload.text}\n",
        "code": f"# 渡口\n\n{STORY}\n\n    {payload.text}\n",
    }.get(place, f"# 渡口\n\n{STORY}{text}的事。\n")
    shown = place in ("heading", "p", "li", "quote", "link")
    return Case([], write(folder, "a.md", f"---\n{head}---\n\n{body}\n{TAIL}\n"), shown)


def put_in_mail(folder: Path, payload: Payload, chance: random.Random) -> Case:
    """A place of a message or of a page saved as MHTML."""
    place = chance.choice(("Subject", "From", "Date", "body", "html", "mhtml", "raw header"))
    encoded = f"=?utf-8?B?{base64.b64encode(encode(payload.text)).decode()}?="
    head = {
        "Subject": "=?utf-8?B?5rih5Y+j55qE6ZCY?=",
        "From": "a@news.example",
        "Date": "Sun, 01 Mar 2026 08:00:00 +0800",
    }
    if place in head:
        head[place] = f"{encoded} <a@news.example>" if place == "From" else encoded
    if place == "raw header":
        head["Subject"] = re.sub("[\r\n]", "", payload.text)
    if place == "mhtml":
        head["Snapshot-Content-Location"] = to_address(payload.text)
    is_html = place in ("html", "mhtml")
    inner = to_entities(payload.text, chance) if is_html else payload.text
    plain = f"{STORY}{inner if place == 'body' else ''}\n\n{TAIL}\n"
    body = f"<h1>渡口的鐘</h1><p>{STORY}{inner}的事。</p><p>{TAIL}</p>" if is_html else plain
    head |= {
        "MIME-Version": "1.0",
        "Content-Type": f"text/{'html' if is_html else 'plain'}; charset=utf-8",
        "Content-Transfer-Encoding": "base64",
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    data = encode(lines) + b"\r\n" + base64.encodebytes(encode(body))
    return Case([], write(folder, "a.mhtml" if place == "mhtml" else "a.eml", data), place in ("body", "html", "mhtml"))


# -- copies


@cache
def _copy_paths() -> list[tuple[str | int, ...]]:
    return sorted(find_string_paths(make_copy_payload()), key=str)


_EDITED_FORMATS: tuple[CopyFormat, ...] = ("md", "html", "org", "txt")


@cache
def _render(kind: CopyFormat) -> str:
    return render_copy(make_annotated_view(ARTICLE, [NOTE]), kind)


_WITH_SOURCE = (["notes", "{}"], ["notes", "{}", "--json"], ["figures", "{}", "--format", "csv"], ["add", "{}"])


def put_in_json_copy(folder: Path, payload: Payload, chance: random.Random) -> Case:
    """Any string of a JSON copy: ids of articles and annotations, quotes, notes, tags, addresses."""
    path = chance.choice(_copy_paths())
    text = json.dumps(replace_at(make_copy_payload(), path, payload.text))
    source = write(folder, "copy.json", text)
    return Case([[part.format(source) for part in chance.choice(_WITH_SOURCE)]], source, is_shown=False)


def pack_epub(copy: bytes) -> bytes:
    """An EPUB file with a JSON copy inside."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/dubao.json", copy)
    return data.getvalue()


def put_in_epub(folder: Path, payload: Payload, chance: random.Random) -> Case:
    """The JSON copy inside an EPUB file."""
    text = json.dumps(replace_at(make_copy_payload(), chance.choice(_copy_paths()), payload.text))
    source = write(folder, "copy.epub", pack_epub(text.encode()))
    return Case([[part.format(source) for part in chance.choice(_WITH_SOURCE)]], source, is_shown=False)


def put_in_edited_copy(folder: Path, payload: Payload, chance: random.Random) -> Case:
    """A place in the text of a copy as HTML or Markdown that somebody has edited."""
    kind = chance.choice(_EDITED_FORMATS)
    copy = _render(kind)
    spelled = {"html": to_entities(payload.text, chance), "md": escape_markdown(payload.text)}.get(kind, payload.text)
    if chance.random() < 0.5:
        changed = copy.replace("五十億度", f"五十億度{spelled}")
    else:
        at = chance.randrange(len(copy))
        changed = copy[:at] + spelled + copy[at:]
    source = write(folder, f"copy.{kind}", changed)
    return Case([[part.format(source) for part in chance.choice(_WITH_SOURCE)]], source, is_shown=False)


def put_in_annotations(folder: Path, payload: Payload, chance: random.Random) -> Case:
    """Any string of annotations that are imported."""
    items: Any = json.loads(json.dumps(collection_json([annotation_json(NOTE, ARTICLE.origin)])))
    path = chance.choice(sorted(find_string_paths(items), key=str))
    source = write(folder, "notes.json", json.dumps(replace_at(items, path, payload.text)))
    return Case([["import", source], ["notes"], ["notes", "--json"]], is_shown=False)


# -- lists, rules, settings


def put_in_feed_list(folder: Path, payload: Payload, chance: random.Random) -> Case:
    """A place of an OPML file, a list of addresses, or the program's own list of feeds."""
    text, inner = payload.text, to_entities(payload.text, chance)
    form = chance.choice(("title", "address", "folder", "urls", "urls tag", "urls filter", "toml", "toml address"))
    listing = chance.choice((["feeds"], ["feeds", "--json"], ["feeds", "--opml"]))
    if form.startswith("toml"):
        value = to_json_string(text).replace("\\ud", "\\\\ud")
        title, address = (value, '"https://a.example/f"') if form == "toml" else ('"渡口"', value)
        write(folder, "feeds.toml", f"[[feed]]\nurl = {address}\ntitle = {title}\n")
        return Case([listing])
    if form.startswith("urls"):
        row = {"urls": text, "urls tag": f'https://a.example/f "{text}"', "urls filter": f'"query:{text}:x = 1"'}[form]
        return Case([["import", write(folder, "urls", f"https://b.example/f 渡口\n{row}\n")], listing])
    parts = {"title": "渡口", "address": "https://a.example/f", "folder": "報", form: inner}
    source = write(
        folder,
        "feeds.opml",
        f'<opml version="2.0"><body><outline text="{parts["folder"]}"><outline type="rss" text="{parts["title"]}" '
        f'xmlUrl="{parts["address"]}"/></outline></body></opml>',
    )
    return Case([["import", source], listing])


def put_in_rules(folder: Path, payload: Payload, chance: random.Random) -> Case:
    """A row of rules for the conversion, or of rules for feeds."""
    source = write(folder, "a.txt", f"渡口的鐘又響了\n\n{STORY}\n")
    if chance.random() < 0.5:
        row = chance.choice((f"{payload.text}\ts2*\t鐘", f"鐘\t{payload.text}\t鈡", f"鐘\ts2*\t{payload.text}"))
        write(folder, "overrides.tsv", f"written\tconfigs\tshown\n{row}\n")
        return Case([["show", source, "--script", "hk"], ["doctor", source]])
    value = to_json_string(payload.text).replace("\\ud", "\\\\ud")
    row = chance.choice((f"action = {value}", f'action = "tag"\ntag = {value}', f'action = "star"\nwords = [{value}]'))
    write(folder, "feeds.toml", f'[[feed]]\nurl = "http://127.0.0.1:9/f"\n[[rule]]\n{row}\n')
    return Case([["feeds"], ["refresh"]])


def put_in_settings(folder: Path, payload: Payload, chance: random.Random) -> Case:
    """A key, a value, a command or a key binding of the settings."""
    source = write(folder, "a.txt", f"渡口的鐘又響了\n\n{STORY}\n")
    value = to_json_string(payload.text).replace("\\ud", "\\\\ud")
    row = chance.choice(
        (
            f"theme = {value}", f"{value} = 1", f"measure = {value}", f"pipes = [{value}]", f"viewer = {value}",
            f"copies = {value}", f"proxy = {value}", f"hosts = [{value}]", f"[keys]\n{value} = 'x'",
            f"[keys]\n'walk.next' = {value}", f"[{value}]\nx = 1", payload.text,
        )
    )  # fmt: skip
    write(folder, "config.toml", row + "\n")
    return Case([["doctor"], ["show", source]])


# -- the library, names, arguments


@cache
def _text_columns(path: Path) -> list[tuple[str, str, str]]:
    with closing(connect_raw(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return [
            (table, name, kind)
            for table in tables
            for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")
            if kind in ("TEXT", "BLOB") and "_" + "data" not in table and not table.startswith("search")
        ]


def put_in_library(folder: Path, payload: Payload, chance: random.Random) -> Case:
    """Any column of a library, as another program or a damaged disk would."""
    path = folder / "library" / "library.db"
    if not path.exists():
        source = write(folder, "copy.json", json.dumps(make_copy_payload()))
        return Case([["add", source], ["mark", source, "--tag", "港"]], is_shown=False)
    table, column, kind = chance.choice(_text_columns(path))
    value: Any = payload.text.encode("utf-8", "replace") if kind == "BLOB" else payload.text
    if has_surrogate(payload.text):
        value = payload.text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    with closing(connect_raw(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        rows = f"(SELECT rowid FROM {table} LIMIT 1)"
        try:
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid IN {rows}", [value])
            connection.commit()
        except Exception:
            connection.rollback()
    listings = (["list"], ["list", "--json"], ["notes"], ["notes", "--json"], ["search", "乙"], ["doctor"])
    return Case([*chance.sample(listings, 2), ["export", str(folder / "exported" / write_serial(payload.number))]])


def put_in_name(folder: Path, payload: Payload, chance: random.Random) -> Case:
    """The name of a file or of a folder."""
    name = payload.text.replace("/", "∕").replace("\x00", "")
    data = name.encode("utf-8", "surrogateescape" if not has_unpaired(name) else "replace")[:200]
    path = os.path.join(os.fsencode(folder), data + chance.choice((b".txt", b"", b".html", b".json")))
    with open(path, "wb") as file:
        file.write(encode(f"渡口的鐘又響了\n\n{STORY}\n\n{TAIL}\n"))
    source = os.fsdecode(path)
    return Case([["add", source], ["list"], ["doctor", source]], source, is_shown=False)


def has_unpaired(text: str) -> bool:
    """Whether there are surrogates that no byte of a name becomes."""
    return any("\ud800" <= character <= "\udfff" and not "\udc80" <= character <= "\udcff" for character in text)


def put_in_arguments(folder: Path, payload: Payload, chance: random.Random) -> Case:
    """An argument or the value of an option."""
    source = write(folder, "a.txt", f"渡口的鐘又響了\n\n{STORY}{TAIL}\n")
    text = payload.text
    command: list[str] = chance.choice(
        (
            ["show", text], ["add", text], ["save", source, "-o", text], ["save", text], ["search", text], [text],
            ["search", source, text], ["notes", text], ["figures", text], ["annotate", source, "--quote", text],
            ["annotate", source, "--quote", "修鐘的師傅", "--note", text], ["mark", source, "--untag", text],
            ["annotate", source, "--quote", "修鐘的師傅", "--prefix", text], ["import", text],
            ["mark", text, "--star"], ["notes", "--edit", text], ["notes", source, "--remove", text],
            ["list", "--tag", text], ["feeds", text],
            ["show", source, "--script", text], ["show", source, "--width", text],
            ["convert", source, "--config", text],
            ["--library", text, "list"], ["--config-file", text, "list"], ["--encoding", text, "show", source],
            ["--date", text, "show", source], ["export", text], ["refresh", text], ["show", f"https://{text}/"],
            ["show", f"http://a.example:{text}/"], ["story", text], ["completion", text], ["list", "--by", text],
            ["feeds", "add", text], ["feeds", "edit", text], ["doctor", text],
        )
    )  # fmt: skip
    if command[0] in ("show", "feeds") and "://" in command[-1]:
        command = [part.replace(text, text.replace("/", "")) for part in command]
    return Case([command])


def put_in_notes(folder: Path, payload: Payload, chance: random.Random) -> Case:
    """A note or a tag that is typed."""
    source = write(folder, "a.txt", f"渡口的鐘又響了\n\n{STORY}{TAIL}\n")
    text = payload.text
    command, listed_by = chance.choice(
        (
            (["annotate", source, "--quote", "修鐘的師傅", "--note", text], "notes"),
            (["annotate", source, "--quote", "修鐘的師傅", "--tag", text], "notes"),
            (["mark", source, "--tag", text], "list"),
        )
    )
    listing = chance.choice((["list"], ["list", "--json"], ["search", "tag:甲"]))
    return Case([command, ["notes", source], listing], source, is_shown=False, listed_by=listed_by)


DOORS: dict[str, Callable[[Path, Payload, random.Random], Case]] = {
    "text file": put_in_text,
    "HTML page": put_in_html,
    "Markdown, front matter": put_in_markdown,
    "mail, MHTML": put_in_mail,
    "JSON copy": put_in_json_copy,
    "EPUB copy": put_in_epub,
    "edited copy": put_in_edited_copy,
    "annotations": put_in_annotations,
    "OPML, urls, feeds.toml": put_in_feed_list,
    "rules": put_in_rules,
    "settings, key bindings": put_in_settings,
    "library rows": put_in_library,
    "file names": put_in_name,
    "arguments": put_in_arguments,
    "notes, tags": put_in_notes,
}
"""The doors by name."""
