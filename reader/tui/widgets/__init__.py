"""The widgets of the screen. Each draws its own rows."""
