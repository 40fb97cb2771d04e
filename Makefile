# make run    open the sample centre (without a display: plan it in the terminal)
# make test   run every test and check, without a window on screen
# make lint   style, types and layers only
# make bench  compare with others, by hand; installs their packages into .venv
# make pictures  take the README's pictures again

SHELL := bash
PYTHON := .venv/bin/python
TESTERS ?= 2

.PHONY: run test lint bench pictures set-up clean

run: set-up
	@packaging/run-sample.sh

test: set-up lint
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -q -n $(TESTERS)

lint: set-up
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy

bench: set-up
	@packaging/set-up.sh bench
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.bench all

pictures: set-up
	QT_QPA_PLATFORM=offscreen $(PYTHON) docs/pictures/take.py

set-up:
	@packaging/set-up.sh

clean:
	rm -rf .demo week.png week.ics build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
