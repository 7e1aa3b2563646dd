"""The settings file: read, checked, and edited without losing comments."""
