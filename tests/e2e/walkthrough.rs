//! What a newcomer does: the README's walk-through word for word, signing up, stopping, starting again.

use std::{
    process::Command,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::stack::{Stack, root, signal};

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_gets_from_nothing_to_an_analysis() {
    let mut stack = Stack::start(21_000).await;
    walk_through(&stack);
    let token = sign_up(&stack).await;
    a_picture_becomes_a_face(&stack, &token).await;
    unknown_things_get_problems(&stack).await;
    postgres_crashes_under_load(&stack, &token).await;
    let file = a_killed_reader_is_replaced(&stack, &token).await;
    nothing_is_left_after_ctrl_c(&mut stack).await;
    stack.resume().await;
    the_data_is_still_there(&stack, &file).await;
}

/// The README's shell commands, against this stack.
fn walk_through(stack: &Stack) {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let section = readme.split("## Walk through it").nth(1).unwrap();
    let script = section.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let script = script.replace("http://127.0.0.1:9000", &stack.url(""));
    let folder = std::env::temp_dir().join(format!("plugzero-walkthrough-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let output = Command::new("timeout")
        .args(["120", "bash", "-euo", "pipefail", "-c", &script])
        .current_dir(&folder)
        .output()
        .unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{printed}\n{complained}\n{}", stack.log());
    assert!(printed.contains("stored: 201") || printed.contains("stored: 204"), "{printed}");
    assert!(printed.contains("\nSUCCESS\n") && printed.contains("\nSUCCEEDED\n"), "{printed}");
    // The crosstab at its end.
    let result: Value = serde_json::from_str(&printed[printed.rfind("\n{").unwrap()..]).unwrap();
    assert_eq!(result["row_values"], json!(["Dresden", "Hamburg", "Munich"]));
    assert_eq!(result["counts"], json!([[1, 1], [1, 1], [1, 1]]));
    assert_eq!(result["chi_square"]["statistic"], 0.0);
}

/// Registers, takes the token out of the mail, and proves the address.
async fn sign_up(stack: &Stack) -> String {
    let client = reqwest::Client::new();
    let email = "newcomer@example.org";
    let registration = json!({
        "email": email, "password": "a password for tests", "first_name": "New", "last_name": "Comer",
        "organization_name": "Newcomers",
    });
    let answer = client.post(stack.url("/v1/auth/register")).json(&registration).send().await.unwrap();
    assert_eq!(answer.status(), 202);
    let mail = stack.mail(email).await;
    let text = mail["text"].as_str().unwrap();
    let token = text.split("?token=").nth(1).unwrap().split_whitespace().next().unwrap();
    let answer = client
        .post(stack.url("/v1/auth/verify-email?cookie=false"))
        .json(&json!({ "token": token }))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    let session: Value = answer.json().await.unwrap();
    session["access_token"].as_str().unwrap().to_owned()
}

/// A picture goes straight to the object store, is looked at, comes back as it was, and shows who sent it.
async fn a_picture_becomes_a_face(stack: &Stack, token: &str) {
    let client = reqwest::Client::new();
    let bytes = crate::harness::media::png(320, 200);
    let announced = json!({ "file_name": "me.png", "size_bytes": bytes.len(), "content_type": "image/png" });
    let answer =
        client.post(stack.url("/v1/media")).bearer_auth(token).json(&announced).send().await.unwrap();
    assert_eq!(answer.status(), 201);
    let created: Value = answer.json().await.unwrap();
    assert!(crate::harness::files::post(&created["upload"], &bytes).await.status().is_success());
    let id = created["media"]["id"].as_str().unwrap();
    let get = async |path: &str| -> Value {
        let request = client.get(stack.url(path)).bearer_auth(token).header("accept", "application/json");
        request.send().await.unwrap().json().await.unwrap()
    };
    let started = Instant::now();
    let item = loop {
        let item = get(&format!("/v1/media/{id}")).await;
        match item["status"].as_str() {
            Some("READY") => break item,
            Some("PENDING" | "PROCESSING") => assert!(started.elapsed() < Duration::from_secs(60), "{item}"),
            _ => panic!("{item}"),
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    assert_eq!((&item["width"], &item["height"]), (&json!(320), &json!(200)));
    let download = get(&format!("/v1/media/{id}/download?disposition=inline")).await;
    let sent_back = reqwest::get(download["url"].as_str().unwrap()).await.unwrap();
    assert_eq!(sent_back.headers()["content-type"], "image/png");
    assert_eq!(sent_back.bytes().await.unwrap(), bytes);
    let face = client.put(stack.url("/v1/me/avatar")).bearer_auth(token).json(&json!({ "media_id": id }));
    assert_eq!(face.send().await.unwrap().status(), 200);
    assert_eq!(get("/v1/me").await["avatar_media_id"], id);
}

async fn unknown_things_get_problems(stack: &Stack) {
    for (path, status, code) in
        [("/nowhere", 404, "not_found"), ("/", 404, "not_found"), ("/v1/me", 401, "unauthenticated")]
    {
        let answer = reqwest::get(stack.url(path)).await.unwrap();
        assert_eq!(answer.status(), status, "{path}");
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        assert_eq!(answer.json::<Value>().await.unwrap()["code"], code);
    }
    let client = reqwest::Client::new();
    let answer = client.delete(stack.url("/v1/projects")).send().await.unwrap();
    assert_eq!(answer.status(), 405);
    assert!(answer.headers().contains_key("allow"));
}

/// A backend that is killed takes the whole server through crash recovery: every connection ends, new ones are
/// refused for a while. Nobody sees more than 503, and no acknowledged write is lost or repeated.
async fn postgres_crashes_under_load(stack: &Stack, token: &str) {
    const PEOPLE: usize = 4;
    const PROJECTS: usize = 40;
    const CRASHES: usize = 3;
    let client = reqwest::Client::new();
    let work = (0..PEOPLE).map(|person| {
        let client = &client;
        async move {
            for n in 0..PROJECTS {
                let name = format!("crash {person}-{n}");
                loop {
                    let answer = client
                        .post(stack.url("/v1/projects"))
                        .bearer_auth(token)
                        .header("idempotency-key", &name)
                        .json(&json!({ "name": name }))
                        .send()
                        .await
                        .unwrap();
                    match answer.status().as_u16() {
                        201 => break,
                        503 => assert!(answer.headers().contains_key("retry-after")),
                        409 => {}
                        other => panic!("{other}: {:?}", answer.text().await),
                    }
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        }
    });
    let crash = async {
        for _ in 0..CRASHES {
            let observer = superuser(stack).await;
            let sql = "select pid from pg_stat_activity where usename = 'plugzero_app' limit 1";
            // Between two crashes every function has to connect again first.
            let pid: i32 = loop {
                if let Some(row) = observer.query_opt(sql, &[]).await.unwrap() {
                    break row.get(0);
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            };
            signal(pid.unsigned_abs(), "KILL");
            // The observer's own connection ends with all others: the crash happened.
            let started = Instant::now();
            while observer.query_one("select 1", &[]).await.is_ok() {
                assert!(started.elapsed() < Duration::from_secs(10), "PostgreSQL did not crash");
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
    };
    futures_util::future::join(futures_util::future::join_all(work), crash).await;
    let observer = superuser(stack).await;
    let sql = "select count(*), count(distinct name) from ingestion.projects where name like 'crash %'";
    let row = observer.query_one(sql, &[]).await.unwrap();
    let expected = (PEOPLE * PROJECTS) as i64;
    assert_eq!((row.get::<_, i64>(0), row.get::<_, i64>(1)), (expected, expected));
}

/// A connection that sees everything, once PostgreSQL takes one.
async fn superuser(stack: &Stack) -> tokio_postgres::Client {
    let address = format!("postgres://postgres@127.0.0.1:{}/plugzero", stack.postgres_port());
    let started = Instant::now();
    loop {
        match tokio_postgres::connect(&address, tokio_postgres::NoTls).await {
            Ok((client, connection)) => {
                tokio::spawn(connection);
                return client;
            }
            Err(error) => assert!(started.elapsed() < Duration::from_secs(30), "{error}"),
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// A reader that dies in the middle is noticed by its lease, and another one finishes the file.
async fn a_killed_reader_is_replaced(stack: &Stack, token: &str) -> Value {
    let client = reqwest::Client::new();
    let post = async |path: &str, body: Value| -> Value {
        let answer = client.post(stack.url(path)).bearer_auth(token).json(&body).send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {:?}", answer.text().await);
        answer.json().await.unwrap()
    };
    let project = post("/v1/projects", json!({ "name": "Faults" })).await;
    let mut bytes = b"id,name,value\n".to_vec();
    for n in 0..1_500_000 {
        bytes.extend(format!("{n},name {},{}.{}\n", n % 977, n % 31, n % 7).bytes());
    }
    let path = format!("/v1/projects/{}/files", project["id"].as_str().unwrap());
    let created = post(
        &path,
        json!({ "file_name": "many.csv", "size_bytes": bytes.len(), "content_type": "text/csv" }),
    )
    .await;
    let sent = crate::harness::files::post(&created["upload"], &bytes).await;
    assert!(sent.status().is_success());
    let path = format!("/v1/files/{}", created["file"]["id"].as_str().unwrap());
    let get = async || -> Value {
        client.get(stack.url(&path)).bearer_auth(token).send().await.unwrap().json().await.unwrap()
    };
    let started = Instant::now();
    let mut killed = Vec::new();
    loop {
        let file = get().await;
        let status = file["upload_status"].as_str().unwrap_or_else(|| panic!("{file}"));
        if status == "PROCESSING" && killed.is_empty() {
            killed = stack.instances("on-file-uploaded");
            killed.iter().for_each(|pid| signal(*pid, "KILL"));
        }
        if status == "SUCCESS" {
            assert_eq!(file["row_count"], 1_500_000);
            assert!(!killed.is_empty(), "the file was read before its reader could be killed");
            let attempts = attempts(stack, &file).await;
            assert!(attempts >= 2, "the killed attempt was not counted: {attempts}");
            return file;
        }
        assert_ne!(status, "FAILED", "{file}");
        assert!(started.elapsed() < Duration::from_secs(240), "nobody took over: {file}\n{}", stack.log());
        // Often until the moment to strike, then patiently: there is a limit on requests.
        tokio::time::sleep(Duration::from_millis(if killed.is_empty() { 20 } else { 1_000 })).await;
    }
}

/// The fence counts the claims: each raised it once.
async fn attempts(stack: &Stack, file: &Value) -> i64 {
    let id = file["id"].as_str().unwrap();
    let sql = "select fence from ingestion.files where id = $1::text::uuid";
    superuser(stack).await.query_one(sql, &[&id]).await.unwrap().get(0)
}

async fn nothing_is_left_after_ctrl_c(stack: &mut Stack) {
    assert!(stack.processes().len() > 10);
    stack.stop().await;
    assert_eq!(stack.processes(), [0; 0]);
    assert_eq!(stack.open_ports(), [0; 0]);
}

/// A second start finds the account, the file, its rows and its twin.
async fn the_data_is_still_there(stack: &Stack, file: &Value) {
    let client = reqwest::Client::new();
    let session: Value = client
        .post(stack.url("/v1/auth/login?cookie=false"))
        .json(&json!({ "email": "newcomer@example.org", "password": "a password for tests" }))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let token = session["access_token"].as_str().expect("the second start knows the account");
    let path = format!("/v1/files/{}/rows?limit=1", file["id"].as_str().unwrap());
    let rows: Value =
        client.get(stack.url(&path)).bearer_auth(token).send().await.unwrap().json().await.unwrap();
    assert_eq!(rows["data"][0][0], 0, "{rows}");
}
