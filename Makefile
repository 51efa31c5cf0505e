# Thin: the work is in tools/setup.py and the `handbook` command. Every target sets itself up.

PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup fonts serve site check test books figures bench lighthouse update-examples

help:
	@echo "make serve   live preview on http://127.0.0.1:8000"
	@echo "make test    everything CI runs"
	@echo "make site    strict build of both languages into site/"
	@echo "make check   content checks and linters only"
	@echo "make books   PDF, EPUB, Anki decks and data into dist/"
	@echo "make bench   the benchmarks; SIZES='174 1740' measures a larger book too"
	@echo "make lighthouse  what a reader of site/ waits for, on a phone"
	@echo "make figures redraw the figures"
	@echo "make update-examples   rewrite the outputs shown in the pages' Python blocks"

setup:
	@$(PYTHON) tools/setup.py

fonts: setup
	@$(PYTHON) tools/setup.py fonts

serve: setup
	@$(BIN)/handbook serve

site: setup
	@$(BIN)/handbook site

check: setup
	@$(BIN)/handbook check
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

books: setup
	@$(PYTHON) tools/setup.py books
	@$(BIN)/handbook export all

test: check
	@$(PYTHON) tools/setup.py books-tests
	@$(BIN)/python tools/browser.py
	@$(BIN)/zizmor --quiet --offline --persona pedantic .github
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/*.??.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	@$(BIN)/handbook site
	@$(BIN)/pytest

figures: fonts
	@$(BIN)/python tools/figures.py

bench: setup
	@$(PYTHON) tools/setup.py bench
	@$(BIN)/python -m benchmarks $(SIZES)

lighthouse: site
	@$(PYTHON) tools/setup.py lighthouse
	@$(BIN)/python -m tools.lighthouse

update-examples: setup
	@$(BIN)/handbook update-examples
