"""The screens of the program: the reading screen, and the full pages over it."""
