//! `/v1/upload-templates`: what is expected of files, and what that would do to one.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{
    TestApp,
    app::{Organization, User},
    files::{send, upload},
};

async fn acme() -> (TestApp, Organization) {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    (t, acme)
}

fn people() -> Value {
    json!({
        "name": "People",
        "file_format": "csv",
        "max_file_size_mb": 5,
        "transformation_rules": { "columns": [
            { "target": "id" },
            { "target": "name", "source": "Full name", "steps": [{ "step": "trim" }, { "step": "collapse_spaces" }] },
            { "target": "joined", "aliases": ["since"], "steps": [{ "step": "parse_date", "format": "%d/%m/%Y" }] },
            { "target": "left" },
            { "target": "country", "default": "DE" },
        ] },
        "validation_rules": {
            "columns": [
                { "target": "id", "type": "integer", "required": true, "unique": true },
                { "target": "name", "required": true, "max_length": 20 },
                { "target": "joined", "type": "date", "minimum": "2000-01-01" },
                { "target": "left", "type": "date" },
                { "target": "country", "enum": ["DE", "FR"] },
            ],
            "rows": [{ "rule": "compare", "left": "joined", "operator": "le", "right": "left" }],
            "tolerance": { "mode": "skip_bad", "max_rejected_percent": 50.0 },
        },
    })
}

async fn template(user: &User, input: Value) -> String {
    user.post("/v1/upload-templates", input).await.expect(201).header("location").to_owned()
}

async fn file(t: &TestApp, user: &User, project: Uuid, content: &str) -> Value {
    let file = upload(t, user, project, "people.csv", content.as_bytes()).await;
    assert_eq!(file["upload_status"], "SUCCESS", "{file}");
    file["id"].clone()
}

#[tokio::test]
async fn a_template_reads_back_and_its_versions_stay() {
    let (t, acme) = acme().await;
    let alice = &acme.founder;
    let created = alice.post("/v1/upload-templates", people()).await.expect(201);
    let path = created.header("location");

    let read = alice.get(path).await.expect(200);
    assert_eq!(read.json(), created.json());
    assert_eq!(read.json()["transformation_rules"]["unmapped"], "ignore");
    assert_eq!(read.json()["validation_rules"]["columns"][0]["unique"], true);
    let taken = alice.post(
        "/v1/upload-templates",
        json!({ "name": "PEOPLE", "transformation_rules": { "columns": [{ "target": "a" }] } }),
    );
    assert_eq!(taken.await.expect(409).json()["code"], "name_taken");
    let patch = json!({ "file_format": null, "validation_rules": { "tolerance": { "mode": "all_or_nothing", "max_rejected_percent": null } } });
    let patched = alice.with("if-match", "\"1\"").patch(path, patch).await.expect(200);
    assert_eq!((&patched.json()["file_format"], patched.header("etag")), (&Value::Null, "\"2\""));
    // A patch goes into objects: the other rules are as they were.
    assert_eq!(patched.json()["validation_rules"]["rows"][0]["operator"], "le");
    alice.with("if-match", "\"1\"").patch(path, json!({})).await.expect(412);
    alice.with("if-match", "\"1\"").delete(path).await.expect(412);

    let versions = alice.get(&format!("{path}/versions?limit=1")).await.expect(200).json();
    assert_eq!((&versions["data"][0]["version"], &versions["next_cursor"]), (&json!(2), &json!("2")));
    let versions = alice.get(&format!("{path}/versions?limit=1&cursor=2")).await.expect(200).json();
    assert_eq!(versions["data"][0]["file_format"], "csv");
    assert_eq!(versions["next_cursor"], Value::Null);
    assert_eq!(alice.get(&format!("{path}/versions?cursor=x")).await.expect(422).pointers(), ["?cursor"]);

    let names = |answer: Value| {
        answer["data"].as_array().unwrap().iter().map(|t| t["name"].clone()).collect::<Vec<_>>()
    };
    template(alice, json!({ "name": "Zones", "file_format": "json", "transformation_rules": { "columns": [{ "target": "z" }] } })).await;
    assert_eq!(
        names(alice.get("/v1/upload-templates?sort=name").await.expect(200).json()),
        ["People", "Zones"]
    );
    assert_eq!(names(alice.get("/v1/upload-templates?file_format=csv").await.expect(200).json()), ["People"]);
    assert_eq!(names(alice.get("/v1/upload-templates?q=zon").await.expect(200).json()), ["Zones"]);
    alice.get("/v1/upload-templates?file_format=pdf").await.expect(422);
    let other = t.organization("other").await.founder;
    assert_eq!(names(other.get("/v1/upload-templates").await.expect(200).json()), [""; 0]);
    other.post("/v1/upload-templates", people()).await.expect(201);
    alice.delete(path).await.expect(204);
    alice.get(path).await.expect(404);
    let types = alice.get("/v1/webhooks/event-types").await.expect(200).json();
    assert!(types.to_string().contains("upload_template.updated"));
}

#[tokio::test]
async fn every_wrong_field_of_a_template_is_named() {
    let (_, acme) = acme().await;
    let with = |pointer: &str, value: Value| {
        let mut input = people();
        *input.pointer_mut(pointer).unwrap() = value;
        input
    };
    for (input, pointer) in [
        (with("/name", json!(" ")), "/name"),
        (with("/file_format", json!("pdf")), "/file_format"),
        (with("/max_file_size_mb", json!(0)), "/max_file_size_mb"),
        (with("/transformation_rules/columns", json!([])), "/transformation_rules/columns"),
        (
            with("/transformation_rules/columns/1/target", json!("id")),
            "/transformation_rules/columns/1/target",
        ),
        (
            with("/transformation_rules/columns/2/steps/0/format", json!("%d")),
            "/transformation_rules/columns/2/steps/0/format",
        ),
        (with("/validation_rules/columns/2/minimum", json!("soon")), "/validation_rules/columns/2/minimum"),
        (with("/validation_rules/columns/0/type", json!("number")), "/validation_rules/columns/0/type"),
        (with("/validation_rules/rows/0/right", json!("country")), "/validation_rules/rows/0"),
    ] {
        let answer = acme.founder.post("/v1/upload-templates", input.clone()).await.expect(422);
        assert_eq!(answer.pointers()[0], pointer, "{input}");
    }
    let path = template(&acme.founder, people()).await;
    let patch = json!({ "transformation_rules": { "columns": [{ "target": "id" }] } });
    assert_eq!(acme.founder.patch(&path, patch).await.expect(422).pointers().len(), 6);
}

#[tokio::test]
async fn only_who_may_write_them_changes_templates_and_everybody_reads_them() {
    let (_, acme) = acme().await;
    let path = template(&acme.founder, people()).await;
    let editor = acme.user("ed", "editor").await;
    editor.get(&path).await.expect(200);
    editor.post("/v1/upload-templates", people()).await.expect(403);
    editor.patch(&path, json!({})).await.expect(403);
    editor.delete(&path).await.expect(403);
    let log = acme.founder.get("/v1/audit-logs?resource_type=upload_template").await.expect(200).json();
    assert_eq!(
        (&log["data"][0]["action"], &log["data"][0]["resource_type"]),
        (&json!("created"), &json!("upload_template"))
    );
}

#[tokio::test]
async fn a_dry_run_tells_what_would_become_of_every_row_and_writes_nothing() {
    let (t, acme) = acme().await;
    let alice = &acme.founder;
    let project = alice.project("Apollo").await;
    let path = template(alice, people()).await;
    let content = "id,full_name,since,left,country,shoe\n\
        1, Ada   Lovelace ,10/12/2015,2016-01-01,,39\n\
        2,Grace Hopper,09/12/2006,2005-01-01,FR,38\n\
        1,Ada Again,10/12/2015,,DE,37\n\
        3,Alan Turing,23/06/1912,,UK,44\n\
        4,Edsger Dijkstra,11/05/2030,,FR,43\n";
    let file = file(&t, alice, project, content).await;

    let ask = json!({ "file_id": file, "sample_rows": 1 });
    let report = alice.post(&format!("{path}/validate"), ask.clone()).await.expect(200).json();

    assert_eq!((&report["rows_checked"], &report["complete"]), (&json!(5), &json!(true)));
    assert_eq!(
        (&report["accepted"], &report["rejected"], &report["acceptable"]),
        (&json!(2), &json!(3), &json!(false))
    );
    assert_eq!((&report["missing_columns"], &report["unmapped_columns"]), (&json!([]), &json!(["shoe"])));
    let rejects: Vec<Value> = report["rejects"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reject| json!([reject["row"], reject["column"], reject["value"], reject["code"]]))
        .collect();
    assert_eq!(
        json!(rejects),
        json!([
            [2, "joined", "2006-12-09", "compares_wrong"],
            [3, "id", "1", "duplicate"],
            [4, "joined", "1912-06-23", "out_of_range"],
            [4, "country", "UK", "not_allowed"],
        ])
    );
    assert_eq!(
        report["sample"],
        json!([{
            "row": 1,
            "before": { "id": "1", "full_name": " Ada   Lovelace ", "since": "2015-12-10", "left": "2016-01-01", "country": null },
            "after": { "id": "1", "name": "Ada Lovelace", "joined": "2015-12-10", "left": "2016-01-01", "country": "DE" },
        }])
    );
    // Sixty in a hundred is less than what is bad.
    let lenient = json!({ "validation_rules": { "tolerance": { "max_rejected_percent": 60.0 } } });
    alice.patch(&path, lenient).await.expect(200);
    let report = alice.post(&format!("{path}/validate"), ask).await.expect(200).json();
    assert_eq!(report["acceptable"], true);
    assert_eq!(
        alice.get(&format!("/v1/files/{}", file.as_str().unwrap())).await.expect(200).json()["row_count"],
        5
    );
}

#[tokio::test]
async fn a_value_is_looked_up_in_another_file() {
    let (t, acme) = acme().await;
    let alice = &acme.founder;
    let project = alice.project("Apollo").await;
    let countries = file(&t, alice, project, "code,name\nDE,Germany\nFR,France\n").await;
    let orders = file(&t, alice, project, "country,n\nde,1\nes,2\n,3\n").await;
    let input = |column: &str| {
        json!({
            "name": format!("Orders by {column}"),
            "transformation_rules": { "columns": [{ "target": "country", "steps": [{ "step": "uppercase" }] }] },
            "validation_rules": { "columns": [
                { "target": "country", "lookup": { "file_id": countries, "column": column } },
            ] },
        })
    };
    let path = template(alice, input("code")).await;
    let ask = json!({ "file_id": orders });
    let report = alice.post(&format!("{path}/validate"), ask.clone()).await.expect(200).json();
    assert_eq!((&report["accepted"], &report["rejects"][0]["code"]), (&json!(2), &json!("not_found")));

    let other = template(alice, input("nothing")).await;
    let answer = alice.post(&format!("{other}/validate"), ask.clone()).await.expect(409);
    assert_eq!(answer.json()["code"], "lookup_unavailable");
    alice.delete(&format!("/v1/files/{}", countries.as_str().unwrap())).await.expect(204);
    let answer = alice.post(&format!("{path}/validate"), ask).await.expect(409);
    assert_eq!(answer.json()["code"], "lookup_unavailable");
}

#[tokio::test]
async fn files_that_a_template_is_not_for_are_refused() {
    let (t, acme) = acme().await;
    let alice = &acme.founder;
    let project = alice.project("Apollo").await;
    let mut input = people();
    input["file_format"] = json!("json");
    let path = template(alice, input).await + "/validate";
    let here = file(&t, alice, project, "id\n1\n").await;
    let answer = alice.post(&path, json!({ "file_id": here })).await.expect(422);
    assert_eq!(answer.json()["errors"][0]["code"], "wrong_format");
    let pending = send(alice, project, "b.csv", b"a\n1\n").await;
    let answer = alice.post(&path, json!({ "file_id": pending })).await.expect(409);
    assert_eq!(answer.json()["code"], "file_not_ready");
    for body in [json!({ "file_id": here, "sample_rows": 51 }), json!({}), json!({ "file_id": here, "x": 1 })]
    {
        alice.post(&path, body).await.expect(422);
    }
}

/// Whether a file is not there, another tenant's or hidden must look the same.
#[tokio::test]
async fn what_is_not_seen_is_told_as_what_is_not_there() {
    let (t, acme) = acme().await;
    let alice = &acme.founder;
    let project = alice.project("Apollo").await;
    let hers = file(&t, alice, project, "id\n1\n").await;
    let path = template(alice, people()).await;
    let bob = acme.user("bob", "analyst").await;
    let eve = t.organization("evil").await.founder;
    let eves = template(&eve, people()).await;
    for (user, path) in [(&bob, &path), (&eve, &eves)] {
        for path in [format!("{path}/validate"), "/v1/upload-templates/infer".to_owned()] {
            let mut absent = user.post(&path, json!({ "file_id": Uuid::nil() })).await.expect(422).json();
            let mut hidden = user.post(&path, json!({ "file_id": hers })).await.expect(422).json();
            for body in [&mut absent, &mut hidden] {
                body.as_object_mut().unwrap().remove("request_id");
            }
            assert_eq!(absent, hidden);
            assert_eq!(hidden["errors"][0]["code"], "no_such_file");
        }
    }
    eve.post(&format!("{path}/validate"), json!({ "file_id": hers })).await.expect(404);
}

#[tokio::test]
async fn a_template_is_inferred_from_a_file_and_takes_it() {
    let (t, acme) = acme().await;
    let alice = &acme.founder;
    let project = alice.project("Apollo").await;
    let mut content = "id,Kind,When,Amount\n".to_owned();
    for i in 0..40 {
        content += &format!("{i},{},2024-01-{:02},{}.5\n", ["red", "blue"][i % 2], i % 28 + 1, i);
    }
    let file = file(&t, alice, project, &content).await;

    let proposal =
        alice.post("/v1/upload-templates/infer", json!({ "file_id": file })).await.expect(200).json();

    let rules = &proposal["validation_rules"]["columns"];
    assert_eq!((&rules[0]["type"], &rules[0]["unique"]), (&json!("integer"), &json!(true)));
    assert_eq!(rules[1]["enum"], json!(["blue", "red"]));
    assert_eq!((&rules[2]["type"], &rules[3]["type"]), (&json!("date"), &json!("decimal")));
    let path = template(alice, proposal).await;
    let report = alice.post(&format!("{path}/validate"), json!({ "file_id": file })).await.expect(200).json();
    assert_eq!((&report["accepted"], &report["acceptable"]), (&json!(40), &json!(true)), "{report}");
    // The same answer again under the same key.
    let ask = json!({ "file_id": file });
    let keyed = alice.with("idempotency-key", "once");
    let first = keyed.post(&format!("{path}/validate"), ask.clone()).await.expect(200);
    let again = keyed.post(&format!("{path}/validate"), ask).await.expect(200);
    assert_eq!((first.json(), again.header("idempotency-replayed")), (again.json(), "true"));
}
