"""dubao 讀報, a terminal reader for Chinese news. Importing this package costs nothing: the version and no more."""

__version__ = "0.1.0"
