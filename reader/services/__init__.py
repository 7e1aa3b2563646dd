"""What the command line and the screen have in common; nothing here prints or knows either of them."""
