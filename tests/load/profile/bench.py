"""The profile benchmark: ours beside pandas, Polars and DuckDB, each in its own process on one thread, best of several
runs. Prints wall and CPU seconds, peak memory and ratios. Needs nothing but Python 3; the peers run in their own
virtual environment. Usage: bench.py BINARIES VENV_PYTHON DATA_DIRECTORY [MEGABYTES] [RUNS]"""
import json
import os
import pathlib
import subprocess
import sys
import time


def measure(command, runs):
    """Best wall time with its CPU time, and the highest peak memory, of several runs."""
    best, peak = None, 0
    for _ in range(runs):
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise SystemExit(f"{command} failed with {process.returncode}")
        if best is None or wall < best[0]:
            best = (wall, usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss / 1024)
    return {"wall_s": best[0], "cpu_s": best[1], "peak_mb": peak}


def main():
    binaries, python, data = (pathlib.Path(argument) for argument in sys.argv[1:4])
    megabytes = int(sys.argv[4]) if len(sys.argv) > 4 else 200
    runs = int(sys.argv[5]) if len(sys.argv) > 5 else 3
    data.mkdir(parents=True, exist_ok=True)
    table, contradicted, twin = data / f"{megabytes}.csv", data / f"{megabytes}-contradicted.csv", data / "twin.parquet"
    for path, extra in ((table, []), (contradicted, ["--contradict"])):
        if not path.exists():
            subprocess.run([binaries / "generate", path, str(megabytes), *extra], check=True)
    ours = [binaries / "profile", "--quiet"]
    cases = {
        "ours": [*ours, table],
        "ours, with twin": [*ours, table, "--twin", twin],
        "ours, 2 threads": [*ours, table, "--threads", "2"],
        "ours, with twin, 2 threads": [*ours, table, "--twin", twin, "--threads", "2"],
        "ours, contradicted": [*ours, contradicted],
        "ours, contradicted, with twin": [*ours, contradicted, "--twin", twin],
    }
    peers = {name: [python, pathlib.Path(__file__).with_name("peers.py"), name, table] for name in ("pandas", "polars", "duckdb")}
    results = {}
    for name, command in {**cases, **peers}.items():
        results[name] = measure([str(part) for part in command], runs)
    fastest = {kind: min(results[name][kind] for name in peers) for kind in ("wall_s", "cpu_s")}
    print(f"{megabytes} MB, 20 columns, best of {runs}; ratios: the fastest peer's time over this one's")
    print(f"{'':32}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'wall x':>9}{'CPU x':>9}")
    for name, result in results.items():
        ratios = [fastest[kind] / result[kind] for kind in ("wall_s", "cpu_s")]
        print(f"{name:32}{result['wall_s']:9.3f}{result['cpu_s']:9.3f}{result['peak_mb']:9.1f}{ratios[0]:9.2f}{ratios[1]:9.2f}")
    scaling = results["ours"]["wall_s"] / results["ours, 2 threads"]["wall_s"]
    print(f"two threads are {scaling:.2f} times as fast as one")
    profile = json.loads(subprocess.run([str(part) for part in (binaries / "profile", table)], check=True, capture_output=True).stdout)
    for flag in ("distinct_is_exact", "quantiles_are_exact", "top_values_are_exact"):
        exact = sum(column[flag] for column in profile["columns"])
        print(f"{flag}: {exact} of {len(profile['columns'])} columns")
    (data / "result.json").write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
