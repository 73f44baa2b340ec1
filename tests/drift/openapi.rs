//! The committed OpenAPI document is what the functions' routes say.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use utoipa::openapi::{InfoBuilder, OpenApiBuilder};

use super::{documents, root, updates};

fn document() -> Value {
    let info = InfoBuilder::new()
        .title("PlugZero")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some("Conventions that hold everywhere are in docs/api.md."))
        .license(Some(
            utoipa::openapi::LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build(),
        ));
    let mut document = OpenApiBuilder::new().info(info.build()).build();
    for (function, its) in documents() {
        // Two functions that name different schemas alike would silently overwrite each other.
        let names = |document: &utoipa::openapi::OpenApi| -> BTreeSet<String> {
            document.components.iter().flat_map(|components| components.schemas.keys().cloned()).collect()
        };
        for name in names(&document).intersection(&names(&its)) {
            let of = |document: &utoipa::openapi::OpenApi| {
                json!(document.components.as_ref().unwrap().schemas[name])
            };
            assert_eq!(of(&document), of(&its), "{function} has another schema called {name}");
        }
        document.merge(its);
    }
    runtime::http::openapi::complete(&mut document);
    json!(document)
}

#[test]
fn the_committed_document_is_current() {
    let path = root().join("functions/platform/docs/openapi.json");
    let current = serde_json::to_string_pretty(&document()).unwrap() + "\n";
    if updates() {
        std::fs::write(&path, current).unwrap();
        return;
    }
    assert!(
        std::fs::read_to_string(&path).unwrap() == current,
        "openapi.json has drifted: run `make openapi`"
    );
}

#[test]
fn every_reference_leads_somewhere_and_every_operation_has_an_id_of_its_own() {
    let document = document();
    let text = document.to_string();
    for reference in text.split("\"#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(
            document["components"]["schemas"][name].is_object(),
            "{name} is referred to but not described"
        );
    }
    let mut ids = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap_or_else(|| panic!("{method} {path} has no id"));
            assert!(ids.insert(id.to_owned()), "{method} {path}: {id} is taken");
            assert!(
                !operation["summary"].as_str().unwrap_or_default().is_empty(),
                "{method} {path} says nothing"
            );
        }
    }
}
