"""Commands, key names and the keymap; pure tables without Textual, for both front ends."""
