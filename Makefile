PYTHON = .venv/bin/python

run: .venv
	.venv/bin/dubao

test: .venv
	$(PYTHON) -m pytest -n auto

lint: .venv
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

bench: .venv
	$(PYTHON) -m tests.bench

soak: .venv
	$(PYTHON) -m tests.soak --minutes 10

pictures: .venv
	$(PYTHON) -m tests.pictures docs/pictures --documentation
	$(PYTHON) -m tests.pictures dist/pictures

shell-files: .venv
	$(PYTHON) -m reader.cli.manual docs/shell

.venv: pyproject.toml
	python3 -m venv .venv
	.venv/bin/pip install -q -e '.[dev]'
	touch .venv

.PHONY: run test lint bench soak pictures shell-files
