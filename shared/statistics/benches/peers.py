"""The calculations of calculations.rs with NumPy, pandas and SciPy, one thread, best of three.

Needs tests/golden/requirements.txt; takes the number of rows, 10 million by default.
"""

import os
import sys
import time

for pool in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[pool] = "1"

import numpy as np
import pandas as pd
from scipy import stats


def descriptive(x):
    x = x[~np.isnan(x)]
    stats.t.interval(0.95, len(x) - 1, x.mean(), stats.sem(x))
    return (
        x.sum(), x.var(ddof=1), x.std(ddof=1), x.min(), x.max(),
        np.quantile(x, [0.05, 0.25, 0.5, 0.75, 0.95]),
        stats.skew(x, bias=False), stats.kurtosis(x, bias=False),
    )  # fmt: skip


def crosstab(r, c):
    table = pd.crosstab(r, c)
    return table, stats.chi2_contingency(table, correction=False)


def measure(name, rows, calculate):
    best = min(timed(calculate) for _ in range(3))
    print(f"{name:<28}{rows:>12}{best * 1e9 / rows:>10.2f}")


def timed(calculate):
    start = time.perf_counter()
    calculate()
    return time.perf_counter() - start


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    few = rows // 10
    draw = np.random.default_rng(1)
    x = draw.standard_normal(rows)
    y = x + draw.standard_normal(rows)
    gaps = np.where(draw.random(rows) < 0.1, np.nan, x)
    ties = np.round(x * 10)
    labels = [f"label {i}" for i in range(50)]
    r = pd.Series(pd.Categorical.from_codes(draw.integers(0, 50, rows), labels))
    c = pd.Series(pd.Categorical.from_codes(draw.integers(0, 50, rows), labels))
    print(f"{'calculation':<28}{'rows':>12}{'ns/row':>10}")
    measure("descriptive", rows, lambda: descriptive(x))
    measure("descriptive, 10 % missing", rows, lambda: descriptive(gaps))
    measure("descriptive, ties", rows, lambda: descriptive(ties))
    measure("frequency", rows, lambda: r.value_counts())
    measure("crosstab 50 × 50", rows, lambda: crosstab(r, c))
    measure("pearson", rows, lambda: stats.pearsonr(x, y))
    measure("spearman", few, lambda: stats.spearmanr(x[:few], y[:few]))
    measure("kendall", few, lambda: stats.kendalltau(x[:few], y[:few]))
    measure("kendall, ties", few, lambda: stats.kendalltau(ties[:few], y[:few]))


if __name__ == "__main__":
    main()
