"""A picture on a full page, with its caption below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container

from reader.tui.screens.full_page import FullPageScreen
from reader.tui.terminal.picture_display import make_picture_widget, release_picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image
    from textual.app import ComposeResult

    from reader.i18n import Messages
    from reader.input.commands import CommandContext, CommandOwner
    from reader.input.keymap import Keymap
    from reader.tui.terminal.picture_display import PictureProtocol
    from reader.typeset import AmbiguousWidth


class PictureScreen(FullPageScreen):
    """A full page to look at; Esc, q, Enter and its own key close it.

    Args:
        keymap: The keys in force.
        messages: Those of the screen below.
        ambiguous: Cells of characters of ambiguous width.
        image: The picture.
        protocol: How the terminal shows pictures.
        caption: The caption in the script of the view.
    """

    AUTO_FOCUS: ClassVar[str | None] = None
    DEFAULT_CSS = """
    PictureScreen { background: $background; }
    PictureScreen > Container { height: 1fr; align: center middle; }
    PictureScreen > Container > Image { width: auto; height: auto; }
    """

    def __init__(
        self,
        keymap: Keymap,
        messages: Messages,
        ambiguous: AmbiguousWidth,
        image: Image,
        protocol: PictureProtocol,
        caption: str,
    ) -> None:
        super().__init__(keymap, messages, ambiguous)
        self._caption = caption.replace("\n", " ")
        self._protocol = protocol
        self._picture = make_picture_widget(image, protocol)

    @property
    def page_title(self) -> str:
        """The caption."""
        return self._caption

    def compose_body(self) -> ComposeResult:
        """The picture in the middle of the page."""
        with Container():
            yield self._picture

    def on_unmount(self) -> None:
        """Let the terminal forget the picture."""
        if self._protocol == "kitty":
            release_picture(self._picture)

    def refresh_lines(self) -> None:
        """Show the keys; the picture is there."""
        self.refresh_status()

    def get_contexts(self) -> Sequence[CommandContext]:
        """Those of the article, of which only the keys that close the page are used."""
        return "article", "everywhere"

    def get_owner(self, owner: CommandOwner) -> object | None:
        """The page itself has the commands that close it."""
        return self if owner in ("focus", "pictures") else super().get_owner(owner)

    def action_picture(self) -> None:
        """Close the page."""
        self.close()

    def action_act(self) -> None:
        """Close the page."""
        self.close()

    def refresh_status(self) -> None:
        """Show the message, or the keys."""
        self.message_overlay.show_message(self._message, self.app.size.width, self._message_kind)
        self.status_bar.set_content(message=self._message, message_kind=self._message_kind, hints=self.close_hints)
