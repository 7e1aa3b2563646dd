"""Makes conversion options from the settings and the user's own overrides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.script.options import ConversionOptions

if TYPE_CHECKING:
    from reader.config.settings import Settings
    from reader.script.overrides import OverrideFile


def make_conversion_options(settings: Settings, override_file: OverrideFile | None = None) -> ConversionOptions:
    """Return the conversion options for the current settings.

    Args:
        settings: The current settings.
        override_file: The user's own overrides; None for none.
    """
    return ConversionOptions(settings.forms, override_file, settings.quotes)
