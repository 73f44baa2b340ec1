#!/bin/sh
# Builds the profiler and its peers' environment, then runs the benchmark: run.sh [MEGABYTES] [RUNS]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
venv=$root/target/bench-venv
(cd "$root" && cargo build --quiet --release -p tabular --examples)
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
exec python3 "$here/bench.py" "$target/release/examples" "$venv/bin/python" "$root/target/bench-data" "${1:-200}" "${2:-3}"
