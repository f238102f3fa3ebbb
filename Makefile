# Everything is installed into .venv; nothing outside this folder is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test test-spark fuzz lint bench screenshots clean

# The main job on the shipped examples: the app (on a copy of them), or the reports where there is no terminal.
# Status 1 of `check` only says that some example is not ready to go up.
run: $(READY)
	@if [ -t 0 ] && [ -t 1 ]; then \
		test -d $(VENV)/examples || cp -r examples $(VENV)/examples; \
		$(BIN)/clerkcheck $(VENV)/examples; \
	else \
		$(BIN)/clerkcheck check examples/*.yaml || test $$? -eq 1; \
	fi

test: $(READY)
	$(BIN)/python -m pytest -q -n auto

# Needs Java 17; in a virtual environment of its own, since PySpark is a large download.
test-spark:
	$(PYTHON) -m venv .venv-spark
	.venv-spark/bin/python -m pip install -q --disable-pip-version-check -e '.[batch,spark]' 'pytest>=8.3,<9'
	.venv-spark/bin/python -m pytest -q tests/spark
	.venv-spark/bin/python -m pytest -q tests/test_docs.py -k spark.md

# Made-up inputs for a bounded time; what finds a fault is kept in build/fuzz, with the command that replays it. Then the
# property tests with examples of their own.
FUZZ_SECONDS ?= 300
FUZZ_SEED ?= $(shell date +%s)
fuzz: $(READY)
	$(BIN)/python tools/fuzz.py --seconds $(FUZZ_SECONDS) --seed $(FUZZ_SEED)
	$(BIN)/python -m pytest -q -n auto -m hypothesis --hypothesis-profile=fuzz --hypothesis-seed=$(FUZZ_SEED)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python -m pip install -q -e '.[bench,batch]'
	for each in benchmarks/*.py; do $(BIN)/python $$each || exit 1; done

screenshots: $(READY)
	$(BIN)/python tools/screenshots.py

clean:
	rm -rf $(VENV) .venv-spark

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev,keeper,paper,ics,batch]'
	touch $(READY)
