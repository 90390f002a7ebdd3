# `make demo` and `make test` need Python 3.11 to 3.13, make and git, and do the rest themselves.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
TRAINING := .venv-training
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
TESTS ?=

.PHONY: help demo test training lint types imports gate goldens pictures lock wheel clean
.DEFAULT_GOAL := help

help:  ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.project  ## read the sample pages and show one record
	@$(BIN)/onrecord demo

test: $(VENV)/.dev  ## the whole suite; TESTS="…" is passed on to pytest
	@$(BIN)/python -m pytest $(TESTS)

training: $(TRAINING)/.made  ## train tiny models from end to end, in an environment of its own (PyTorch: 1 to 6 GB)
	@$(TRAINING)/bin/python -m pytest tests/training tests/model tests/reading/test_choose_speakers.py

lint: $(VENV)/.dev  ## style and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.dev  ## strict types
	@$(BIN)/mypy

imports: $(VENV)/.dev  ## the direction of imports
	@$(BIN)/lint-imports

gate: $(VENV)/.dev  ## the quality gate: no score below its floor (needs ../shared)
	@$(BIN)/python gate/check.py

goldens: $(VENV)/.dev  ## read the sample pages again and write their goldens; review the change as a diff
	@$(BIN)/python tests/goldens.py
	@git --no-pager diff --stat -- tests/goldens

pictures: $(VENV)/.dev  ## the README's pictures, made by the program itself
	@$(BIN)/python docs/pictures/make.py
	@$(BIN)/python docs/pictures/screens.py

# UPGRADE=1 takes the newest releases; without it only what pyproject.toml asks for changes.
COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)
lock: $(VENV)/.dev  ## write the lock files
	$(COMPILE) pyproject.toml --extra all --group dev --output-file requirements-dev.lock
	$(COMPILE) pyproject.toml --constraint requirements-dev.lock --output-file requirements.lock
	$(COMPILE) --group build --constraint requirements-dev.lock --output-file requirements-build.lock

wheel: $(VENV)/.dev  ## build the wheel into dist/
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist . >/dev/null
	@ls dist/*.whl

clean:  ## remove everything that was made here
	rm -rf $(VENV) $(TRAINING) build dist demo-out .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "onrecord needs Python 3.11, 3.12 or 3.13; name one with PYTHON=…" >&2; exit 1; }
	@echo "making the environment in $(VENV) with $(PYTHON) …"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements.lock requirements-build.lock
	@echo "installing what onrecord needs, from the lock file …"
	@$(PIP) --require-hashes -r requirements.lock -r requirements-build.lock
	@touch $@

$(VENV)/.project: $(VENV)/.runtime pyproject.toml
	@$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.project requirements-dev.lock
	@echo "installing what the tests need, from the lock file …"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

# PyTorch's builds differ by machine, so that no lock file holds them all.
$(TRAINING)/.made: pyproject.toml
	@$(PYTHON) -m venv $(TRAINING)
	@echo "installing what training needs …"
	@$(TRAINING)/bin/python -m pip --disable-pip-version-check install --quiet --upgrade "pip>=25.1"
	@$(TRAINING)/bin/python -m pip install --quiet --group test --editable '.[training,store]'
	@touch $@
