"""The conversion options that follow from the settings and the reader's own overrides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.script.options import ConversionOptions

if TYPE_CHECKING:
    from reader.config.settings import Settings
    from reader.script.overrides import OverrideFile


def make_conversion_options(settings: Settings, override_file: OverrideFile | None = None) -> ConversionOptions:
    """The options of every conversion while these settings are in force.

    Args:
        settings: In force.
        override_file: The reader's own overrides; None for none.
    """
    return ConversionOptions(settings.forms, override_file, settings.quotes)
