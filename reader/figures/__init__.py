"""The numbers of a text: found, read, and made useful; the same ones whichever script it is written in."""
