"""Reads MIME messages: MHTML archives of browsers, and articles that were sent by mail.

A message becomes the text of its main part: a page with its address in a comment, as browsers write it into a page
that they save, or a mail's text below its subject, its date and its sender.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError

if TYPE_CHECKING:
    from email.message import Message

_HEAD_SIZE = 4_096
"""Bytes in which the headers of a message are searched."""
_PARTS_MAX = 500
"""Parts of a message that are read at most."""
_LINES_MAX = 1_000_000
"""Lines of a message: those of all attachments in 60 MB."""
_MAX_HEADER_LENGTH = 20_000
"""Code points of a header that are decoded: Python takes quadratic time for many encoded words."""
_FIRST_HEADER = re.compile(rb"\s{0,4}(?:From [^\n]{1,200}\n)?[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]")
_MIME_HEADER = rb"(?im)^(?:MIME-Version:|Content-Type:[ \t]*(?:multipart|text)/)"
_MAIL_HEADER = rb"(?im)^(?:Message-ID|Received|Return-Path|Delivered-To|Subject):"
_WEB_ADDRESS = r"https?://[^\s<>\"']{3,2000}"
_BODY_TAG = r"(?i)<body\b[^<>]{0,500}>"
# Patterns that are compiled when they are needed: every start loads this module.


class MessagePart(NamedTuple):
    """The main part of a message."""

    data: bytes
    """Its bytes, with the transfer encoding decoded."""
    charset: str | None
    """The charset that the message names."""
    is_page: bool
    """Whether it is HTML."""
    url: str | None
    """The URL that the page was saved from."""
    subject: str
    sender: str
    date: str
    """YYYY-MM-DD HH:MM in the sender's time zone; empty where the message has none."""


def is_message(data: bytes) -> bool:
    """Whether bytes are a MIME message: they begin with headers, those of MIME and of a mail or an archive among them.

    Args:
        data: A file, or its beginning.
    """
    head = data[:_HEAD_SIZE]
    if _FIRST_HEADER.match(head) is None:
        return False
    head = head.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    return re.search(_MIME_HEADER, head) is not None and re.search(_MAIL_HEADER, head) is not None


def read_message(data: bytes, source_name: str) -> MessagePart:
    """Return the main part of a message: of an archive its page, of a mail its text as HTML, else as plain text.

    Args:
        data: The message; the end may be missing.
        source_name: The name of the message in an error.

    Raises:
        ReaderError: There is no text in it, or it has too many lines.
    """
    if data.count(b"\n") > _LINES_MAX:  # the parser makes a list of them
        raise ReaderError(source_name, f"it has more than {_LINES_MAX:,} lines", "split it into smaller files")
    from email import message_from_bytes, policy

    message = message_from_bytes(data, policy=policy.compat32)
    page: Message | None = None
    plain: Message | None = None
    for count, part in enumerate(message.walk()):
        if count >= _PARTS_MAX or (page is not None and plain is not None):
            break
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind in ("text/html", "application/xhtml+xml") and page is None:
            page = part
        elif kind == "text/plain" and plain is None:
            plain = part
    chosen = page if page is not None else plain
    body = chosen.get_payload(decode=True) if chosen is not None else None
    if chosen is None or not isinstance(body, bytes) or not body.strip():
        raise ReaderError(source_name, "there is no text in this message", "open another one")
    return MessagePart(
        body,
        chosen.get_content_charset(),
        chosen is page,
        _find_address(message, chosen),
        _decode_header(message.get("Subject")),
        _find_sender(message),
        _format_date(message),
    )


def _find_address(message: Message, part: Message) -> str | None:
    """The URL that the page of an archive was saved from."""
    for value in (message.get("Snapshot-Content-Location"), part.get("Content-Location")):
        match = re.search(_WEB_ADDRESS, str(value or ""))
        if match is not None:
            return match[0]
    return None


def _decode_header(value: object) -> str:
    """The decoded text of a header, on one line."""
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    if value is None:
        return ""
    written = str(value)[:_MAX_HEADER_LENGTH]
    try:
        text = str(make_header(decode_header(written)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        text = written
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def _find_sender(message: Message) -> str:
    """The name of who sent a mail; empty for an archive, which a browser wrote."""
    from email.utils import parseaddr

    value = _decode_header(message.get("From"))
    name, address = parseaddr(value)
    return "" if "@" not in address else name.strip("\"' ")


def _format_date(message: Message) -> str:
    from email.utils import parsedate

    try:
        parsed = parsedate(str(message.get("Date") or ""))
    except (IndexError, ValueError):
        return ""
    return f"{parsed[0]:04}-{parsed[1]:02}-{parsed[2]:02} {parsed[3]:02}:{parsed[4]:02}" if parsed else ""


def compose_text(part: MessagePart, text: str) -> str:
    """Return the text of a message: its main part with its URL, or below its subject, date and sender.

    Args:
        part: The main part.
        text: That part, decoded.
    """
    if part.url is not None:
        return f"<!doctype html><!-- saved from url=({len(part.url):04}){part.url} -->\n{text}"
    if part.is_page:
        from html import escape  # late: every start asks whether a file is a message

        fields = [f"<title>{escape(part.subject)}</title>"]
        if part.date:
            fields.append(f'<meta property="article:published_time" content="{part.date}">')
        if part.sender:
            fields.append(f'<meta name="author" content="{escape(part.sender)}">')
            fields.append(f'<meta property="og:site_name" content="{escape(part.sender)}">')
        head = f"<!doctype html><html><head>{''.join(fields)}</head>"
        return f"{head}\n{text}" if re.search(_BODY_TAG, text[:20_000]) else f"{head}<body>\n{text}"
    lines = [part.subject, " ".join(filter(None, [part.date, f"来源：{part.sender}" if part.sender else ""]))]
    return "\n\n".join([*filter(None, lines), text.lstrip()])
