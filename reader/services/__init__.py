"""Use cases that the command line and the screen share. Nothing here prints or imports either of them."""
