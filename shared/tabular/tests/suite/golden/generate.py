"""Writes mixed.csv and what pandas and NumPy say about it, mixed.json. Run by hand where the table should change:
python generate.py, with the packages of tests/load/profile/requirements.txt."""
import json

import numpy as np
import pandas as pd

ROWS = 600
random = np.random.default_rng(7)
frame = pd.DataFrame({
    "id": np.arange(ROWS) * 37 + 10_000_000_000,
    "small": random.integers(-5, 6, ROWS),
    "price": [f"{x:.2f}" for x in random.lognormal(3, 1, ROWS)],
    "offset": [f"{x:.4f}" for x in 1_000_000_000 + random.normal(0, 0.01, ROWS)],
    "rate": [f"{x:.3e}" for x in random.normal(0, 1e-5, ROWS)],
    "city": random.choice(["Genève", "Łódź", "Ōsaka", "Paris"], ROWS),
    "flag": random.choice(["true", "false"], ROWS),
    "day": pd.to_datetime("2020-01-01") + pd.to_timedelta(random.integers(0, 2000, ROWS), "D"),
})
gaps = random.random(ROWS) < 0.1
frame.loc[gaps, "price"] = None
frame["small"] = frame["small"].astype("Int64")
frame.loc[random.random(ROWS) < 0.05, "small"] = pd.NA
frame.to_csv("mixed.csv", index=False)

read = pd.read_csv("mixed.csv", parse_dates=["day"])
expected = {}
for name, column in read.items():
    one = {"null_count": int(column.isna().sum()), "distinct_count": int(column.nunique())}
    if column.dtype.kind in "if":
        values = column.dropna().to_numpy(dtype=float)
        one["mean"], one["stddev"] = float(np.mean(values)), float(np.std(values, ddof=1))
        one["quantiles"] = [float(q) for q in np.quantile(values, [0.05, 0.25, 0.5, 0.75, 0.95], method="linear")]
        one["min"], one["max"] = float(values.min()), float(values.max())
        if name == "price":
            counts, edges = np.histogram(values, bins=20)
            one["histogram"] = [[float(a), int(n)] for a, n in zip(edges, counts)]
    else:
        counts = column.dropna().astype(str).value_counts()
        one["top_count"] = int(counts.iloc[0])
    expected[name] = one
with open("mixed.json", "w") as out:
    json.dump(expected, out, indent=1)
    out.write("\n")
