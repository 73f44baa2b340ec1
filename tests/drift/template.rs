//! The template's routes are the functions' routes, and every function crate is deployed.

use std::{collections::BTreeSet, path::Path};

use super::{documents, root};

/// What stands behind a key anywhere in the templates.
fn values(key: &str) -> Vec<String> {
    let mut files = vec![root().join("infra/template.yaml")];
    files.extend(std::fs::read_dir(root().join("infra/stacks")).unwrap().map(|entry| entry.unwrap().path()));
    let key = format!("{key}: ");
    let mut values = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        for rest in text.split(&key).skip(1) {
            // A quoted value ends at its quote, a bare one at the end of its entry.
            let value = match rest.strip_prefix('"') {
                Some(quoted) => quoted.split('"').next().unwrap(),
                None => rest.split([',', '}', '\n']).next().unwrap().trim(),
            };
            values.push(value.to_owned());
        }
    }
    values
}

#[test]
fn the_gateway_routes_what_the_functions_answer() {
    let mut routed: BTreeSet<String> = BTreeSet::new();
    for key in values("RouteKey") {
        if let Some(path) = key.strip_prefix("ANY ") {
            assert!(routed.insert(path.to_owned()), "{path} is routed twice");
        } else {
            assert_eq!(key, "$default", "a route must be ANY path, so that the function answers 405 itself");
        }
    }
    let answered: BTreeSet<String> =
        documents().into_iter().flat_map(|(_, document)| document.paths.paths.into_keys()).collect();
    assert_eq!(routed, answered);
}

#[test]
fn every_function_is_deployed_by_its_area() {
    let mut crates = BTreeSet::new();
    for area in std::fs::read_dir(root().join("functions")).unwrap() {
        for function in std::fs::read_dir(area.unwrap().path()).unwrap() {
            crates.insert(function.unwrap().file_name().into_string().unwrap());
        }
    }
    let deployed: BTreeSet<String> = values("CodeUri")
        .iter()
        .map(|path| Path::new(path).parent().unwrap().file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(crates, deployed);
}

#[test]
fn every_http_function_is_documented() {
    // `main.rs` says what a function serves.
    let mut serving = BTreeSet::new();
    for area in std::fs::read_dir(root().join("functions")).unwrap() {
        for function in std::fs::read_dir(area.unwrap().path()).unwrap() {
            let path = function.unwrap().path();
            let main = std::fs::read_to_string(path.join("src/main.rs")).unwrap();
            if main.contains("runtime::http::serve") {
                serving.insert(path.file_name().unwrap().to_str().unwrap().replace('-', "_"));
            }
        }
    }
    // It answers what nobody else does.
    serving.remove("unmatched");
    let documented: BTreeSet<String> = documents().into_iter().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(serving, documented);
}
