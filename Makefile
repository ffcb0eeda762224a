# The two commands: `make up` and `make test`. Everything else is `bo`.
PYTHON ?= python3
BIN := .venv/bin
LOCKED := .venv/.locked
PIP := $(BIN)/pip install --quiet --disable-pip-version-check

.PHONY: up test test-pg15 lint assurance bench assurance-report stop clean

# Fresh or again: environment, local stack, database; prints addresses, keys, logins and times.
up: $(LOCKED)
	@$(BIN)/bo up

# Everything: policies, RPCs, schema, CLI, end-to-end, on the same stack, from a fresh database.
test: $(LOCKED)
	@$(BIN)/bo db reset
	@$(BIN)/bo start >/dev/null
	@$(BIN)/bo test

# Not part of `test`: needs a Postgres of another version, with pgTAP (docs/how-to.md).
PG15 ?= /usr/lib/postgresql/15
test-pg15: $(LOCKED)
	@$(BIN)/python tests/pg15/run.py $(PG15)

lint: $(LOCKED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bo db lint --files-only

# Every policy, grant and function tried, and broken on purpose: all mutants take many minutes, so CI
# draws some of them. Fuzzer and explanations of our schema are part of `make test`.
# The migrations let nobody do anything that the source does not. BASE, such as origin/main: what the
# change lets people do, as Markdown; whether it should is for the reviewer.
MUTANTS ?=
BASE ?=
assurance: $(LOCKED)
	@$(BIN)/bo policy lint --install-pgrls
	@$(BIN)/bo policy matrix
	@$(BIN)/bo policy mutate $(MUTANTS)
	@$(BIN)/bo policy diff --source --same
	@if [ -n "$(BASE)" ]; then \
	  { $(BIN)/bo policy diff --since "$(BASE)" > .bo/access.md || test -s .bo/access.md; } \
	  && cat .bo/access.md; fi

# Every benchmark, one after the other; writes docs/benchmarks.md. Takes about ten minutes.
bench: $(LOCKED)
	@$(BIN)/python bench/run_all.py

# The figures of docs/assurance.md and docs/faults.md: matrix, mutants, planted faults. Takes about
# fifteen minutes.
assurance-report: $(LOCKED)
	@$(BIN)/python tests/assurance/faults/assurance_page.py

stop: $(LOCKED)
	@$(BIN)/bo stop

# Stops the stack and removes it with its data, and the environment. Shared packages stay in
# ~/.cache/bo.
clean:
	@if [ -x $(BIN)/bo ]; then $(BIN)/bo stop --delete-data; fi
	rm -rf .venv

# The environment is made from the lock alone, and again only when the lock changes.
$(LOCKED): requirements.lock pyproject.toml
	@started=$$(date +%s); set -e; \
	$(PYTHON) -m venv .venv; \
	$(PIP) --require-hashes -r requirements.lock; \
	$(PIP) --no-deps --no-build-isolation --editable .; \
	touch $(LOCKED); \
	echo "Time:            Python environment $$(($$(date +%s) - started)) s"
