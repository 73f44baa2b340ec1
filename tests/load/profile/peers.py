"""One peer profiles one CSV on one thread: types, nulls, distinct, min, max, mean, standard deviation, quantiles,
histogram and top values of every column, in the peer's own idiom. Usage: peers.py {pandas|polars|duckdb} FILE"""
import os
import sys

os.environ.update(POLARS_MAX_THREADS="1", OMP_NUM_THREADS="1", ARROW_NUM_THREADS="1")
QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95]
TEXT = {"zip": "str", "reference": "str"}


def with_pandas(path):
    import numpy as np
    import pandas as pd

    frame = pd.read_csv(path, dtype=TEXT)
    for name in ("signed_up", "ordered_at"):
        frame[name] = pd.to_datetime(frame[name])
    out = []
    for name, column in frame.items():
        counts = column.value_counts()
        one = {"name": name, "type": str(column.dtype), "null": int(column.isna().sum()), "distinct": len(counts)}
        one["top"] = counts.head(10)
        if column.dtype != object:
            one["min"], one["max"] = column.min(), column.max()
        else:
            present = column.dropna()
            one["min"], one["max"] = present.min(), present.max()
        if column.dtype.kind in "if":
            one["mean"], one["std"] = column.mean(), column.std()
            one["quantiles"] = column.quantile(QUANTILES)
            one["histogram"] = np.histogram(column.dropna(), bins=20)
        out.append(one)
    return out


def with_polars(path):
    import polars as pl

    frame = pl.read_csv(path, schema_overrides={name: pl.String for name in TEXT}, try_parse_dates=True)
    out = []
    for column in frame.iter_columns():
        one = {"name": column.name, "type": str(column.dtype), "null": column.null_count(), "distinct": column.n_unique()}
        one["top"] = column.drop_nulls().value_counts().top_k(10, by="count")
        one["min"], one["max"] = column.min(), column.max()
        if column.dtype.is_numeric():
            one["mean"], one["std"] = column.mean(), column.std()
            ordered = column.sort()
            one["quantiles"] = [ordered.quantile(q, "linear") for q in QUANTILES]
            one["histogram"] = column.drop_nulls().hist(bin_count=20)
        out.append(one)
    return out


def with_duckdb(path):
    import duckdb

    connection = duckdb.connect(config={"threads": 1})
    types = "{" + ",".join(f"'{name}':'VARCHAR'" for name in TEXT) + "}"
    connection.execute(f"create table t as select * from read_csv('{path}', types={types})")
    out = []
    for name, kind, *_ in connection.execute("describe t").fetchall():
        column = f'"{name}"'
        basic = f"count(*) - count({column}), count(distinct {column}), min({column}), max({column})"
        if kind in ("BIGINT", "DOUBLE"):
            basic += f", avg({column}), stddev_samp({column}), quantile_cont({column}, {QUANTILES})"
        one = {"name": name, "type": kind, "row": connection.execute(f"select {basic} from t").fetchone()}
        top = f"select {column}, count(*) n from t where {column} is not null group by 1 order by n desc limit 10"
        one["top"] = connection.execute(top).fetchall()
        if kind in ("BIGINT", "DOUBLE"):
            low, high = one["row"][2], one["row"][3]
            width = (high - low) / 20 or 1
            bins = f"select least(floor(({column} - {low}) / {width}), 19) b, count(*) from t where {column} is not null group by 1"
            one["histogram"] = connection.execute(bins).fetchall()
        out.append(one)
    return out


if __name__ == "__main__":
    profile = {"pandas": with_pandas, "polars": with_polars, "duckdb": with_duckdb}[sys.argv[1]](sys.argv[2])
    assert len(profile) == 20, len(profile)
