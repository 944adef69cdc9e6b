# Everything happens in .venv, made on the first run and renewed when pyproject.toml changes.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin

.PHONY: serve test fuzz check format schema audit soak bench vendor screenshots browsers

serve: .venv/serve
	$(BIN)/python server.py --host $(HOST) --port $(PORT)

test: .venv/dev
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

fuzz: .venv/dev
	FUZZ_BATCHES=$(or $(BATCHES),300) $(BIN)/python -m pytest -q -s tests/test_compiled.py \
		tests/service/test_price_laws.py

bench: .venv/bench bench/peers/node_modules
	$(BIN)/python -m bench $(BENCH)

check: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: .venv/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The pages' libraries, from the packages pinned in web/build; the same bytes every time.
vendor:
	cd web/build && npm ci --ignore-scripts && npm run build

# GraphQL over HTTP as its specification has it, and known holes in what we build on; where only a
# package registry can be reached, ADVISORIES=DIR names a clone of pypa/advisory-database.
audit: .venv/dev tests/audit/node_modules
	$(BIN)/python -m tests.audit.run
	$(BIN)/python -m tests.audit.holes $(ADVISORIES)

tests/audit/node_modules: tests/audit/package-lock.json
	cd tests/audit && npm ci --no-audit --no-fund
	touch $@

# The pictures of the README, taken in the system's Chromium.
screenshots: .venv/dev
	$(BIN)/python -m tests.web.screenshots
	! command -v pngquant || pngquant --force --ext .png --quality 70-95 64 web/screenshots/*.png

# The main views in Firefox and in WebKit, the engine of Safari; says what it needs.
browsers: .venv/browsers
	$$(command -v xvfb-run | sed 's/$$/ -a/') $(BIN)/python -m tests.web.browsers

# A minute and more under load; SOAK_SECONDS=3600 for an hour.
soak: .venv/dev
	$(BIN)/python -m pytest -m soak -s tests/service

schema: .venv/dev
	$(BIN)/python -m schema > schema/schema.new && mv schema/schema.new schema/schema.graphql

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/serve: pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	touch $@

.venv/bench: pyproject.toml | .venv/dev
	$(BIN)/pip install --quiet --disable-pip-version-check --group bench
	touch $@

.venv/browsers: pyproject.toml | .venv/dev
	$(BIN)/pip install --quiet --disable-pip-version-check --group browsers
	touch $@

bench/peers/node_modules: bench/peers/package-lock.json
	cd bench/peers && npm ci --no-fund --no-audit --silent
	touch $@

.venv/dev: pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --upgrade pip setuptools
	$(BIN)/pip install --quiet --disable-pip-version-check -e . --group dev
	touch $@ .venv/serve
