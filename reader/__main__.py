"""python -m reader: the same as the command dubao."""

from reader.cli import main

raise SystemExit(main())
