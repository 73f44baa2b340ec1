//! Sample data: there on demand, the same each time, and gone again without a trace in what people made.

use std::process::Command;

use serde_json::{Value, json};
use tokio_postgres::Client;
use uuid::Uuid;

use super::stack::{Stack, binary, root};

const POPULATE: &[&str] = &["populate", "--rows", "1000", "--seed", "3", "--as-of", "2026-11-01"];

#[tokio::test(flavor = "multi_thread")]
async fn sample_data_comes_the_same_each_time_and_goes_without_touching_what_people_made() {
    let stack = Stack::start(27_000).await;
    let database = superuser(&stack).await;
    let owner = Owner::sign_in(&stack).await;
    let mine = owner.post("/v1/projects", json!({ "name": "Mine" })).await;
    let before = rows(&database, "<>").await;

    local(&stack, POPULATE);

    let sample = rows(&database, "=").await;
    for table in
        ["accounts.users", "ingestion.projects", "ingestion.files", "platform.tags", "platform.bookmarks"]
    {
        assert!(sample[table]["count"].as_i64().unwrap() > 2, "{table}: {}", sample[table]);
    }
    assert_eq!(rows(&database, "<>").await["ingestion.projects"], before["ingestion.projects"]);
    let read = "select count(*) from ingestion.files where upload_status = 'SUCCESS' and row_count >= 50 \
                and uuid_extract_version(id) = 8";
    assert_eq!(count(&database, read).await, sample["ingestion.files"]["count"].as_i64().unwrap());
    let listed = owner.get("/v1/projects?limit=200").await;
    assert!(listed["data"].as_array().unwrap().len() > 100);
    let templates = owner.get("/v1/upload-templates?sort=name").await;
    assert_eq!(templates["data"][1]["name"], "Sales (sample)", "{templates}");

    // Once more: nothing doubles. Taken out and made again: the same bytes.
    local(&stack, POPULATE);
    assert_eq!(rows(&database, "=").await["ingestion.projects"], sample["ingestion.projects"]);
    local(&stack, &["depopulate"]);
    assert!(rows(&database, "=").await.as_object().unwrap().values().all(|of| of["count"] == 0));
    local(&stack, POPULATE);
    for table in
        ["accounts.users", "ingestion.projects", "platform.tags", "platform.bookmarks", "platform.comments"]
    {
        assert_eq!(rows(&database, "=").await[table], sample[table], "{table}");
    }

    // What something real hangs on stays with it.
    let kept =
        first_id(&database, "select id from ingestion.projects where uuid_extract_version(id) = 8 limit 1")
            .await;
    let file = json!({ "file_name": "real.csv", "size_bytes": 1 });
    owner.post(&format!("/v1/projects/{kept}/files"), file).await;
    let real = rows(&database, "<>").await;
    local(&stack, &["depopulate"]);
    let left = rows(&database, "=").await;
    assert_eq!(
        (&left["ingestion.projects"]["count"], &left["ingestion.files"]["count"]),
        (&json!(1), &json!(0))
    );
    for table in ["ingestion.projects", "ingestion.files", "accounts.users", "accounts.memberships"] {
        assert_eq!(rows(&database, "<>").await[table], real[table], "{table}");
    }
    assert_eq!(owner.get(&format!("/v1/projects/{}", mine["id"].as_str().unwrap())).await["name"], "Mine");
}

/// Runs the program against the stack.
fn local(stack: &Stack, words: &[&str]) {
    let mut command = Command::new(binary("plugzero-local"));
    stack.address(&mut command);
    let output = command.args(words).current_dir(root()).output().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{printed}\n{}", String::from_utf8_lossy(&output.stderr));
}

async fn superuser(stack: &Stack) -> Client {
    let address = format!("postgres://postgres@127.0.0.1:{}/plugzero", stack.postgres_port());
    let (client, connection) = tokio_postgres::connect(&address, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

/// How many rows of each table have an id of version 8 (`=`) or another (`<>`), with a digest of what they say. What
/// the platform itself moves on (versions, times, leases) does not count.
async fn rows(database: &Client, comparison: &str) -> Value {
    let tables = database
        .query(
            "select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace \
             join pg_attribute a on a.attrelid = c.oid and a.attname = 'id' and a.atttypid = 'uuid'::regtype \
             where c.relkind = 'r' and not c.relispartition and n.nspname in ('accounts', 'ingestion', 'intelligence', 'platform') \
             and c.relname not in ('sessions', 'outbox')",
            &[],
        )
        .await
        .unwrap();
    let mut all = serde_json::Map::new();
    for table in tables {
        let name: String = table.get(0);
        let sql = format!(
            "select jsonb_build_object('count', count(*), 'digest', md5(coalesce(string_agg(\
             (to_jsonb(t) - '{{version,updated_at,swept_at,last_login_at}}'::text[])::text, ',' order by id), ''))) \
             from {name} t where uuid_extract_version(id) {comparison} 8"
        );
        all.insert(name, database.query_one(&sql, &[]).await.unwrap().get(0));
    }
    Value::Object(all)
}

async fn count(database: &Client, sql: &str) -> i64 {
    database.query_one(sql, &[]).await.unwrap().get(0)
}

async fn first_id(database: &Client, sql: &str) -> Uuid {
    database.query_one(sql, &[]).await.unwrap().get(0)
}

struct Owner<'a> {
    stack: &'a Stack,
    token: String,
}

impl<'a> Owner<'a> {
    async fn sign_in(stack: &'a Stack) -> Self {
        let login = json!({ "email": "demo@plugzero.example", "password": "correct horse battery staple" });
        let answer =
            reqwest::Client::new().post(stack.url("/v1/auth/login?cookie=false")).json(&login).send();
        let session: Value = answer.await.unwrap().json().await.unwrap();
        Self { stack, token: session["access_token"].as_str().unwrap().to_owned() }
    }

    async fn post(&self, path: &str, body: Value) -> Value {
        let request = reqwest::Client::new().post(self.stack.url(path)).bearer_auth(&self.token).json(&body);
        let answer = request.send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {:?}", answer.text().await);
        answer.json().await.unwrap()
    }

    async fn get(&self, path: &str) -> Value {
        let request = reqwest::Client::new().get(self.stack.url(path)).bearer_auth(&self.token);
        request.send().await.unwrap().json().await.unwrap()
    }
}
