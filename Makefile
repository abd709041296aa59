# `make` builds the issue, `make test` proves the toolchain. Both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCKS := tools/requirements
READERS := tests/readers/node_modules/.package-lock.json

.PHONY: all epub pdf dist check validate test lint unit fonts charts guide bench bench-layout bench-typography bench-batch bench-growth clean help setup system test-system
.DEFAULT_GOAL := all

all: setup ## all editions of the issue, in dist/
	$(BIN)/zbsh build . --all

epub: setup ## the EPUB alone
	$(BIN)/zbsh build . --edition epub

pdf: setup ## the screen PDF alone
	$(BIN)/zbsh build . --edition screen

dist: setup ## a bundle for each store, in dist/stores/, to be uploaded as it is
	$(BIN)/zbsh dist .

check: test-system $(BIN)/.dev $(READERS) ## the manuscript, all editions by our own checks, and every validator on dist/
	$(BIN)/zbsh check . --full
	$(BIN)/zbsh build . --all
	$(BIN)/zbsh dist .
	$(BIN)/python tools/validate.py dist

validate: test-system $(BIN)/.dev $(READERS) ## every validator on the finished files in dist/, as they are
	$(BIN)/python tools/validate.py dist

test: test-system $(BIN)/.dev $(READERS) lint unit ## style, types and all tests

lint: $(BIN)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

unit: $(BIN)/.dev $(READERS)
	$(BIN)/pytest

fonts: $(BIN)/.dev ## the faces in assets/fonts, made anew from pinned packages (needs npm and the network)
	$(BIN)/python tools/make_fonts.py

charts: $(BIN)/.dev ## charts, cover, ornaments and the full-page picture, drawn anew
	$(BIN)/python tools/draw_charts.py
	$(BIN)/python tools/draw_art.py

guide: test-system $(BIN)/.dev ## docs/problems.md and the pictures of the manuscript guide
	$(BIN)/python tools/make_docs.py

bench: $(BIN)/.dev ## speed, beside other systems and on issues of any size; writes docs/benchmarks.md
	$(BIN)/python benchmarks/report.py

bench-layout: $(BIN)/.dev ## what our lines and columns cost over stock WeasyPrint
	$(BIN)/python benchmarks/layout_cost.py

bench-typography: $(BIN)/.dev ## our typesetting beside that of Chromium, Vivliostyle and Typst, measured
	$(BIN)/python benchmarks/typography_peers.py

bench-batch: $(BIN)/.dev ## one worker of a cluster against two, on twenty issues
	$(BIN)/python benchmarks/batch_scaling.py

bench-growth: $(BIN)/.dev ## time and memory of made-up issues of 30 to 1,000 articles
	$(BIN)/python benchmarks/growth.py

clean: ## finished files and the environment
	rm -rf dist build $(VENV) tests/readers/node_modules

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 10

setup: system $(BIN)/.runtime ## system libraries and the Python environment

system:
	@bash tools/setup_system.sh

test-system:
	@bash tools/setup_system.sh test

$(BIN)/.runtime: $(LOCKS)/runtime.txt pyproject.toml | system
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCKS)/runtime.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

$(BIN)/.dev: $(LOCKS)/dev.txt $(BIN)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCKS)/dev.txt
	@touch $@

$(READERS): tests/readers/package-lock.json | test-system
	cd tests/readers && npm ci --ignore-scripts --engine-strict=false --no-audit --no-fund --loglevel=error
	@touch $@
