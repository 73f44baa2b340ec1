//! The numbers of a profile against those of pandas and NumPy (`golden/generate.py`).
use crate::support::{column, profile};
use serde_json::Value;

fn close(ours: f64, theirs: &Value, what: &str) {
    let theirs = theirs.as_f64().unwrap();
    let error = (ours - theirs).abs() / theirs.abs().max(1e-300);
    assert!(error < 1e-9, "{what}: {ours} and {theirs}");
}

#[test]
fn statistics_agree_with_pandas() {
    let profile = profile(include_str!("golden/mixed.csv"));
    let expected: serde_json::Map<String, Value> =
        serde_json::from_str(include_str!("golden/mixed.json")).unwrap();
    assert_eq!(profile.columns.len(), expected.len());
    for (name, expected) in &expected {
        let ours = column(&profile, name);
        assert_eq!(ours.null_count, expected["null_count"], "{name}");
        assert_eq!(ours.distinct_count, expected["distinct_count"], "{name}");
        if let Some(count) = expected.get("top_count") {
            assert_eq!(ours.top_values[0].count, *count, "{name}");
            continue;
        }
        close(ours.mean.unwrap(), &expected["mean"], name);
        close(ours.stddev.unwrap(), &expected["stddev"], name);
        close(ours.min.as_deref().unwrap().parse().unwrap(), &expected["min"], name);
        close(ours.max.as_deref().unwrap().parse().unwrap(), &expected["max"], name);
        let q = ours.quantiles.unwrap();
        for (ours, theirs) in
            [q.p05, q.p25, q.p50, q.p75, q.p95].iter().zip(expected["quantiles"].as_array().unwrap())
        {
            close(*ours, theirs, name);
        }
        if let Some(bins) = expected.get("histogram") {
            for (ours, theirs) in ours.histogram.as_ref().unwrap().iter().zip(bins.as_array().unwrap()) {
                close(ours.from, &theirs[0], name);
                assert_eq!(ours.count, theirs[1], "{name} from {}", ours.from);
            }
        }
    }
}
