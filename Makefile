# Needs make and Python 3.11 or newer; name another interpreter with `make PYTHON=python3.12 test`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt
# An editable install has no bytecode yet, as an installed package has; without it every start compiles all modules.
BYTECODE = $(BIN)/python -m compileall -q src

.DEFAULT_GOAL := help
.PHONY: help run test lint bench clean

help:
	@echo "make run    the figures of corpus/ in build/: table (CSV and Parquet), flagged figures, summary, report.html"
	@echo "make test   lint, type check and all tests"
	@echo "make lint   lint and type check only"
	@echo "make bench  the measurements behind the numbers in README.md"
	@echo "make clean  remove what the others made, the environment included"

run: $(VENV)/.ready-run
	@mkdir -p build
	$(BIN)/cdextract extract corpus/articles -o build/figures.csv -o build/figures.parquet
	$(BIN)/cdextract report build/figures.parquet -o build/report.html --articles corpus/articles

test: lint
	$(BIN)/python -m pytest

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.ready-dev
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf build dist $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

# What `make run` needs; `make test` and `make bench` need the development tools and all extras as well.
$(VENV)/.ready-run: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable .
	@$(BYTECODE)
	@touch $@

$(VENV)/.ready-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable ".[dev]"
	@$(BYTECODE)
	@touch $@ $(VENV)/.ready-run

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "cdextract needs Python 3.11 or newer; given: $(PYTHON); do: make PYTHON=/path/to/python3.11"; exit 2; }
	@echo "making $(VENV) with $$($(PYTHON) --version)"
	$(PYTHON) -m venv $(VENV)
