# The two commands of a newcomer: `make up` runs the platform, `make test` passes its tests.
# Everything that is built or installed lands in the target folder.
TARGET := $(abspath $(or $(CARGO_TARGET_DIR),target))
TOOLS := $(TARGET)/tools
PYTHON := $(TOOLS)/venv/bin/python3
LOCAL := $(TARGET)/debug/plugzero-local
STAGE ?= dev

.PHONY: help up reset populate depopulate test check bench bench-api bench-quotas bench-tenancy deploy sql openapi fmt tools

help: ## Says what can be made.
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

up: tools ## Runs the platform here; Ctrl-C ends it, a second `make up` finds its data again.
	cargo build --workspace --bins
	$(LOCAL) up

reset: ## Throws the local platform's data away.
	cargo build -p local
	$(LOCAL) reset

populate: ## Fills the running platform with sample data: make populate ROWS=10000 SEED=1 AS_OF=2026-11-01 AREA="ingestion platform".
	cargo build -p local
	$(LOCAL) populate $(if $(ROWS),--rows $(ROWS)) $(if $(SEED),--seed $(SEED)) $(if $(AS_OF),--as-of $(AS_OF)) $(AREA)

depopulate: ## Takes the sample data out again; what people made stays.
	cargo build -p local
	$(LOCAL) depopulate

test: tools $(TOOLS)/bin/cornucopia ## Runs every test, on real PostgreSQL and the AWS stand-in.
	cargo build --workspace --bins
	@sh infra/local/tools.sh $(TOOLS)/schemathesis tests/e2e/requirements.txt
	RELAY_PATIENCE_MS=5000 $(LOCAL) run -- cargo test --workspace --no-fail-fast --lib --bins --tests

check: tools $(TOOLS)/bin/cargo-deny $(TOOLS)/bin/cargo-machete ## Formats, lints, licences, the AWS template: what CI runs before the tests.
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings -A rustdoc::private_intra_doc_links" cargo doc --workspace --no-deps --document-private-items --exclude sql
	$(TOOLS)/bin/cargo-deny --log-level error check licenses bans sources
	$(TOOLS)/bin/cargo-machete
	$(PYTHON) -W ignore -m unittest discover -s infra/tests -t infra

bench: tools ## Measures the file parser beside pandas, Polars and DuckDB.
	sh tests/load/profile/run.sh

bench-api: tools ## Measures starts and point reads of the release build.
	cargo build --release --workspace --bins
	cargo build --release -p tests --examples
	python3 tests/load/api/bench.py

bench-quotas: tools ## Measures what keeping to quotas costs.
	cargo build -p local
	$(LOCAL) run -- $(PYTHON) tests/load/quotas/bench.py

bench-tenancy: tools ## Measures what row-level security and permissions cost a list.
	cargo build -p local
	$(LOCAL) run -- $(PYTHON) tests/load/tenancy/bench.py

deploy: ## Deploys to AWS: make deploy STAGE=dev.
	sh infra/local/tools.sh $(TOOLS)/deploy infra/requirements-deploy.txt
	PATH="$(TOOLS)/deploy/bin:$$PATH" python3 infra/deploy.py $(STAGE) $(PARAMETERS)

sql: tools $(TOOLS)/bin/cornucopia ## Generates shared/sql from shared/domain/queries.
	cargo build -p local
	$(LOCAL) run -- sh shared/sql/generate.sh $(TOOLS)

openapi: tools ## Writes the OpenAPI document from the functions' routes.
	cargo build -p local
	UPDATE=1 $(LOCAL) run -- cargo test -p tests drift::openapi

fmt: ## Formats.
	cargo fmt --all

tools:
	@sh infra/local/tools.sh $(TOOLS)/venv

$(TOOLS)/bin/cornucopia:
	cargo install cornucopia --version 1.0.1 --locked --root $(TOOLS)
$(TOOLS)/bin/cargo-deny:
	cargo install cargo-deny --version 0.20.2 --locked --root $(TOOLS)
$(TOOLS)/bin/cargo-machete:
	cargo install cargo-machete --version 0.9.2 --locked --root $(TOOLS)
