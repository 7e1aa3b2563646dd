"""What the screen is made of. Each widget draws its own rows."""
