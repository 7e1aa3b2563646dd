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

hostile: .venv
	$(PYTHON) -m tests.trust.hostile_run --inputs $(or $(INPUTS),25000) --screens $(or $(SCREENS),3000) --seed $(or $(SEED),1)

soak: .venv
	$(PYTHON) -m tests.soak --minutes $(or $(MINUTES),60) --seed $(or $(SEED),1)

trust: .venv
	$(PYTHON) -m tests.trust $(if $(FULL),--full) $(if $(ONLY),--only $(ONLY))

fuzz: .venv
	DUBAO_EXAMPLES=$(or $(EXAMPLES),2000) $(PYTHON) -m pytest -n auto -q tests/trust/test_fuzzed_input.py tests/structure \
		tests/copies tests/config tests/sources tests/annotations
	$(PYTHON) -m tests.atheris_fuzz --seconds $(or $(SECONDS),30) --seed $(or $(SEED),1)

keys: .venv
	DUBAO_ALL_KEYS=1 $(PYTHON) -m pytest -n auto -q tests/tui/test_key_matrix.py

storm: .venv
	$(PYTHON) -m tests.storm --keys $(or $(KEYS),20000) --first $(or $(SEED),1)

coverage: .venv
	$(PYTHON) -m tests.line_coverage $(PARTS)

kills: .venv
	DUBAO_KILLS=$(or $(KILLS),200) DUBAO_TRUST=full $(PYTHON) -m pytest -q -k kill --durations=8 \
		tests/library/test_killed.py tests/services/feeds/test_killed.py tests/copies/test_save.py \
		tests/trust/test_killed_programs.py

mutants: .venv
	$(PYTHON) -m tests.mutants --count $(or $(COUNT),100) --seed $(or $(SEED),1)

package: .venv
	$(PYTHON) -m tests.trust.package_run

audit: .venv
	.venv/bin/pip install -q -e '.[audit]'
	$(PYTHON) -m tests.trust.audit

licences: .venv
	$(PYTHON) -m tests.trust.licences --write

pictures: .venv
	$(PYTHON) -m tests.pictures docs/pictures --documentation
	$(PYTHON) -m tests.pictures dist/pictures

shell-files: .venv
	$(PYTHON) -m reader.cli.manual docs/shell

.venv: pyproject.toml
	python3 -m venv .venv
	.venv/bin/pip install -q -e '.[dev]'
	touch .venv

.PHONY: run test lint bench hostile soak trust fuzz keys storm coverage kills mutants package audit licences pictures shell-files
