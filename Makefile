# `make` lists the targets. What every target needs is set up on the way; nothing has to be run before.

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
# The least branch coverage of site_builder, in percent; `make test COVERAGE=0 PYTEST_ARGS="-k price"` tries a part.
COVERAGE ?= 100
# Test processes; 0 runs all tests in pytest's own, as a debugger needs it.
WORKERS ?= 2
PYTEST_ARGS ?=
# How many models the sites of the benchmark have.
SIZES ?= 100 1000
BENCHMARK_ARGS ?=
# e.g. "--runs 1 --only /ru/models/"
LIGHTHOUSE_ARGS ?=

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.DELETE_ON_ERROR:

BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
NODE_PACKAGES := $(VENV)/node/.installed
BROWSER_PACKAGES := $(VENV)/browser/.installed
LIGHTHOUSE := $(VENV)/lighthouse/.installed
OLDEST := $(VENV)/oldest
CHECKS := check-style check-types check-layers check-spelling check-templates check-site
PY_FILES := $(wildcard site_builder tests tools benchmarks)
TEMPLATES = $(shell find templates -name assets -prune -o -type f \( -name '*.html' -o -name '*.html.*' \) -print | sort)

.PHONY: help site serve test check $(CHECKS) benchmark lighthouse verify-snippets verify-snippets-oldest format reference lock clean test-packages snippet-packages

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-22s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(INSTALLED) ## build the site into dist/
	@$(BIN)/site-builder build --out dist

serve: $(INSTALLED) ## show the site on this machine, edits as they are saved (PORT=8000)
	@$(BIN)/site-builder serve --host 127.0.0.1 --port $(PORT)

# An absolute path: a test may run site-builder, and that its worker processes, in another folder.
test: export COVERAGE_FILE := $(CURDIR)/.coverage
test: export PATH := $(CURDIR)/$(BIN):$(PATH)
test: test-packages $(INSTALLED) $(NODE_PACKAGES) $(BROWSER_PACKAGES) ## run all tests, a real browser included, with coverage
	@$(BIN)/pytest --quiet --numprocesses=$(WORKERS) --dist=loadfile \
	  --cov --cov-report=term --cov-fail-under=$(COVERAGE) $(PYTEST_ARGS)

# Keeps going, so that one run shows what every tool has to say.
check: $(INSTALLED) ## style, types, layers, spelling, templates and the site's own records
	@$(MAKE) --keep-going $(CHECKS)

check-style: $(INSTALLED)
	@echo "ruff"
	@$(BIN)/ruff check --quiet $(PY_FILES)
	@$(BIN)/ruff format --quiet --check $(PY_FILES) || { echo "run: make format"; exit 1; }

check-types: $(INSTALLED)
	@echo "mypy"
	@$(BIN)/mypy --no-error-summary

check-layers: $(INSTALLED)
	@echo "import-linter"
	@report=$$($(BIN)/lint-imports --no-logo 2>&1) || { echo "$$report"; exit 1; }

check-spelling: $(INSTALLED)
	@echo "codespell"
	@$(BIN)/codespell

check-templates: $(INSTALLED)
	@echo "djlint"
	@$(BIN)/djlint --quiet --lint $(TEMPLATES)
	@! grep -nE '\|\s*safe\b|autoescape\s+false' /dev/null $(TEMPLATES) || { echo "Autoescape is always on: |safe is banned"; exit 1; }

check-site: $(INSTALLED)
	@echo "site-builder check"
	@$(BIN)/site-builder check

# Not a part of `test`: each snippet is a process of its own, so all of them take minutes. A test says when one has changed since.
verify-snippets: export PATH := $(CURDIR)/$(BIN):$(PATH)
verify-snippets: snippet-packages $(INSTALLED) $(NODE_PACKAGES) ## run every snippet with the newest SDKs, and remember it for the pages
	@$(BIN)/site-builder snippets verify --jobs $(WORKERS) --node-modules $(dir $(NODE_PACKAGES))node_modules

verify-snippets-oldest: export PATH := $(CURDIR)/$(BIN):$(PATH)
verify-snippets-oldest: $(OLDEST)/.installed ## the same with the oldest SDKs that are supported
	@$(BIN)/site-builder snippets verify --jobs $(WORKERS) --language python --language javascript \
	  --python $(OLDEST)/bin/python --node-modules $(OLDEST)/node/node_modules

# Hugo is large and only this target needs it, so neither `make` nor the lock file installs it.
benchmark: $(INSTALLED) ## measure builds beside Hugo's (SIZES="100 1000"); the machine should do nothing else
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-build-isolation --editable '.[benchmark]'
	@$(BIN)/python -m benchmarks.run --sizes $(SIZES) $(BENCHMARK_ARGS)

# Not a part of `test`: scores depend on how busy the machine is.
lighthouse: export PATH := $(CURDIR)/$(BIN):$(PATH)
lighthouse: test-packages $(INSTALLED) $(LIGHTHOUSE) ## Lighthouse scores and weights of every kind of page; the machine should do nothing else
	@$(BIN)/python -m benchmarks.page_scores --packages $(dir $(LIGHTHOUSE))node_modules $(LIGHTHOUSE_ARGS)

format: $(INSTALLED) ## sort imports and format the Python code
	@$(BIN)/ruff check --quiet --select I --fix $(PY_FILES)
	@$(BIN)/ruff format --quiet $(PY_FILES)

reference: $(INSTALLED) ## write schemas, catalog/FIELDS.md and docs/diagnostics/ again, after a change of records or rules
	@$(BIN)/site-builder schema
	@$(BIN)/python tools/field_reference.py
	@$(BIN)/python tools/diagnostics_pages.py

lock: $(INSTALLED) ## pin the newest versions that pyproject.toml allows, with their hashes
	@$(BIN)/uv pip compile pyproject.toml --quiet --upgrade --universal --extra test --extra dev --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --output-file constraints.txt

clean: ## remove everything that make has written
	@rm -rf dist .venv .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

test-packages:
	@PYTHON=$(PYTHON) tools/system-packages chromium curl fonts-noto-cjk gettext jq

snippet-packages:
	@PYTHON=$(PYTHON) tools/system-packages curl jq

# What the JavaScript snippets import, axe-core, Lighthouse. No lock files: they would record the addresses of a registry.
$(NODE_PACKAGES): tests/snippets/package.json
$(BROWSER_PACKAGES): tests/browser/package.json
$(LIGHTHOUSE): benchmarks/package.json
$(NODE_PACKAGES) $(BROWSER_PACKAGES) $(LIGHTHOUSE): $(INSTALLED)
	@mkdir -p $(@D) && cp $(filter %/package.json,$^) $(@D)/
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm install --silent --no-package-lock --ignore-scripts --no-audit --no-fund --prefix $(@D)
	@touch $@

$(OLDEST)/.installed: tests/snippets/oldest/requirements.txt tests/snippets/oldest/package.json $(INSTALLED)
	@echo "Setting up $(OLDEST) …"
	@$(PYTHON) -m venv $(OLDEST)
	@$(OLDEST)/bin/python -m pip install -qq --disable-pip-version-check --requirement $<
	@mkdir -p $(OLDEST)/node && cp $(word 2,$^) $(OLDEST)/node/
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm install --silent --no-package-lock --ignore-scripts --no-audit --no-fund --prefix $(OLDEST)/node
	@touch $@

# `--no-deps`: the lock file is complete. Asked to resolve, pip looks at releases newer than the lock and stops at their hashes.
$(INSTALLED): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed, e.g. make PYTHON=python3.12"; exit 1; }
	@PYTHON=$(PYTHON) tools/system-packages python3-venv
	@echo "Setting up $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes --requirement constraints.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
