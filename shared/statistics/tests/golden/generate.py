"""Computes golden.json, the references of the crate's golden tests, with SciPy, pandas and statsmodels.

    python3 -m venv .venv && .venv/bin/pip install -r requirements.txt
    .venv/bin/python generate.py

Data sets are recipes: both sides make the same doubles from SplitMix64 and operations that IEEE 754 rounds
the same everywhere, so that no data need be stored. Where SciPy overflows (the `huge` and `tiny`
shapes) or rounds its mean before cubing deviations (`offset`: 3e-9 off in the skewness of three values), the
moments come from mpmath with 60 digits instead.
"""

import json
import math
import pathlib
import warnings

import mpmath
import numpy as np
import pandas as pd
from scipy import stats
from scipy.stats import contingency
from statsmodels.stats.contingency_tables import Table

warnings.simplefilter("ignore")
mpmath.mp.dps = 60
MASK = (1 << 64) - 1


class SplitMix64:
    """Steele, Lea & Flood 2014."""

    def __init__(self, seed):
        self.state = seed

    def unit(self):
        """A double in [0, 1)."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return ((z ^ (z >> 31)) >> 11) * 2.0**-53


SHAPES = {
    "uniform": lambda u: u,
    "signed": lambda u: (u - 0.5) * 2000.0,
    "ties": lambda u: math.floor(u * 7.0) * 1.0,
    "whole": lambda u: math.floor(u * 1e6) * 1.0,
    "offset": lambda u: 1e6 + u,
    "heavy": lambda u: 1.0 / (u + 0.001),
    "huge": lambda u: (u - 0.25) * 1e200,
    "tiny": lambda u: (u - 0.25) * 1e-200,
}


def numbers(recipe):
    """The values of a recipe, NaN where missing."""
    draw = SplitMix64(recipe["seed"])
    values = []
    for _ in range(recipe["n"]):
        value = SHAPES[recipe["shape"]](draw.unit())
        values.append(math.nan if draw.unit() < recipe["missing"] else value)
    return values


def labels(recipe):
    """The category labels of a recipe, None where missing; low numbers are the more frequent."""
    draw = SplitMix64(recipe["seed"])
    values = []
    for _ in range(recipe["n"]):
        u = draw.unit()
        value = f"v{math.floor(u * u * recipe['kinds'])}"
        values.append(None if draw.unit() < recipe["missing"] else value)
    return values


def number(value):
    """A JSON number, null for what is not finite."""
    value = float(value)
    return value if math.isfinite(value) else None


def descriptive(recipe):
    x = np.array([v for v in numbers(recipe) if not math.isnan(v)])
    n = len(x)
    missing = recipe["n"] - n
    if n == 0:
        return {"n": 0, "missing": missing}
    out = {"n": n, "missing": missing, "min": x.min(), "max": x.max(), "sum": math.fsum(x)}
    out["quantiles"] = [number(q) for q in np.quantile(x, [0.05, 0.25, 0.5, 0.75, 0.95])]
    if recipe["shape"] in ("huge", "tiny", "offset"):
        exact = [mpmath.mpf(float(v)) for v in x]
        mean = mpmath.fsum(exact) / n
        m2, m3, m4 = (mpmath.fsum([(v - mean) ** k for v in exact]) / n for k in (2, 3, 4))
        g1, g2 = m3 / m2**1.5, m4 / m2**2 - 3
        out["mean"] = mean
        out["variance"] = m2 * n / (n - 1)
        out["stddev"] = mpmath.sqrt(m2 * n / (n - 1))
        out["stderr"] = out["stddev"] / mpmath.sqrt(n)
        out["skewness"] = g1 * mpmath.sqrt(n * (n - 1)) / (n - 2)
        out["kurtosis"] = ((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3))
    else:
        out["mean"] = x.mean()
        if n > 1:
            out |= {"variance": x.var(ddof=1), "stddev": x.std(ddof=1), "stderr": stats.sem(x)}
        if n > 2:
            out["skewness"] = stats.skew(x, bias=False)
        if n > 3:
            out["kurtosis"] = stats.kurtosis(x, bias=False)
    if n > 1:
        half = stats.t.ppf(0.975, n - 1) * float(out["stderr"])
        out["ci95"] = [number(float(out["mean"]) - half), number(float(out["mean"]) + half)]
    return {k: v if k in ("n", "missing", "quantiles", "ci95") else number(v) for k, v in out.items()}


def frequency(recipe):
    column = pd.Series(labels(recipe), dtype="string")
    counts = column.value_counts()
    table = pd.DataFrame({"value": counts.index.astype(str), "count": counts.to_numpy()})
    table = table.sort_values(["count", "value"], ascending=[False, True])
    n = int(counts.sum())
    return {
        "n": n,
        "missing": int(column.isna().sum()),
        "values": table["value"].tolist(),
        "counts": [int(c) for c in table["count"]],
        "percents": [100 * c / len(column) for c in table["count"]],
        "valid_percents": [100 * c / n for c in table["count"]],
        "cumulative_percents": (100 * table["count"].cumsum() / n).tolist(),
    }


def crosstab(rows, columns):
    frame = pd.DataFrame({"r": labels(rows), "c": labels(columns)}).dropna()
    observed = pd.crosstab(frame["r"], frame["c"])
    normalised = {
        name: (100 * pd.crosstab(frame["r"], frame["c"], normalize=how)).to_numpy().tolist()
        for name, how in (("row_percents", "index"), ("column_percents", "columns"), ("total_percents", "all"))
    }
    counts = observed.to_numpy()
    test = stats.chi2_contingency(counts, correction=False)
    return {
        "n": int(counts.sum()),
        "missing": rows["n"] - int(counts.sum()),
        "row_values": list(observed.index),
        "column_values": list(observed.columns),
        "counts": counts.tolist(),
        "expected": test.expected_freq.tolist(),
        "adjusted_residuals": np.asarray(Table(counts, shift_zeros=False).standardized_resids).tolist(),
        "statistic": number(test.statistic),
        "df": int(test.dof),
        "p_value": number(test.pvalue),
        "cramers_v": number(contingency.association(counts, method="cramer")),
        "fisher": number(stats.fisher_exact(counts).pvalue) if counts.shape == (2, 2) else None,
        **normalised,
    }


def correlation(x, y, mix):
    a, b = numbers(x), numbers(y)
    pairs = [(u, v + mix * u) for u, v in zip(a, b) if not math.isnan(u) and not math.isnan(v)]
    out = {"n": len(pairs)}
    if len(pairs) < 2:
        return out
    a, b = (np.array(side) for side in zip(*pairs))
    for name, method in (("pearson", stats.pearsonr), ("spearman", stats.spearmanr), ("kendall", stats.kendalltau)):
        result = method(a, b)
        out[name] = [number(result.statistic), number(result.pvalue)]
    return out


def tails():
    return {
        "normal": [[z, 2 * stats.norm.sf(z)] for z in np.linspace(0, 37, 75).tolist()],
        "chi_squared": [
            [df, x, stats.chi2.sf(x, df)]
            for df in [1, 2, 3, 4, 7, 12, 25, 38, 39, 40, 41, 60, 99, 250, 1000, 5000, 99_999]
            for x in [df * f for f in (0.01, 0.3, 0.9, 1.0, 1.02, 1.1, 1.5, 3.0)] + [df + 30.0, df + 400.0, df + 1200.0]
        ],
        "student_t": [
            [df, t, 2 * stats.t.sf(t, df)]
            for df in [1, 2, 3, 5, 8, 13, 30, 39, 40, 41, 100, 999, 12_345, 1_000_000, 10_000_000]
            for t in [1e-9, 0.01, 0.5, 1.0, 1.3, 2.0, 3.0, 7.5, 20.0, 36.0, 1e4]
        ],
    }


FISHER = [
    [[3, 1], [1, 3]], [[8, 2], [1, 5]], [[0, 9], [7, 3]], [[10, 0], [0, 10]], [[1, 9], [11, 3]], [[5, 5], [5, 5]],
    [[190, 800], [200, 900]], [[16, 84], [9, 91]], [[1, 24], [5, 47]], [[345, 455], [260, 345]], [[61, 118], [2, 1389]],
    [[50_400, 49_600], [49_600, 50_400]], [[1200, 90_000], [1300, 80_000]], [[30, 1_000_000], [5, 900_000]],
    # Equal rows make both tails mirror images, reached by different roundings.
    [[30_500, 69_500], [29_900, 70_100]], [[1203, 48_797], [1150, 48_850]], [[777, 9223], [701, 9299]],
    [[400, 10], [20, 500]], [[2, 7], [8, 2]], [[100_000, 99_000], [99_500, 100_400]], [[1, 1], [1, 10_000]],
]  # fmt: skip


def recipes():
    seed = 0
    for n in (0, 1, 2, 3, 4, 5, 10, 100, 1000, 10_000):
        for shape in SHAPES:
            if shape in ("huge", "tiny", "offset") and n < 10:
                continue
            for missing in (0.0, 0.25):
                seed += 1
                yield {"seed": seed, "n": n, "shape": shape, "missing": missing}


def category_pairs():
    seed = 1000
    for n in (20, 100, 1000, 10_000):
        for r, c in ((2, 2), (2, 3), (3, 5), (12, 9)):
            for missing in (0.0, 0.2):
                seed += 2
                rows = {"seed": seed, "n": n, "kinds": r, "missing": missing}
                # The same seed for half of the pairs: dependent variables.
                yield rows, {"seed": seed + (c == 3 or n == 100), "n": n, "kinds": c, "missing": missing / 2}


def number_pairs():
    seed = 5000
    for n in (0, 1, 2, 3, 4, 5, 9, 33, 34, 50, 100, 1000, 10_000):
        for a, b in (("uniform", "signed"), ("ties", "ties"), ("heavy", "whole"), ("offset", "ties")):
            for missing in (0.0, 0.25):
                for mix in (0.0, -0.5, 2.0):
                    seed += 2
                    x = {"seed": seed, "n": n, "shape": a, "missing": missing}
                    yield x, {"seed": seed + 1, "n": n, "shape": b, "missing": missing}, mix


def main():
    golden = {
        "descriptive": [{"recipe": r, "expected": descriptive(r)} for r in recipes()],
        "frequency": [{"recipe": r, "expected": frequency(r)} for r, _ in category_pairs()],
        "crosstab": [{"rows": r, "columns": c, "expected": crosstab(r, c)} for r, c in category_pairs()],
        "fisher": [{"table": t, "p_value": float(stats.fisher_exact(t).pvalue)} for t in FISHER],
        "correlation": [
            {"x": x, "y": y, "mix": mix, "expected": correlation(x, y, mix)} for x, y, mix in number_pairs()
        ],
        "tails": tails(),
    }
    lines = []
    for name, cases in golden.items():
        if isinstance(cases, dict):
            body = json.dumps(cases, allow_nan=False)
        else:
            body = "[\n" + ",\n".join(json.dumps(case, allow_nan=False) for case in cases) + "\n]"
        lines.append(f"{json.dumps(name)}: {body}")
    pathlib.Path(__file__).with_name("golden.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
