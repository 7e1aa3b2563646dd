"""Row 9: whatever an XML document declares, no file that it names is opened, and no machine is connected to."""

from __future__ import annotations

import ctypes
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.cli.main import main
from tests.web_server import Exchange, Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

BOMBS = Path(__file__).parents[3] / "shared" / "hostile" / "defusedxml"
SECRET = "祕密的內容"
IN_OPEN = 0x20
"""The event of inotify for a file that is opened."""
RSS = (
    "<rss><channel><title>&e;</title><item><title>鐘聲&e;</title><link>http://a.example/</link></item></channel></rss>"
)
OPML = '<opml version="1.0"><body><outline text="&e;" title="&e;" xmlUrl="http://127.0.0.1:9/&e;"/></body></opml>'
PAGE = (
    f"<html><head><title>&e;</title></head><body><h1>渡口&e;</h1><p>{'街坊說聲音同從前一樣。' * 9}&e;</p></body></html>"
)
BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
DECLARATIONS = {
    "external entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "{}">]>',
    "public entity": '<!DOCTYPE x [<!ENTITY e PUBLIC "-//x" "{}">]>',
    "parameter entity": '<!DOCTYPE x [<!ENTITY % p SYSTEM "{}"> %p;]>',
    "external DTD": '<!DOCTYPE x SYSTEM "{}">',
    "public DTD": '<!DOCTYPE x PUBLIC "-//x" "{}">',
    "style sheet": '<?xml-stylesheet type="text/xsl" href="{}"?>',
    "bomb": f'<!DOCTYPE x [<!ENTITY e0 "ha">{BOMB}<!ENTITY e "&e9;"><!-- {{}} -->]>',
}


class Watch:
    """Which programs open a file, by the system's own events: it sees the calls of C libraries too."""

    def __init__(self, path: Path) -> None:
        libc = ctypes.CDLL(None)
        self._file = libc.inotify_init1(os.O_NONBLOCK)
        assert libc.inotify_add_watch(self._file, os.fsencode(path), IN_OPEN) > 0

    def take_events(self) -> bytes:
        """What the system has reported since the last call; empty where nobody has opened the file."""
        with suppress(BlockingIOError):
            return os.read(self._file, 65_536)
        return b""

    def close(self) -> None:
        """End it."""
        os.close(self._file)


@contextmanager
def watching(path: Path) -> Iterator[Watch]:
    """A watch, as long as it is needed."""
    watch = Watch(path)
    try:
        yield watch
    finally:
        watch.close()


def serve(server: Server, path: str, document: bytes) -> str:
    """Answer with a document at a path; its address.

    Args:
        server: What answers.
        path: Where.
        document: The bytes.
    """

    def answer(exchange: Exchange) -> None:
        exchange.answer(document, Content_Type="application/xml; charset=utf-8")

    server.table[path] = answer
    return server.url + path


class Reader:
    """Reads documents by the commands.

    Attributes:
        output: All that was printed.
    """

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.output = ""

    def run(self, *command: str) -> None:
        """Run a command."""
        code = main(command)
        out, err = self._capsys.readouterr()
        assert code in (0, 1), (command, err)
        assert "internal error" not in err
        self.output += out + err

    def read(self, path: Path, server: Server) -> None:
        """Read a file as it is, and from a server: as a page, a feed and a list of feeds."""
        url = serve(server, f"/{path.name}", path.read_bytes())
        for source in (str(path), url):
            self.run("show", source)
            self.run("add", source)


@pytest.fixture
def reader(capsys: pytest.CaptureFixture[str], library: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    monkeypatch.setenv("DUBAO_CONFIG", str(library.parent.parent / "config" / "config.toml"))
    return Reader(capsys)


@pytest.mark.parametrize("name", ["a.xml", "a.opml", "a.xhtml"])
@pytest.mark.parametrize("kind", DECLARATIONS)
def test_nothing_that_a_document_declares_is_opened_or_fetched(
    kind: str, name: str, reader: Reader, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(f'<!ENTITY e "{SECRET}">' if "DTD" in kind or "parameter" in kind else SECRET, "utf-8")
    body = {"a.xml": RSS, "a.opml": OPML, "a.xhtml": PAGE}[name]
    with serving() as server, serving() as other, watching(secret) as watch:
        serve(other, "/dtd", secret.read_bytes())
        watch.take_events()
        for named in (secret.as_uri(), str(secret), f"{other.url}/dtd"):
            declaration = DECLARATIONS[kind].format(named)
            (tmp_path / name).write_text(f'<?xml version="1.0" encoding="utf-8"?>\n{declaration}{body}', "utf-8")
            reader.read(tmp_path / name, server)
        assert watch.take_events() == b""
        assert other.asked == []
    reader.run("list")
    reader.run("feeds")
    reader.run("search", "鐘聲", "--json")
    assert SECRET not in reader.output
    assert "haha" not in reader.output


@pytest.mark.skipif(not BOMBS.is_dir(), reason="the documents are not beside this repository")
def test_documents_that_grow_or_name_others_end_in_a_text_or_a_sentence(reader: Reader) -> None:
    with serving() as server:
        for path in sorted(BOMBS.iterdir()):
            reader.read(path, server)
    assert "root:" not in reader.output


def test_a_file_that_is_opened_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with watching(tmp_path / "a") as watch:
        assert watch.take_events() == b""
        (tmp_path / "a").read_bytes()
        assert watch.take_events()
