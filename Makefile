# make demo   a bundled catalog, scanned and reported; needs Python 3.10 or later and nothing else
# make test   everything, on real servers; Debian and root, where it installs what is missing with apt
# make ckan   a CKAN with the extension and the demo's datasets at http://localhost:5000 (CKAN=2.11 or 2.10: another version)
# make stack  starts the servers for tests and leaves them running; make stack-stop ends them
# All of it stays in this folder: .venv (Python packages), .stack (servers for tests).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
OUT ?= dgcheck-demo
PYTEST_FLAGS ?=
CKAN ?= 2.12
PORT ?= 5000

# some machines ask Python not to keep compiled modules: every start of a program would compile them all
unexport PYTHONDONTWRITEBYTECODE

# the longest first; three go side by side on two cores, for each waits about as long as it computes
PARTS := test-ckan-2.12 test-served test-pages test-ckan-2.11 test-ckan-2.10 test-engine

.PHONY: demo test test-only test-ckan test-engine test-served test-pages lint bench clean stack stack-stop ckan

demo: $(VENV)/.ready-demo
	$(BIN)/dgcheck demo --out $(OUT)

test: system test-only

test-only: $(VENV)/.ready-test
	$(MAKE) --output-sync=target --keep-going -j3 $(PARTS)

# the engine alone, without a server
test-engine: $(VENV)/.ready-test
	$(BIN)/python -m pytest $(PYTEST_FLAGS) tests/unit

# everything that asks real servers
test-served: $(VENV)/.ready-test
	$(BIN)/python -m pytest $(PYTEST_FLAGS) tests/integration tests/acceptance

# real pages in a real browser
test-pages: $(VENV)/.ready-test
	$(BIN)/python -m pytest $(PYTEST_FLAGS) tests/browser

# the extension inside each CKAN that it is for
test-ckan: test-ckan-2.12 test-ckan-2.11 test-ckan-2.10

test-ckan-%: $(VENV)/.ready-test
	$(BIN)/python -m tests.stack unit --ckan $* -q

stack: system $(VENV)/.ready-test
	$(BIN)/python -m tests.stack start

stack-stop: $(VENV)/.ready-test
	$(BIN)/python -m tests.stack stop

ckan: system $(VENV)/.ready-test
	$(BIN)/python -m tests.stack serve --site look --ckan $(CKAN) --port $(PORT) --demo

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
