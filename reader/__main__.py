"""python -m reader: the same as the command dubao."""

from reader.cli.main import main

raise SystemExit(main())
