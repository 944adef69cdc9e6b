# Everything happens in .venv, made on the first run and anew when what is locked changes.
PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

.PHONY: serve test test-fast fuzz check format schema audit soak bench vendor screenshots browsers lock upgrade

serve: .venv/serve
	$(BIN)/python server.py $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT))

# First of all a Chromium, for the tests of the pages: CHROMIUM=/its/path, one that is there, or else
# one from the system's package manager (by root, or by sudo without a password) or from Playwright.
test: .venv/dev
	$(BIN)/python -m tests.web.chromium
	$(PYTEST)

# Without browser, audit and long laws; it needs no Chromium.
test-fast: .venv/dev
	$(PYTEST) -m 'not soak and not long' --ignore tests/web --ignore tests/audit

fuzz: .venv/dev
	FUZZ_BATCHES=$(or $(BATCHES),300) $(BIN)/python -m pytest -q -s tests/test_compiled.py \
		tests/test_data_law.py tests/service/test_price_laws.py

bench: .venv/dev bench/peers/node_modules
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

# The pictures of the README, taken in Chromium.
screenshots: .venv/dev
	$(BIN)/python -m tests.web.screenshots
	! command -v pngquant || pngquant --force --ext .png --quality 70-95 64 web/screenshots/*.png

# The main views in Firefox and in WebKit, the engine of Safari; says what it needs.
browsers: .venv/dev
	$$(command -v xvfb-run | sed 's/$$/ -a/') $(BIN)/python -m tests.web.browsers

# A minute and more under load; SOAK_SECONDS=3600 for an hour.
soak: .venv/dev
	$(BIN)/python -m pytest -m soak -s tests/service

schema: .venv/dev
	$(BIN)/python -m schema > schema/schema.new && mv schema/schema.new schema/schema.graphql

# What pyproject.toml asks for, as exact versions with their hashes: `lock` keeps those that still
# serve, `upgrade` takes the newest. The same versions for every Python and system; those that serve
# are those that are tested.
LOCK = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --custom-compile-command 'make lock' $(UPGRADE)

lock: .venv/dev
	$(LOCK) --extra tracing --group dev --output-file requirements/dev.txt
	$(LOCK) --constraints requirements/dev.txt --output-file requirements/serve.txt
	$(LOCK) --constraints requirements/dev.txt --extra tracing --output-file requirements/tracing.txt

upgrade:
	$(MAKE) lock UPGRADE=--upgrade

# Emptied first, so that nothing is left in it but what is locked. Debian has venv in a package.
VENV = $(PYTHON) -m venv --clear .venv
INSTALL = ($(VENV) || { sh requirements/system.sh python3-venv && $(VENV); }) && \
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement

.venv/serve: requirements/serve.txt
	$(INSTALL) $<
	touch $@

.venv/dev: requirements/dev.txt
	$(INSTALL) $<
	touch $@ .venv/serve

bench/peers/node_modules: bench/peers/package-lock.json
	cd bench/peers && npm ci --no-fund --no-audit --silent
	touch $@
