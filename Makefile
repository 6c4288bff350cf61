# Every target sets up what it needs first; when nothing changed that takes a few milliseconds.
# ARGS is handed on: make run ARGS=file.sili, make test ARGS="-k roofline", make bench ARGS=--json

.DEFAULT_GOAL := run
.PHONY: run test lint format bench package setup clean distclean

PY := .venv/bin/python

run: setup
	@sh packaging/linux/run.sh $(ARGS)

test: lint
	$(PY) -m pytest -n 2 $(ARGS)

lint: setup
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	.venv/bin/lint-imports

format: setup
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

bench: setup
	@QT_QPA_PLATFORM=offscreen $(PY) -m ui bench $(ARGS)

package:
	@sh packaging/linux/package.sh

setup:
	@sh packaging/linux/setup.sh

clean:
	rm -rf build dist out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .benchmarks .hypothesis
	find explorer ui tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean
	rm -rf .venv *.egg-info
