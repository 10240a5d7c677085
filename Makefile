# make status  sets everything up and shows where the plan stands
# make test    sets everything up and runs every check and test
# make mutants tells which small faults in the core no test finds (long; MODULES="assess growth" for some)
PYTHON ?= python3
BIN := .venv/bin

.PHONY: status test mutants picture bench clean

status: .venv/run
	@$(BIN)/sztrack status

test: .venv/dev
	@$(BIN)/python tools/check.py

mutants: .venv/dev
	@$(BIN)/python -m tools.mutants $(MODULES)

picture: .venv/dev
	@$(BIN)/python tools/picture.py

bench: .venv/dev
	@$(BIN)/python benchmarks/cold_start.py
	@$(BIN)/python benchmarks/load_plan.py
	@$(BIN)/python benchmarks/reconcile_rows.py
	@$(BIN)/python -m benchmarks.fleet --workspaces 100

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "sztrack needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv .venv

.venv/run: .venv/bin/python setup.cfg pyproject.toml
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@$(BIN)/python -m compileall -q sztrack
	@touch $@

.venv/dev: .venv/bin/python setup.cfg pyproject.toml
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	@$(BIN)/python -m compileall -q sztrack
	@touch $@ .venv/run
