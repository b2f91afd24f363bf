# make demo   a bundled catalog, scanned and reported; needs Python 3.10 or later and nothing else
# make test   everything, on real servers; Debian and root, where it installs what is missing with apt
# All of it stays in this folder: .venv (Python packages), .stack (servers for tests).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
OUT ?= dgcheck-demo
PYTEST_FLAGS ?=

.PHONY: demo test test-only lint bench clean

demo: $(VENV)/.ready-demo
	$(BIN)/dgcheck demo --out $(OUT)

test: system test-only

test-only: $(VENV)/.ready-test
	$(BIN)/python -m pytest $(PYTEST_FLAGS)

lint: $(VENV)/.ready-test
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.ready-test
	$(PIP) install -e '.[bench]'
	$(BIN)/python -m benchmarks

.PHONY: system
system:
	@sh tests/stack/system.sh

clean:
	rm -rf $(VENV) .stack build dist *.egg-info ckanext-dgmaturity/*.egg-info

# ---------------------------------------------------------------- the virtual environment

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' \
		|| { echo "Python 3.10 or later is needed; name one with: make PYTHON=python3.x" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { rm -rf $(VENV); echo "$(PYTHON) -m venv does not work; on Debian: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.pip: | $(BIN)/python
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@touch $@

$(VENV)/.ready-demo: setup.py pyproject.toml | $(VENV)/.pip
	$(PIP) install -e .
	@touch $@

$(VENV)/.ready-test: setup.py pyproject.toml | $(VENV)/.pip
	$(PIP) install -e '.[test,lint]'
	@touch $@ $(VENV)/.ready-demo
