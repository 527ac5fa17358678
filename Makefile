# Everything starts here. `make run` and `make test` need Python ≥ 3.11 and make, and set up the rest.

PYTHON ?=
ARGS ?=
DATA ?=
BIN := .venv/bin

.PHONY: help run test test-train test-stores check format types layers bench reader judge topics docs clean
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/.run ## start Willcall here; ARGS="--port 9000 --data DIR"
	@exec $(BIN)/willcall up $(ARGS)

test: .venv/.dev ## run the tests; ARGS="-k holds"
	@exec $(BIN)/python tools/with_services.py $(BIN)/python -m pytest $(ARGS)

test-train: .venv/.dev ## run the tests that need torch, in an environment of their own
	@exec tools/train-environment .venv-train/bin/python -m pytest -m train $(ARGS)

test-stores: .venv/.dev ## run the tests of LanceDB, pgvector and Vertex AI, in an environment of their own
	@exec tools/stores-environment .venv-stores/bin/python tools/with_services.py .venv-stores/bin/python -m pytest -m stores tests/knowledge $(ARGS)

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

judge: ## fit the judge of claims to our own sentences (torch, in an environment of its own)
	@exec tools/train-environment .venv-train/bin/python -m willcall.training.recipes.claims $(ARGS)

topics: .venv/.dev ## encode what venues are asked (training/datasets/venues) for the search of the knowledge base
	@exec $(BIN)/python -m willcall.training.recipes.topics $(ARGS)

docs: .venv/.dev ## write docs/reference from the code, and the README's conversation from the agent
	$(BIN)/python docs/make_reference.py
	$(BIN)/python docs/make_transcript.py

clean: ## remove the environments and caches; data stays
	rm -rf .venv .venv-train .venv-stores .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage

.venv/.run: pyproject.toml constraints.txt tools/environment
	@PYTHON="$(PYTHON)" tools/environment run

.venv/.dev: pyproject.toml constraints.txt tools/environment
	@PYTHON="$(PYTHON)" tools/environment dev
