//! The numbers that come out of a real file at the end of the whole way, beside known ones.

use serde_json::{Value, json};

use crate::harness::{TestApp, analyses::compute, files::upload};

/// Computes one analysis of a file with these bytes; the `result_data`.
async fn result(bytes: &[u8], kind: &str, parameters: Value) -> Value {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let file = upload(&t, &alice, project, "data.csv", bytes).await;
    assert_eq!(file["upload_status"], "SUCCESS", "{file}");
    let analysis = compute(&t, &alice, project, &file, kind, parameters).await;
    assert_eq!(
        (&analysis["status"], &analysis["failure"]),
        (&json!("SUCCEEDED"), &Value::Null),
        "{analysis}"
    );
    assert!(analysis["completed_at"].as_str().unwrap() > analysis["created_at"].as_str().unwrap());
    analysis["result_data"].clone()
}

#[track_caller]
fn near(actual: &Value, expected: f64) {
    let actual = actual.as_f64().unwrap();
    assert!((actual - expected).abs() <= 1e-12 * expected.abs().max(1.0), "{actual} is not {expected}");
}

#[tokio::test]
async fn a_description() {
    let bytes = b"x,name\n2,a\n4,b\n4,c\n4,d\n5,e\n5,f\n7,g\n9,h\n,i\n";
    let result = result(bytes, "DESCRIPTIVE", json!({ "columns": ["x"] })).await;
    assert_eq!((&result["n"], &result["missing"], &result["excluded"]), (&json!(8), &json!(1), &json!(0)));
    assert!(result["notes"].is_array());
    let x = &result["columns"][0];
    assert_eq!((&x["name"], &x["n"], &x["missing"]), (&json!("x"), &json!(8), &json!(1)));
    for (field, expected) in [
        ("sum", 40.0),
        ("mean", 5.0),
        ("variance", 32.0 / 7.0),
        ("stddev", (32.0_f64 / 7.0).sqrt()),
        ("stderr", (4.0_f64 / 7.0).sqrt()),
        ("min", 2.0),
        ("max", 9.0),
        // G1 and G2 as every spreadsheet has them.
        ("skewness", 0.65625 * 56.0_f64.sqrt() / 6.0),
        ("kurtosis", 0.940_625),
    ] {
        near(&x[field], expected);
    }
    // t(0.975; 7) from the tables.
    let half = 2.364_624_251_592_785 * (4.0_f64 / 7.0).sqrt();
    near(&x["ci95"][0], 5.0 - half);
    near(&x["ci95"][1], 5.0 + half);
    for (quantile, expected) in [("p05", 2.7), ("p25", 4.0), ("p50", 4.5), ("p75", 5.5), ("p95", 8.3)] {
        near(&x["quantiles"][quantile], expected);
    }
}

#[tokio::test]
async fn a_frequency() {
    let result =
        result(b"city\nRome\nOslo\nRome\n\"\"\nBern\n", "FREQUENCY", json!({ "column": "city" })).await;
    assert_eq!((&result["n"], &result["missing"], &result["distinct"]), (&json!(4), &json!(1), &json!(3)));
    let values = result["values"].as_array().unwrap();
    let counted: Vec<_> =
        values.iter().map(|v| (v["value"].as_str().unwrap(), v["count"].as_u64())).collect();
    assert_eq!(counted, [("Rome", Some(2)), ("Bern", Some(1)), ("Oslo", Some(1))]);
    near(&values[0]["percent"], 40.0);
    near(&values[0]["valid_percent"], 50.0);
    near(&values[1]["cumulative_percent"], 75.0);
    near(&values[2]["cumulative_percent"], 100.0);
}

#[tokio::test]
async fn a_frequency_of_numbers_keeps_their_digits() {
    let result = result(b"zip\n01067\n01067\n1067\n", "FREQUENCY", json!({ "column": "zip" })).await;
    let values: Vec<_> = result["values"].as_array().unwrap().iter().map(|v| v["value"].clone()).collect();
    assert_eq!(values, [json!("01067"), json!("1067")]);
}

/// Fisher's lady tasting tea.
#[tokio::test]
async fn a_crosstab() {
    let mut bytes = b"poured,said\n".to_vec();
    for (poured, said, count) in
        [("milk", "milk", 3), ("milk", "tea", 1), ("tea", "milk", 1), ("tea", "tea", 3)]
    {
        bytes.extend(format!("{poured},{said}\n").repeat(count).bytes());
    }
    let result = result(&bytes, "CROSSTAB", json!({ "rows": "poured", "columns": "said" })).await;
    assert_eq!(result["n"], 8);
    assert_eq!(
        (&result["row_values"], &result["column_values"]),
        (&json!(["milk", "tea"]), &json!(["milk", "tea"]))
    );
    assert_eq!(result["counts"], json!([[3, 1], [1, 3]]));
    assert_eq!((&result["row_totals"], &result["column_totals"]), (&json!([4, 4]), &json!([4, 4])));
    assert_eq!(result["row_percents"], json!([[75.0, 25.0], [25.0, 75.0]]));
    assert_eq!(result["total_percents"], json!([[37.5, 12.5], [12.5, 37.5]]));
    assert_eq!(result["expected"], json!([[2.0, 2.0], [2.0, 2.0]]));
    near(&result["adjusted_residuals"][0][0], 2.0_f64.sqrt());
    near(&result["chi_square"]["statistic"], 2.0);
    assert_eq!(result["chi_square"]["df"], 1);
    near(&result["chi_square"]["p_value"], 0.157_299_207_050_285_13);
    near(&result["cramers_v"], 0.5);
    near(&result["fisher_exact"]["p_value"], 34.0 / 70.0);
}

#[tokio::test]
async fn a_correlation_of_each_kind() {
    let bytes = b"x,y,z\n1,2,1.5\n2,1,\n3,4,2\n4,3,9\n5,5,-1\n";
    for (method, coefficient, p_value) in [
        ("pearson", 0.8, 0.104_088_038_661_827_9),
        ("spearman", 0.8, 0.104_088_038_661_827_9),
        ("kendall", 0.6, 28.0 / 120.0),
    ] {
        let parameters = json!({ "columns": ["x", "y", "z"], "method": method });
        let result = result(bytes, "CORRELATION", parameters).await;
        assert_eq!(result["method"], method);
        let pairs = result["pairs"].as_array().unwrap();
        let named: Vec<_> =
            pairs.iter().map(|p| (p["x"].as_str().unwrap(), p["y"].as_str().unwrap())).collect();
        assert_eq!(named, [("x", "y"), ("x", "z"), ("y", "z")]);
        assert_eq!((&pairs[0]["n"], &pairs[1]["n"]), (&json!(5), &json!(4)));
        near(&pairs[0]["coefficient"], coefficient);
        near(&pairs[0]["p_value"], p_value);
    }
}

#[tokio::test]
async fn a_mean_is_a_description() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let file = upload(&t, &alice, project, "data.csv", b"x\n1\n2\n").await;
    let analysis = compute(&t, &alice, project, &file, "MEAN", json!({ "columns": ["x"] })).await;
    assert_eq!(analysis["calculation_type"], "DESCRIPTIVE");
    near(&analysis["result_data"]["columns"][0]["mean"], 1.5);
}

/// Every field that the catalogue's schema requires is there, and no other.
#[tokio::test]
async fn results_are_what_the_catalogue_says() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let file = upload(&t, &alice, project, "data.csv", b"x,y,c,d\n1,2,a,p\n2,4,b,q\n3,5,a,q\n").await;
    let types = alice.get("/v1/analyses/types").await.expect(200).json();
    let types = types["data"].as_array().unwrap();
    assert_eq!(types.len(), 4);
    for (kind, parameters) in [
        ("DESCRIPTIVE", json!({ "columns": ["x"] })),
        ("FREQUENCY", json!({ "column": "c" })),
        ("CROSSTAB", json!({ "rows": "c", "columns": "d" })),
        ("CORRELATION", json!({ "columns": ["x", "y"] })),
    ] {
        let schema = types.iter().find(|t| t["calculation_type"] == kind).unwrap();
        let given: Vec<_> = parameters.as_object().unwrap().keys().cloned().collect();
        let properties = schema["parameters"]["properties"].as_object().unwrap();
        assert!(given.iter().all(|name| properties.contains_key(name)), "{kind}");

        let result = compute(&t, &alice, project, &file, kind, parameters).await["result_data"].clone();
        let mut fields: Vec<_> = result.as_object().unwrap().keys().cloned().collect();
        let mut described: Vec<_> =
            schema["result"]["properties"].as_object().unwrap().keys().cloned().collect();
        fields.sort();
        described.sort();
        assert_eq!(fields, described, "{kind}");
        for field in ["n", "missing", "excluded", "notes"] {
            assert!(!result[field].is_null(), "{kind} {field}");
        }
    }
    t.anonymous().get("/v1/analyses/types").await.expect(401);
}
