//! The OpenAPI document against the running stack: schemathesis finds no 5xx and no answer that is not documented.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};

use super::stack::{Stack, root};

/// Cases per operation: bounds the time.
const EXAMPLES: &str = "30";

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_is_documented() {
    let stack = Stack::start(24_000).await;
    let Arranged { token, organization, project, file, analysis, media } = arrange(&stack).await;
    let config = std::env::temp_dir().join(format!("plugzero-schemathesis-{}.toml", std::process::id()));
    // Ids that exist, so that more than 404 is seen. Nothing that deletes gets them.
    let mut text = String::new();
    for (path, id) in [
        ("/v1/organizations/{id}/usage", &organization),
        ("/v1/organizations/{id}/subscription", &organization),
        ("/v1/projects/{id}", &project),
        ("/v1/projects/{id}/members", &project),
        ("/v1/projects/{id}/files", &project),
        ("/v1/projects/{id}/analyses", &project),
        ("/v1/files/{id}", &file),
        ("/v1/files/{id}/rows", &file),
        ("/v1/files/{id}/rejects", &file),
        ("/v1/files/{id}/download", &file),
        ("/v1/files/{id}/parts", &file),
        ("/v1/files/{id}/complete", &file),
        ("/v1/analyses/{id}", &analysis),
        ("/v1/media/{id}", &media),
        ("/v1/media/{id}/download", &media),
    ] {
        for method in ["GET", "POST"] {
            text += &format!(
                "[[operations]]\ninclude-path = \"{path}\"\ninclude-method = \"{method}\"\nparameters = {{ id = \"{id}\" }}\n"
            );
        }
    }
    std::fs::write(&config, text).unwrap();
    // What deletes comes last.
    let but_for_oneself = ["--include-method", "DELETE", "--exclude-path", "/v1/me"];
    for methods in [["--exclude-method", "DELETE"].as_slice(), &but_for_oneself] {
        run(&stack, &config, &token, methods);
    }
    std::fs::remove_file(&config).unwrap();
    assert!(!stack.log().contains("\"level\":\"ERROR\""), "{}", stack.log());
}

fn run(stack: &Stack, config: &Path, token: &str, methods: &[&str]) {
    let output = Command::new("timeout")
        .arg("600")
        .arg(schemathesis())
        .arg("--config-file")
        .arg(config)
        .arg("run")
        .arg(stack.url("/v1/openapi.json"))
        .args(["--header", &format!("Authorization: Bearer {token}")])
        .args([
            "--checks",
            "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance",
        ])
        // They would end the session that everything else runs in.
        .args(["--exclude-path", "/v1/auth/logout"])
        .args(["--exclude-path", "/v1/me/deactivate"])
        .args(["--phases", "examples,coverage,fuzzing"])
        // A busy machine is slow to answer, which is not what is asked here.
        .args(["--request-timeout", "60", "--request-retries", "3"])
        .args(methods)
        .args(["--max-examples", EXAMPLES, "--seed", "1", "--continue-on-failure", "--no-color"])
        .env("SCHEMATHESIS_HOOKS", "schemathesis_hooks")
        .env("PYTHONPATH", root().join("tests/e2e"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .current_dir(std::env::temp_dir())
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    let log = stack.log();
    let troubles: Vec<&str> =
        log.lines().filter(|line| line.contains("ended (") || line.contains("\"WARN\"")).collect();
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{printed}\n{complained}\n{}", troubles.join("\n"));
    let count = |line: &&str| {
        line.trim_start().starts_with(|c: char| c.is_ascii_digit()) && line.contains(" generated")
    };
    let generated = printed.lines().find(count).unwrap_or_default();
    println!("schemathesis: {}", generated.trim());
}

/// What the cases find.
struct Arranged {
    token: String,
    organization: String,
    project: String,
    /// Readable, with a reject.
    file: String,
    /// Finished.
    analysis: String,
    /// Ready.
    media: String,
}

async fn arrange(stack: &Stack) -> Arranged {
    let client = reqwest::Client::new();
    let login = json!({ "email": "demo@plugzero.example", "password": "correct horse battery staple" });
    let answer = client.post(stack.url("/v1/auth/login?cookie=false")).json(&login).send().await.unwrap();
    let session: Value = answer.json().await.unwrap();
    let token = session["access_token"].as_str().unwrap().to_owned();
    let post = async |path: &str, body: Value| -> Value {
        let answer = client.post(stack.url(path)).bearer_auth(&token).json(&body).send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {:?}", answer.text().await);
        answer.json().await.unwrap()
    };
    let until = async |path: &str, field: &str, value: &str| {
        loop {
            let answer = client.get(stack.url(path)).bearer_auth(&token).send().await.unwrap();
            let answer: Value = answer.json().await.unwrap();
            assert_ne!(answer[field], "FAILED", "{answer}");
            if answer[field] == value {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        }
    };
    let bytes = b"city,people\nDresden,563011\nHamburg,1892122\ntoo,many,fields\n";
    let project = post("/v1/projects", json!({ "name": "Contract" })).await;
    let id = project["id"].as_str().unwrap().to_owned();
    let project = format!("/v1/projects/{id}");
    let announced =
        json!({ "file_name": "cities.csv", "size_bytes": bytes.len(), "content_type": "text/csv" });
    let created = post(&format!("{project}/files"), announced).await;
    assert!(crate::harness::files::post(&created["upload"], bytes).await.status().is_success());
    let file = created["file"]["id"].as_str().unwrap().to_owned();
    until(&format!("/v1/files/{file}"), "upload_status", "SUCCESS").await;
    let question =
        json!({ "calculation_type": "MEAN", "file_id": file, "parameters": { "columns": ["people"] } });
    let analysis = post(&format!("{project}/analyses"), question).await;
    let analysis = analysis["id"].as_str().unwrap().to_owned();
    until(&format!("/v1/analyses/{analysis}"), "status", "SUCCEEDED").await;
    let bytes = crate::harness::media::png(1, 1);
    let created = post("/v1/media", json!({ "file_name": "a.png", "size_bytes": bytes.len() })).await;
    assert!(crate::harness::files::post(&created["upload"], &bytes).await.status().is_success());
    let media = created["media"]["id"].as_str().unwrap().to_owned();
    until(&format!("/v1/media/{media}"), "status", "READY").await;
    let organization = session["organization"]["id"].as_str().unwrap().to_owned();
    Arranged { token, organization, project: id, file, analysis, media }
}

fn schemathesis() -> PathBuf {
    let built = std::env::current_exe().unwrap();
    let target = built.ancestors().nth(3).unwrap().to_owned();
    let path = target.join("tools/schemathesis/bin/schemathesis");
    assert!(path.is_file(), "{} is missing: `make test` installs it", path.display());
    path
}
