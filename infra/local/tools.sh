#!/bin/sh
# Installs the Python tools (moto, PostgreSQL, cargo-lambda, cfn-lint) once per requirements.txt into the folder given.
# usage: infra/local/tools.sh FOLDER [REQUIREMENTS]
set -eu

folder=$1
requirements=${2:-$(dirname "$0")/requirements.txt}
stamp=$folder/.installed-$(basename "$requirements")
python=${PYTHON:-python3}

if cmp -s "$requirements" "$stamp"; then
    exit 0
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
    echo "Python 3.10 or newer is needed as \`$python\` (set PYTHON to name another)." >&2
    exit 1
fi
echo "Installing the Python tools of $(basename "$requirements") (once; about a minute)…"
if [ ! -x "$folder/bin/python3" ]; then
    rm -rf "$folder"
    if ! "$python" -m venv "$folder" >/dev/null 2>&1; then
        # Debian splits venv off. Without it pip can install into any folder, and a wrapper can point Python there.
        rm -rf "$folder"
        if ! "$python" -m pip --version >/dev/null 2>&1; then
            echo "\`$python\` has neither venv nor pip: install them first (Debian, Ubuntu: apt install python3-venv)." >&2
            exit 1
        fi
        echo "\`$python\` has no venv: installing with \`pip --target\` instead."
    fi
fi
if [ -f "$folder/pyvenv.cfg" ]; then
    "$folder/bin/python3" -m pip install --quiet --disable-pip-version-check --no-deps -r "$requirements"
else
    "$python" -m pip install --quiet --disable-pip-version-check --no-deps --upgrade --target "$folder" -r "$requirements"
    printf '#!/bin/sh\nPYTHONPATH=%s exec %s "$@"\n' "'$folder'" "$(command -v "$python")" >"$folder/bin/python3"
    chmod +x "$folder/bin/python3"
fi
cp "$requirements" "$stamp"
