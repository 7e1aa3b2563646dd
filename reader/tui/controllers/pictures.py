"""Shows the picture of a caption: in the terminal where it can, otherwise in a viewer."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.services.web_pages import WebPageLoader
from reader.sources.detached_thread import run_in_thread

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reader.sources.pictures import Picture
    from reader.tui.parts import ArticlePart
    from reader.tui.selection import CurrentSelection
    from reader.tui.shell import Scheduler, Session, Shell
    from reader.tui.state.navigation import NavigationTarget
    from reader.tui.terminal.picture_display import PictureProtocol


class PictureController:
    """Opens the picture of the current caption, else of the first one in sight.

    Args:
        shell: The screen.
        session: The open article and the settings.
        scheduler: Workers.
        article: The page.
        selection: What a command applies to.
        environment: The environment variables, which tell what the terminal can do.
    """

    def __init__(
        self,
        shell: Shell,
        session: Session,
        scheduler: Scheduler,
        article: ArticlePart,
        selection: CurrentSelection,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self._shell = shell
        self._session = session
        self._scheduler = scheduler
        self._article = article
        self._selection = selection
        self._environment = environment
        self._web_pages = WebPageLoader()
        self._cancel_worker: Callable[[], None] | None = None

    def action_picture(self) -> None:
        """Show the picture of the current caption, else of the first one in sight that has one."""
        block = self._choose_caption()
        if block is None:
            self._shell.show_message(self._session.messages("picture.none"), "warning")
            return
        self._start(block)

    def open_current(self) -> bool:
        """Show the picture of the current caption; return whether it has one."""
        target = self._selection.target
        if target is None or not self.is_current:
            return False
        self._start(target.block)
        return True

    @property
    def is_current(self) -> bool:
        """Whether the current item is a caption with a picture."""
        target = self._selection.target
        return target is not None and self._selection.category == "captions" and self._has_picture(target)

    def stop(self) -> bool:
        """Stop fetching a picture; return whether one was being fetched."""
        cancel, self._cancel_worker = self._cancel_worker, None
        if cancel is None:
            return False
        cancel()
        return True

    def _choose_caption(self) -> int | None:
        """The index of the caption's block; None where nothing in sight has a picture."""
        target = self._selection.target
        if target is not None and self._has_picture(target):
            return target.block
        captions = self._session.open_article.all_targets["captions"]
        shown = (caption for caption in captions if self._article.is_in_view(caption) and self._has_picture(caption))
        first = next(shown, None)
        return None if first is None else first.block

    def _has_picture(self, target: NavigationTarget) -> bool:
        return target.block >= 0 and bool(self._session.open_article.blocks[target.block].image)

    def _start(self, block: int) -> None:
        self.stop()
        self._shell.show_message(self._session.messages("picture.loading"))
        self._cancel_worker = self._scheduler.start_worker(partial(self._show, block), "picture")

    async def _show(self, block: int) -> None:
        """Load a picture and show it; what is wrong with it is the message."""
        words, opened = self._session.messages, self._session.open_article
        address = opened.blocks[block].image or ""
        try:
            picture = await self._load(block)
            protocol = self._choose_protocol()
            if protocol is None:
                await run_in_thread(partial(_show_in_viewer, picture, self._session.settings.viewer))
                message = words("picture.viewer")
            else:
                from reader.tui.terminal.picture_display import decode_picture

                image = await run_in_thread(partial(decode_picture, picture, address))
                message = ""
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
            return
        finally:
            self._cancel_worker = None
        self._shell.show_message(message, "done")
        if protocol is not None and not self._shell.is_busy and opened is self._session.open_article:
            text = opened.convert_range(block, 0, len(opened.blocks[block].text))
            self._shell.show_picture(image, protocol, text)

    async def _load(self, block: int) -> Picture:
        """The picture of a caption, from the web or beside the article's file.

        Raises:
            ReaderError: It cannot be fetched or read, or its address leads nowhere.
        """
        from reader.sources.pictures import read_picture
        from reader.sources.urls import is_same_server

        opened, entry = self._session.open_article, self._session.open_entry
        url, path = opened.find_picture(block)
        if path is not None:
            return await run_in_thread(partial(read_picture, Path(path)))
        if not url:
            words, missing = self._session.messages, opened.find_missing_picture(block)
            why = words("picture.missing", path=missing) if missing else words("picture.nowhere")
            raise ReaderError(words("picture"), why)
        # A machine of the local network is asked only where this article is from there, and the user named that.
        is_named = entry.named_by_user and is_same_server(url, entry.source)
        return await self._web_pages.load_picture(url, self._session.settings, allow_private_host=is_named)

    def _choose_protocol(self) -> PictureProtocol | None:
        """How the terminal shows the picture; None for a viewer.

        Raises:
            ReaderError: The viewer of the settings cannot be run.
        """
        from reader.tui.terminal.picture_display import detect_protocol, is_display_installed
        from reader.tui.terminal.picture_viewer import find_viewer

        setting = self._session.settings.pictures
        if setting == "viewer" or not is_display_installed():
            return None
        if setting != "auto":
            return setting
        protocol = detect_protocol(self._environment)
        return protocol or (None if find_viewer(self._session.settings.viewer) else "blocks")


def _show_in_viewer(picture: Picture, setting: str) -> None:
    """Show a picture in the viewer of the settings, or the system's; runs in a thread.

    Raises:
        ReaderError: There is none, or the picture cannot be written for it.
    """
    from reader.services.picture_files import write_picture_file
    from reader.tui.terminal.picture_viewer import find_viewer, start_viewer

    command = find_viewer(setting)
    if command is None:
        why = "this machine has no program that shows it"
        raise ReaderError("the picture", why, "name one in the setting viewer, or install dubao[pictures]")
    start_viewer(command, write_picture_file(picture))
