# Everything a person needs, by name. `make` alone prints this list.
# Set-up is done on the way and remembered by stamp files, so a second run starts at once.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,\
	$(shell command -v $(name))))
PIP_INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes
# PYTEST="tests/hub -k receipts" narrows `make test`'s Python part.
PYTEST ?=
# Tests mostly wait, for databases, browsers and processes, so there may be more than cores.
WORKERS ?= 3
# With more workers than cores everything takes longer; a deadline only says when to give up.
TIME_UNIT ?= 2
JS_TESTS = $(shell find tests/js -name '*.test.js' -o -name '*.test.mjs' 2>/dev/null)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check format bench bench-moderation bench-translation bench-images lock clean dev chromium apertium

help: ## print this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 26

run: $(VENV)/runtime.stamp static/vendor/.stamp apertium ## set up what is missing and open the demo marketplace
	@exec $(BIN)/python -m hub demo

test: check chromium apertium ## lint, types, import contracts, Python, JavaScript and browser tests
	@echo "== JavaScript tests"
	tools/with-node node --test --test-reporter=spec $(JS_TESTS)
	@echo "== Python and browser tests"
	PARLEY_TEST_TIME_UNIT=$(TIME_UNIT) $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder $(PYTEST)

check: dev ## lint, types and import contracts only
	@echo "== ruff"
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@echo "== mypy"
	$(BIN)/mypy
	@echo "== import contracts"
	$(BIN)/lint-imports
	@echo "== tsc"
	tools/with-node node_modules/.bin/tsc

format: dev ## format the Python code and mend what the linter can
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: dev ## measure the hub against its peers and print the table of ratios
	$(BIN)/python -m bench

# DATA=folder adds real text, LABELLED="one.jsonl two.jsonl" further messages, SHOW=1 lists mistakes.
bench-moderation: dev ## measure what moderation catches and costs, beside its peers
	$(BIN)/python -m bench.moderation $(if $(DATA),--data "$(DATA)") \
		$(if $(LABELLED),--labelled $(LABELLED)) $(if $(SHOW),--show)

# DATA="one.jsonl two.jsonl" adds parallel messages, ONLY="quality" measures one part.
bench-translation: dev apertium ## measure what translation costs and how good it is
	$(BIN)/python -m bench.translation $(if $(DATA),--data $(DATA)) \
		$(foreach part,$(ONLY),--only $(part))

# ONLY="looking" (or stages, ready, sends) measures one part.
bench-images: dev ## measure pictures from upload to ready, and what they disturb
	$(BIN)/python -m bench.images $(foreach part,$(ONLY),--only $(part))

lock: $(VENV)/runtime.stamp ## resolve the newest dependencies into the lock files
	$(BIN)/python -m pip install --quiet uv
	$(UV_COMPILE) $(EXTRAS) --output-file requirements.txt pyproject.toml
	$(UV_COMPILE) --constraint requirements.txt $(EXTRAS) --extra dev \
		--output-file requirements-dev.txt pyproject.toml
	$(foreach peer,$(PEERS),$(UV_COMPILE) --output-file $(peer).txt $(peer).in &&) true
	tools/with-node npm update --package-lock-only --omit-lockfile-registry-resolved

# For every platform and Python from 3.11 on, by hash, naming no index.
UV_COMPILE := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal \
	--upgrade --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links

EXTRAS := --extra embedded --extra node --extra offline --extra lingua
PEERS := bench/moderation/peers/presidio bench/moderation/peers/stack bench/images/peers/vips

clean: ## remove what set-up and tests made; data stays
	rm -rf $(VENV) .apertium node_modules static/vendor dist .mypy_cache .pytest_cache .ruff_cache \
		.import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# -- set-up ---------------------------------------------------------------------------------

dev: $(VENV)/dev.stamp static/vendor/.stamp

chromium:
	@tools/ensure-chromium

# Where it is unpacked, the hub looks by itself; HUB_APERTIUM_PREFIX names another place.
apertium: $(VENV)/runtime.stamp
	@tools/ensure-apertium

$(BIN)/python:
	@PYTHON="$(PYTHON)" tools/make-venv $(VENV)

$(VENV)/runtime.stamp: requirements.txt | $(BIN)/python
	@echo "== installing Python dependencies"
	$(PIP_INSTALL) -r requirements.txt
	@touch $@

# Holds the runtime's as well, so that one resolution serves both.
$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/runtime.stamp
	@echo "== installing development dependencies"
	$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@

node_modules/.stamp: package.json package-lock.json | $(VENV)/runtime.stamp
	@echo "== installing the browser client's modules"
	tools/with-node npm ci --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

# The browser loads these as they are: one file a module, named by static/index.html's import map.
static/vendor/.stamp: node_modules/.stamp tools/vendor
	tools/vendor
	@touch $@
