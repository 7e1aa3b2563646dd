"""Web archives and mails are read as the text of their main part; what has none says so."""

from __future__ import annotations

from contextlib import suppress
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.sources import read_file
from reader.sources.messages import is_message, read_message
from reader.structure import read_article

if TYPE_CHECKING:
    from pathlib import Path

    from reader.model import Article

ONE = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月。"
TWO = "住在对岸的船工说，小时候就是听着钟声摆渡的，如今听见了反而不太习惯。"
PAGE = f"<!DOCTYPE html><title>渡口的钟</title><h1>渡口的钟</h1><p>{ONE}</p><p>{TWO}<a href='../b'>旧文</a></p>"


def archive_of(page: str, url: str = "https://news.example.com/2024/0510/c1.html") -> bytes:
    """A web archive as a browser writes it."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = url
    message["Subject"] = "渡口"
    message.set_content(page, subtype="html", cte="quoted-printable")
    message["Content-Location"] = url
    message.make_mixed()
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    return message.as_bytes()


def mail_of(plain: str = "", page: str = "", attachment: bytes = b"") -> bytes:
    """A mail with a plain text, a page, or both."""
    message = EmailMessage()
    message["Subject"] = "渡口的钟又响了"
    message["From"] = "江岸日报 <news@example.com>"
    message["Date"] = "Fri, 10 May 2024 08:09:00 +0800"
    message["Message-ID"] = "<1@example.com>"
    if plain:
        message.set_content(plain)
    if page and plain:
        message.add_alternative(page, subtype="html")
    elif page:
        message.set_content(page, subtype="html")
    if attachment:
        message.add_attachment(attachment, maintype="application", subtype="pdf", filename="a.pdf")
    return message.as_bytes()


def article_of(data: bytes, folder: Path, name: str) -> Article:
    path = folder / name
    path.write_bytes(data)
    document = read_file(path)
    return read_article(document.text, document.origin)


def test_a_web_archive_is_its_page_with_addresses(tmp_path: Path) -> None:
    article = article_of(archive_of(PAGE), tmp_path, "a.mhtml")
    assert article.title == "渡口的钟"
    assert article.date == "2024-05-10"
    assert [span.href for span in article.blocks[-1].spans] == ["https://news.example.com/2024/b"]


def test_an_archive_whose_end_is_missing_gives_what_is_there(tmp_path: Path) -> None:
    data = archive_of(PAGE)
    article = article_of(data[: data.index(b"Content-Disposition")], tmp_path, "a.mht")
    assert next(block.text for block in article.blocks if block.kind == "paragraph") == ONE


@pytest.mark.parametrize("attachment", [b"", b"%PDF-1.7 \x00\x01"])
def test_a_mail_is_its_text_under_its_subject(tmp_path: Path, attachment: bytes) -> None:
    article = article_of(mail_of(f"{ONE}\n\n{TWO}\n", attachment=attachment), tmp_path, "a.eml")
    assert (article.title, article.date, article.outlet) == ("渡口的钟又响了", "2024-05-10T08:09", "江岸日报")
    assert [block.text for block in article.blocks if block.kind == "paragraph"] == [ONE, TWO]


def test_of_a_mail_with_both_the_page_is_read(tmp_path: Path) -> None:
    article = article_of(mail_of("看网页版", f"<p>{ONE}</p><p>{TWO}</p>"), tmp_path, "a.eml")
    assert (article.title, article.date) == ("渡口的钟又响了", "2024-05-10T08:09")
    assert [block.text for block in article.blocks if block.kind == "paragraph"] == [ONE, TWO]


def test_a_mail_in_an_old_encoding_is_decoded(tmp_path: Path) -> None:
    head = (
        b"Subject: =?gb2312?B?tsm/2rXE1tM=?=\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=gb2312\r\n\r\n"
    )
    article = article_of(head + f"{ONE}\r\n".encode("gb2312"), tmp_path, "a.eml")
    assert article.title == "渡口的钟"
    assert article.blocks[-1].text == ONE


def test_a_message_without_a_text_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(mail_of(attachment=b"%PDF-1.7"))
    with pytest.raises(ReaderError, match="no text in this message"):
        read_file(tmp_path / "a.eml")


@pytest.mark.parametrize(
    "text",
    [
        "标题: 渡口\n\n正文",
        "From: 江岸日报\n\n正文",
        "Subject: news\nhe said",
        "来源：江岸日报\nMIME-Version: 1.0\n\n",
        "",
    ],
)
def test_a_text_that_begins_with_a_label_is_no_message(text: str) -> None:
    assert not is_message(text.encode())


@given(st.binary(max_size=300))
def test_no_message_raises_but_for_want_of_a_text(data: bytes) -> None:
    message = b"Subject: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + data
    with suppress(ReaderError):
        assert read_message(message, "a.eml").subject == "a"


def test_a_message_of_a_million_lines_is_refused_before_it_is_parsed() -> None:
    head = b"From: a@b\nSubject: c\nMIME-Version: 1.0\n\n"
    with pytest.raises(ReaderError, match="lines"):
        read_message(head + b"x\n" * 1_000_001, "a.eml")


def test_only_the_beginning_of_an_endless_header_is_decoded() -> None:
    words = b" =?utf-8?q?=E5=AD=97?=" * 100_000
    subject = read_message(b"Subject:" + words + b"\nMIME-Version: 1.0\n\nx\n", "a.eml").subject
    assert subject.startswith("字字字")
    assert len(subject) < 25_000
