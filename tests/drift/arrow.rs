//! Functions depend on runtime, runtime on domain; the pure crates on nothing of ours; functions never on functions.

use std::{collections::BTreeMap, process::Command};

use serde_json::Value;

use super::root;

#[test]
fn dependencies_point_one_way() {
    let output = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    // What each of our crates is, by its folder: functions, shared, infra, tests.
    let packages = metadata["packages"].as_array().unwrap();
    let rooms: BTreeMap<&str, &str> = packages
        .iter()
        .map(|package| {
            let path = package["manifest_path"].as_str().unwrap();
            let path = path.strip_prefix(root().to_str().unwrap()).unwrap().trim_start_matches('/');
            (package["name"].as_str().unwrap(), path.split('/').next().unwrap())
        })
        .collect();
    assert!(rooms.values().filter(|room| **room == "functions").count() >= 13);
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let ours = package["dependencies"].as_array().unwrap().iter().filter_map(|dependency| {
            let its = dependency["name"].as_str().unwrap();
            rooms.contains_key(its).then_some(its)
        });
        for dependency in ours {
            let allowed: &[&str] = match (rooms[name], name) {
                ("functions", _) => &["runtime", "domain", "statistics", "tabular", "documents", "imports"],
                ("shared", "runtime") => &["domain", "tabular"],
                ("shared", "domain") => &["sql"],
                ("tests", _) => continue,
                _ => &[],
            };
            assert!(allowed.contains(&dependency), "{name} must not depend on {dependency}");
        }
    }
}
