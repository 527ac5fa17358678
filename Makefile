# Everything starts here. `make run` and `make test` need Python ≥ 3.11 and make, and set up the rest.

PYTHON ?=
ARGS ?=
DATA ?=
BIN := .venv/bin

.PHONY: help run test test-train check format types layers bench reader docs clean
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/.run ## start Willcall here; ARGS="--port 9000 --data DIR"
	@exec $(BIN)/willcall up $(ARGS)

test: .venv/.dev ## run the tests; ARGS="-k holds"
	@exec $(BIN)/python tools/with_services.py $(BIN)/python -m pytest $(ARGS)

test-train: .venv/.dev ## run the tests that need torch, in an environment of their own
	@exec tools/train-environment .venv-train/bin/python -m pytest -m train $(ARGS)

check: .venv/.dev ## lint, format, types, import rules and the rules of the house
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/house

format: .venv/.dev ## format the code, and fix what can be fixed
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: .venv/.dev ## types only
	$(BIN)/mypy

layers: .venv/.dev ## import rules only
	$(BIN)/lint-imports

bench: .venv/.dev ## measured speed, as ratios against a stated baseline; ARGS="holds"
	@exec $(BIN)/python tools/with_services.py $(BIN)/willcall bench $(ARGS)

reader: ## rebuild the reader's encoder from public data; DATA=DIR (torch, in an environment of its own)
	@test -n "$(DATA)" || { echo "Say where the data is: make reader DATA=DIR (docs/how-to/rebuild-the-reader.md)" >&2; exit 2; }
	@exec tools/train-environment .venv-train/bin/python -m willcall.training.recipes.encoder rebuild --data "$(DATA)" $(ARGS)

docs: .venv/.dev ## write docs/reference from the code, and the README's conversation from the agent
	$(BIN)/python docs/make_reference.py
	$(BIN)/python docs/make_transcript.py

clean: ## remove the environments and caches; data stays
	rm -rf .venv .venv-train .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage

.venv/.run: pyproject.toml constraints.txt tools/environment
	@PYTHON="$(PYTHON)" tools/environment run

.venv/.dev: pyproject.toml constraints.txt tools/environment
	@PYTHON="$(PYTHON)" tools/environment dev
