# Everything is installed into .venv; nothing outside this folder is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
RUNS := $(VENV)/.runs
# The same versions on any machine and any day, also of what builds the package.
PINNED := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt
EXTRAS := dev,keeper,paper,ics,batch,draft,web
APP := paper,ics,draft
PIP := -m pip install -q --disable-pip-version-check

.PHONY: run test test-wide test-newest test-lowest test-spark fuzz goldens lint catalogue bench screenshots docs package \
	readme-try offline offline-try clean

# The main job on the shipped examples: the app (on a copy of them), or the reports where there is no terminal.
# Status 1 of `check` only says that some example is not ready to go up. Only what the app needs is installed, which is a
# third of what the tests need; where that is there already, nothing.
run: $(if $(wildcard $(READY)),$(READY),$(RUNS))
	@if [ -t 0 ] && [ -t 1 ]; then \
		test -d $(VENV)/examples || cp -r examples $(VENV)/examples; \
		$(BIN)/clerkcheck $(VENV)/examples; \
	else \
		$(BIN)/clerkcheck check examples/*.yaml || test $$? -eq 1; \
	fi

# Everything is installed, so that no test may be passed over for want of a package. Compiled modules are kept even where
# the machine says not to: every command that a test starts would compile all of them anew.
TESTING := CLERKCHECK_TEST=1 PYTHONDONTWRITEBYTECODE=
test: $(READY)
	$(TESTING) $(BIN)/python -m pytest -q -n auto --dist worksteal

# What the suite tries on some packs, sizes and keys, on all the others.
test-wide: $(READY)
	$(TESTING) $(BIN)/python -m pytest -q -n auto --dist worksteal -m wide

# The suite with the newest and with the lowest versions that pyproject.toml allows, each in an environment of its own;
# pictures are left out, since they are those of the pinned Textual, and so are the tests of the pins themselves. Where the
# newest are just those that are pinned, `make test` is that run.
test-newest test-lowest: test-%: $(READY)
	$(PYTHON) -m venv .venv-$*
	if [ $* = lowest ]; then $(PYTHON) tools/requirements.py lowest; fi > .venv-$*/constraints.txt
	.venv-$*/bin/python $(PIP) -c .venv-$*/constraints.txt -e '.[$(EXTRAS)]'
	@echo "$*: $$(.venv-$*/bin/python tools/requirements.py installed)"
	@if [ "$$(.venv-$*/bin/python tools/requirements.py installed)" = "$$($(BIN)/python tools/requirements.py installed)" ]; \
	then \
		echo "$*: the versions of constraints.txt, which make test runs"; \
	else \
		$(TESTING) .venv-$*/bin/python -m pytest -q -n auto --dist worksteal -m 'not snapshot and not pinned'; \
	fi

# Needs Java 17; in a virtual environment of its own, since PySpark is a large download.
test-spark:
	$(PYTHON) -m venv .venv-spark
	$(PINNED) .venv-spark/bin/python $(PIP) -e '.[batch,spark]' pytest pytest-asyncio hypothesis
	CLERKCHECK_TEST=spark .venv-spark/bin/python -m pytest -q tests/spark
	CLERKCHECK_TEST=spark .venv-spark/bin/python -m pytest -q tests/test_docs.py -k spark.md

# Made-up inputs for a bounded time; what finds a fault is kept in build/fuzz, with the command that replays it. Then the
# property tests with examples of their own, and the wide variants.
FUZZ_SECONDS ?= 300
FUZZ_SEED ?= $(shell date +%s)
fuzz: $(READY)
	$(BIN)/python tools/fuzz.py --seconds $(FUZZ_SECONDS) --seed $(FUZZ_SEED)
	CLERKCHECK_EXAMPLES=40 $(TESTING) $(BIN)/python -m pytest -q -n auto -m 'hypothesis or wide' --hypothesis-profile=fuzz --hypothesis-seed=$(FUZZ_SEED)

# After a change of a screen that is meant: its words (tests/tui/golden) and its pictures anew; look at the difference.
goldens: $(READY)
	$(TESTING) $(BIN)/python -m pytest -q tests/tui/test_screens.py -m 'wide or not wide' -k 'words or colours' --snapshot-update

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# What passes through _(), for translators: build/clerkcheck.pot.
catalogue: $(READY)
	$(BIN)/python tools/catalogue.py

bench: $(READY)
	$(PINNED) $(BIN)/python $(PIP) -e '.[bench,batch]'
	for each in benchmarks/*.py; do $(BIN)/python $$each || exit 1; done

screenshots: $(READY)
	$(BIN)/python tools/screenshots.py
	if [ -x /usr/bin/chromium ]; then $(BIN)/python tools/browser_picture.py; fi

# The documentation as a site, build/site, which opens from a folder and is searched in Chinese; a broken link fails.
docs: $(READY)
	$(PINNED) $(BIN)/python $(PIP) -e '.[docs]'
	$(BIN)/python tools/docs_site/build_site.py

# The wheel and the source archive, build/dist, and what an index and its users would find wrong with them.
package: $(READY)
	$(PINNED) $(BIN)/python $(PIP) -e '.[package]'
	rm -rf build/dist
	$(PINNED) $(BIN)/python -m build --outdir build/dist
	$(BIN)/twine check --strict build/dist/*
	$(BIN)/check-wheel-contents build/dist/*.whl

# The two commands of the README, in an empty environment without a cache.
readme-try:
	rm -rf build/readme && mkdir -p build/readme/empty && $(PYTHON) -m venv build/readme/venv
	PIP_NO_CACHE_DIR=1 build/readme/venv/bin/python $(PIP) "$$(sed -n 's/^pip install "\(.*\)"$$/\1/p' README.md)"
	cd build/readme/empty && ../venv/bin/clerkcheck </dev/null && ../venv/bin/clerkcheck doctor

# An archive for each kind of machine, or for OFFLINE=linux-x64 alone, that installs without a network: build/offline.
offline: $(READY)
	$(BIN)/python tools/offline/build.py $(OFFLINE)

# The Linux one, unpacked and installed as an office would, and a case judged by what came of it.
offline-try: $(READY)
	rm -rf build/offline/clerkcheck-*-linux-x64* build/offline/tried
	$(BIN)/python tools/offline/build.py linux-x64
	mkdir build/offline/tried
	tar -xzf build/offline/clerkcheck-*-linux-x64.tar.gz -C build/offline/tried
	sh build/offline/tried/clerkcheck-*-linux-x64/install.sh build/offline/tried/here
	build/offline/tried/here/bin/clerkcheck check examples/letter-city-transport.yaml

clean:
	rm -rf $(VENV) .venv-spark .venv-newest .venv-lowest

$(RUNS): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PINNED) $(BIN)/python $(PIP) -e '.[$(APP)]'
	touch $(RUNS)

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PINNED) $(BIN)/python $(PIP) -e '.[$(EXTRAS)]'
	touch $(READY)
