# The two commands: `make browse` (build, check, read in the browser) and `make test`.
# PYTHON may name another interpreter (3.11 or newer): make test PYTHON=python3.13

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN = $(VENV)/bin
PORT ?= 8001
TESTS ?=

.PHONY: browse tables build check corruptions test lint soak bench pictures learn lock audit clean

browse: tables
	$(BIN)/tifabank browse --port $(PORT)

tables: $(VENV)/.ready
	$(BIN)/tifabank build
	$(BIN)/tifabank check

build: tables  # and what is generated of them: README, quality, guidelines, citation
	$(BIN)/tifabank docs

check: $(VENV)/.ready
	$(BIN)/tifabank check

corruptions: $(VENV)/.ready  # the tables of docs/checks.md, after a change of a check or of a corruption
	PYTHONPATH=. $(BIN)/python -m tests.corruption_table

test: lint  # by one process more than there are cores: some tests wait
	$(BIN)/python -m pytest --numprocesses $$($(BIN)/python -c 'import os; print(os.cpu_count() + 1)') --dist worksteal $(TESTS)

lint: $(VENV)/.ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

soak: $(VENV)/.ready  # kills, fuzzing, load: less than half an hour; tests/soak.py has the bounds: make soak KILLS=5 FUZZ_SECONDS=20
	@if ! $(BIN)/python -c 'import sys; sys.exit(sys.platform != "linux" or sys.version_info[:2] != (3, 11))'; then \
		echo "The coverage-guided run is left out: its fuzzer is installed with Python 3.11 on Linux only (make soak PYTHON=python3.11 VENV=.venv-soak)."; \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: \
		-r tests/fuzz/requirements.txt; fi
	$(BIN)/python -m pytest -m soak --durations 20 -rs --numprocesses 2 --dist worksteal --ignore tests/browse/test_load.py $(TESTS)
	$(if $(TESTS),,$(BIN)/python -m pytest -m soak tests/browse/test_load.py)  # alone: it measures how long readers wait

bench: $(VENV)/.ready
	$(BIN)/python benchmarks/build.py
	$(BIN)/python benchmarks/growth.py
	$(BIN)/python benchmarks/scaling.py
	$(BIN)/python benchmarks/database.py
	$(BIN)/python benchmarks/pages.py

pictures: $(VENV)/.ready  # of the README; needs Chromium
	$(BIN)/python docs/pictures.py

learn: $(VENV)/.ready  # the weights of series, after a change of the gold standard or of their features
	$(BIN)/python -m tifabank.learn

$(VENV)/.ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or name it: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m pip check --quiet --disable-pip-version-check
	touch $@

lock:  # after a change of dependencies; needs uv
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		pyproject.toml --extra dev --output-file requirements.lock
	! grep -nE '(https?|file)://|--(extra-)?index-url|--find-links' requirements.lock

audit:  # what is pinned, against the published advisories; needs uv and the internet
	uvx pip-audit==2.10.1 --strict --require-hashes --disable-pip --requirement requirements.lock

clean:
	rm -rf $(VENV) .tifabank-* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis dist build
