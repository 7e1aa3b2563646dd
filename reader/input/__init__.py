"""Commands, key names and the keymap, for both front ends. Nothing here imports Textual."""
