"""Code that writes escape sequences, starts programs, or relies on private names of Textual."""
