//! `/v1/erasures`, `/v1/me/erasure` and `/v1/me/data-export`: what is kept about a person, and that it goes.

use domain::{
    Context,
    platform::personal_data::{self, Class, Column, Fate, Table},
};
use jiff::SignedDuration;
use serde_json::{Value, json};
use tokio_postgres::{Client, error::SqlState};
use uuid::Uuid;

use crate::{
    harness::{
        TestApp,
        app::{Organization, User},
        chain::verify,
        exports::{collect, export, id, keys, personal_data},
        files::bucket,
        jobs::Jobs,
    },
    isolation::inhabited::fill,
};

async fn acme() -> (TestApp, Organization) {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    (t, acme)
}

async fn work(t: &TestApp, organization: Uuid, erasure: &Value) {
    let message = personal_data(organization, "erase", id(erasure));
    handle_personal_data::handle(&t.custodian, &message).await.unwrap();
}

async fn erasure(user: &User, id: Uuid) -> Value {
    user.get(&format!("/v1/erasures/{id}")).await.expect(200).json()
}

/// Where in the database a text stands: every column of every table, cast to text.
async fn places(admin: &Client, text: &str) -> Vec<String> {
    let sql = "select n.nspname || '.' || c.relname, a.attname::text from pg_attribute a
        join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
          and n.nspname not in ('pg_catalog', 'information_schema')
        order by 1, a.attnum";
    let mut found = Vec::new();
    for row in admin.query(sql, &[]).await.unwrap() {
        let (table, column): (String, String) = (row.get(0), row.get(1));
        // A byte array shows as hexadecimal digits: it is read as text where it is one.
        let sql = format!(
            "select count(*) from {table} where strpos(lower({column}::text), $1) > 0 \
             or strpos({column}::text, encode(convert_to($1, 'utf8'), 'hex')) > 0"
        );
        let count: i64 = admin.query_one(&sql, &[&text]).await.unwrap().get(0);
        if count > 0 {
            found.push(format!("{table}.{column}"));
        }
    }
    found
}

/// Whether a text can stand in the column at all.
fn holds_words(column: &Column) -> bool {
    matches!(column.sql_type.as_str(), "text" | "jsonb" | "bytea")
}

/// Writes the token into a column of a person's rows; how many they are. Nothing where its checks allow bytes, or words,
/// of their own length only.
async fn plant(
    admin: &Client,
    table: &Table,
    column: &Column,
    condition: &str,
    user: &User,
    token: &str,
) -> Option<u64> {
    let words = format!("about {token}@canary.example, they say");
    let value = match (column.sql_type.as_str(), column.class) {
        ("jsonb", _) if column.name == "tags" => format!("'[\"{token}\"]'::jsonb"),
        ("jsonb", _) => format!("jsonb_build_object('note', '{words}')"),
        // Hashes have their length.
        ("bytea", _) => format!("decode(rpad(encode(convert_to('{token}', 'utf8'), 'hex'), 64, '0'), 'hex')"),
        (_, Class::Text) => format!("'{words}'"),
        _ => format!("'{token}@canary.example'"),
    };
    // What a mail says stands there while it waits, and only then.
    let waits = if column.name == "content" { " and content is not null" } else { "" };
    let sql = format!("update {} set {} = {value} where ({condition}){waits}", table.name, column.name);
    match admin.execute(&sql, &[&user.id]).await {
        Ok(rows) => Some(rows),
        Err(error) if column.sql_type == "bytea" && error.code() == Some(&SqlState::CHECK_VIOLATION) => None,
        // The last characters of a key.
        Err(error) if column.name == "hint" && error.code() == Some(&SqlState::CHECK_VIOLATION) => None,
        Err(error) => panic!("{}.{}: {error:?}", table.name, column.name),
    }
}

/// The canary: a token in every place that can hold something about a person, through the API where it has a way in
/// and by the superuser elsewhere.
#[tokio::test]
async fn a_person_is_collected_from_everywhere_and_after_their_erasure_found_nowhere() {
    let (t, acme) = acme().await;
    let admin = t.database.superuser().await;
    let token = format!("canary{}", &t.context.id().simple().to_string()[20..]);
    let eve = acme.user("eve", "admin").await;
    fill(&t, &eve).await;
    let everything = json!({ "first_name": token, "last_name": token, "phone": token, "department": token,
        "position": token, "institution": token });
    eve.patch("/v1/me", everything).await.expect(200);
    let email = format!("{token}@canary.example");
    admin.execute("update accounts.users set email = $1 where id = $2", &[&email, &eve.id]).await.unwrap();
    let eve = t.sign_in(&email).await;
    for sql in [
        "insert into accounts.email_changes (token_hash, user_id, email, created_at, expires_at) \
         values (sha256('c'), $1, 'other@canary.example', now(), now() + interval '1 day')",
        "insert into accounts.email_verifications (token_hash, user_id, password_hash, first_name, last_name, \
         organization_name, created_at, expires_at) \
         values (sha256('v'), $1, 'x', 'x', 'x', 'x', now(), now() + interval '1 day')",
        "insert into accounts.password_resets (token_hash, user_id, created_at, expires_at) \
         values (sha256('r'), $1, now(), now() + interval '1 day')",
        "insert into accounts.recovery_codes (user_id, code_hash, created_at) values ($1, sha256('c'), now())",
        "insert into platform.audit_salts (id, organization_id, subject_id, salt, created_at) \
         select gen_random_uuid(), organization_id, $1, sha256('s'), now() from accounts.memberships \
         where user_id = $1",
        "update accounts.users set totp_secret = 'x' where id = $1",
        "update platform.audit_logs set user_agent = 'x', ip = '2001:db8::1' where actor_id = $1",
        "update accounts.refresh_tokens set retired_by_client = sha256('x') \
         where session_id in (select id from accounts.sessions where user_id = $1)",
    ] {
        admin.execute(sql, &[&eve.id]).await.unwrap();
    }

    // A token in every column that is classified as able to hold one.
    let registry = {
        let tx = t.database.role("plugzero_privacy", &Context::system()).system().await.unwrap();
        personal_data::registry(&tx).await.unwrap()
    };
    let mut planted = Vec::new();
    let mut bundled = Vec::new();
    for table in &registry.tables {
        let subjects: Vec<_> =
            table.of(Class::Subject).map(|column| format!("{} = $1", column.name)).collect();
        let theirs = if subjects.is_empty() { None } else { Some(format!("({})", subjects.join(" or "))) };
        for column in table.columns.iter().filter(|column| holds_words(column) && !column.is_key) {
            let can_hold = match column.class {
                Class::Personal | Class::Address => true,
                Class::Secret | Class::Text => column.fate != Fate::Stay,
                Class::None | Class::Subject => false,
            };
            // Already there, in the form that signs in.
            let is_set =
                table.name == "accounts.users" && ["email", "password_hash"].contains(&column.name.as_str());
            if !can_hold || is_set {
                continue;
            }
            let condition = match (&theirs, &table.tenant, column.class) {
                (_, Some(tenant), Class::Text) => format!(
                    "{tenant} = (select organization_id from accounts.memberships where user_id = $1)"
                ),
                (Some(theirs), _, _) => theirs.clone(),
                (None, _, _) if table.name == "accounts.refresh_tokens" => {
                    "session_id in (select id from accounts.sessions where user_id = $1)".to_owned()
                }
                (None, ..) => panic!("{} belongs to nobody", table.name),
            };
            let name = format!("{}.{}", table.name, column.name);
            match plant(&admin, table, column, &condition, &eve, &token).await {
                Some(rows) => assert!(rows > 0, "{name}: nothing of theirs is there: fill it in `fill`"),
                None => continue,
            }
            if column.class != Class::Secret && (column.class != Class::Text || table.is_owned()) {
                bundled.push(name.clone());
            }
            planted.push(name);
        }
    }
    assert!(planted.len() >= 25, "{planted:?}");
    let found = places(&admin, &token).await;
    for name in &planted {
        let is_there = |place: &String| place == name || place.starts_with("platform.audit_logs_");
        assert!(found.iter().any(is_there), "{name} holds no token: {found:?}");
    }

    let bundle = collect(&t, &eve).await;
    for name in bundled {
        // What is bytes shows as digits.
        let (table, column) = name.rsplit_once('.').unwrap();
        let is_there = bundle.iter().any(|line| {
            let value = line["row"][column].to_string();
            let digits: String = token.bytes().map(|byte| format!("{byte:02x}")).collect();
            line["table"] == table && (value.contains(&token) || value.contains(&digits))
        });
        assert!(is_there, "{name} is missing in the bundle");
    }
    assert!(!bundle.iter().any(|line| line["row"]["password_hash"].is_string()), "a secret is in the bundle");
    assert!(
        bundle.iter().any(|line| line["table"] == "accounts.users" && line["row"]["email"] == json!(email))
    );

    // A copy that somebody else made.
    let copy = export(&t, &acme.founder, json!({ "resource_type": "members", "format": "csv" })).await;
    assert_eq!(copy["status"], "SUCCEEDED");
    assert_eq!(keys(acme.id).await.len(), 2);
    let requested = eve.post("/v1/me/erasure", json!({})).await.expect(202).json();
    work(&t, eve.organization, &requested).await;
    let jobs = Jobs::new(&t).await;
    let relay = jobs.relay_to(&bucket().await, &jobs.uploads.url, &jobs.analyses.url).await;
    // What the erasure told to go is due at once; what it left of the rest waits a day.
    relay_outbox::run(&relay, t.now() + SignedDuration::from_mins(1)).await.unwrap();

    let done = erasure(&acme.founder, id(&requested)).await;
    assert_eq!(done["status"], "SUCCEEDED", "{done}");
    assert!(done["rows"].as_i64().unwrap() > 10);
    assert_eq!(places(&admin, &token).await, Vec::<String>::new());
    assert_eq!(keys(acme.id).await, Vec::<String>::new());
    for queue in [&jobs.uploads, &jobs.analyses, &jobs.exports, &jobs.personal_data] {
        let messages = json!(queue.take().await).to_string();
        assert!(!messages.contains(&token), "{messages}");
    }
    // The person is out, and the number that is left has no name.
    eve.get("/v1/me").await.expect(401);
    let sql = "select email, first_name, is_active from accounts.users where id = $1";
    let row = admin.query_one(sql, &[&eve.id]).await.unwrap();
    assert_eq!((row.get::<_, String>(1), row.get::<_, bool>(2)), ("Erased".to_owned(), false));
    // Once more: nothing is left to do.
    work(&t, eve.organization, &requested).await;
    assert_eq!(erasure(&acme.founder, id(&requested)).await, done);
}

#[tokio::test]
async fn an_organization_forgets_and_the_account_lives_on_where_it_belongs() {
    let (t, acme) = acme().await;
    let home = t.organization("home").await;
    let bob = home.founder.clone();
    acme.admit(&bob, "editor").await;
    let admin = t.database.superuser().await;
    let email = bob.email.clone();
    let name = format!("Ask {email}!");
    let tag =
        acme.founder.post("/v1/tags", json!({ "name": "t", "description": name })).await.expect(201).json();
    let theirs = bob.post("/v1/tags", json!({ "name": "t", "description": name })).await.expect(201).json();
    let lookalike =
        acme.founder.post("/v1/tags", json!({ "name": "l", "description": format!("x{email}") })).await;

    let requested = acme.founder.post("/v1/erasures", json!({ "user_id": bob.id })).await.expect(202).json();
    let again = acme.founder.post("/v1/erasures", json!({ "user_id": bob.id })).await.expect(202).json();
    assert_eq!(again["id"], requested["id"]);
    work(&t, acme.id, &requested).await;

    let done = erasure(&acme.founder, id(&requested)).await;
    assert_eq!(done["status"], "SUCCEEDED", "{done}");
    let description = async |user: &User, tag: &Value| {
        let path = format!("/v1/tags/{}", tag["id"].as_str().unwrap());
        user.get(&path).await.expect(200).json()["description"].clone()
    };
    assert_eq!(description(&acme.founder, &tag).await, "Ask […]!");
    assert_eq!(description(&bob, &theirs).await, json!(name));
    assert_eq!(description(&acme.founder, &lookalike.json()).await, json!(format!("x{email}")));
    let members = "select count(*) from accounts.memberships where user_id = $1";
    assert_eq!(admin.query_one(members, &[&bob.id]).await.unwrap().get::<_, i64>(0), 1);
    bob.get("/v1/me").await.expect(200);
    let list = acme.founder.get("/v1/erasures?status=SUCCEEDED").await.expect(200).json();
    assert_eq!(list["data"], json!([done]));
    // Whoever does not belong cannot be erased.
    let gone = acme.founder.post("/v1/erasures", json!({ "user_id": bob.id })).await.expect(422);
    assert_eq!(gone.pointers(), ["/user_id"]);
}

#[tokio::test]
async fn who_belongs_nowhere_else_is_erased_with_their_account() {
    let (t, acme) = acme().await;
    let carol = acme.user("carol", "viewer").await;
    let requested =
        acme.founder.post("/v1/erasures", json!({ "user_id": carol.id })).await.expect(202).json();
    work(&t, acme.id, &requested).await;
    let body = json!({ "email": carol.email, "password": crate::harness::app::PASSWORD });
    assert_eq!(
        t.anonymous().post("/v1/auth/login", body).await.expect(401).json()["code"],
        "invalid_credentials"
    );
    // The address is free for a new beginning.
    let admin = t.database.superuser().await;
    let used = "select count(*) from accounts.users where email = $1";
    assert_eq!(admin.query_one(used, &[&carol.email]).await.unwrap().get::<_, i64>(0), 0);
}

#[tokio::test]
async fn the_last_owner_stays_and_an_owner_is_erased_by_owners_only() {
    let (t, acme) = acme().await;
    let alice = acme.founder.clone();
    assert_eq!(alice.post("/v1/me/erasure", json!({})).await.expect(409).json()["code"], "last_owner");
    let manager = acme.user("m", "admin").await;
    let by_manager = manager.post("/v1/erasures", json!({ "user_id": alice.id })).await.expect(403);
    assert_eq!(by_manager.json()["code"], "owners_only");
    let second = acme.user("o", "owner").await;
    let requested = second.post("/v1/erasures", json!({ "user_id": alice.id })).await.expect(202).json();
    // Both at once would leave nobody.
    assert_eq!(second.post("/v1/me/erasure", json!({})).await.expect(409).json()["code"], "last_owner");
    work(&t, acme.id, &requested).await;
    assert_eq!(erasure(&second, id(&requested)).await["status"], "SUCCEEDED");
    alice.get("/v1/me").await.expect(401);
}

#[tokio::test]
async fn an_erasure_takes_the_permission_a_fresh_factor_and_somebody_to_erase() {
    let (t, acme) = acme().await;
    let viewer = acme.user("v", "viewer").await;
    viewer.post("/v1/erasures", json!({ "user_id": viewer.id })).await.expect(403);
    for (input, pointer) in [
        (json!({}), "/user_id"),
        (json!({ "user_id": "x" }), "/user_id"),
        (json!({ "user_id": Uuid::nil() }), "/user_id"),
        (json!({ "user_id": viewer.id, "x": 1 }), "/x"),
    ] {
        let answer = acme.founder.post("/v1/erasures", input.clone()).await.expect(422);
        assert_eq!(answer.pointers(), [pointer], "{input}");
    }
    assert_eq!(viewer.post("/v1/me/erasure", json!({ "x": 1 })).await.expect(422).pointers(), ["/x"]);
    let dry = viewer.post("/v1/me/erasure?dry_run=true", json!({})).await.expect(200).json();
    assert_eq!(dry["effects"], json!(["personal_data.handle"]));
    t.advance(SignedDuration::from_mins(11));
    let stale = acme.founder.post("/v1/erasures", json!({ "user_id": viewer.id })).await.expect(403);
    assert_eq!(stale.json()["code"], "step_up_required");
    let own = viewer.post("/v1/me/erasure", json!({})).await.expect(403);
    assert_eq!(own.json()["code"], "step_up_required");
}

/// What names a person goes from the log, also where they belong no more; the chains over it still hold.
#[tokio::test]
async fn the_chains_of_the_activity_logs_hold_after_an_erasure() {
    let (t, acme) = acme().await;
    let eve = acme.user("eve", "admin").await;
    let beta = t.organization("beta").await;
    beta.admit(&eve, "editor").await;
    let switched =
        eve.post("/v1/auth/switch-organization?cookie=false", json!({ "organization_id": beta.id })).await;
    let at_beta = eve.bearing(switched.expect(200).json()["access_token"].as_str().unwrap());
    at_beta.post("/v1/projects", json!({ "name": "Gemini" })).await.expect(201);
    beta.founder.delete(&format!("/v1/organizations/{}/members/{}", beta.id, eve.id)).await.expect(204);
    eve.patch("/v1/me", json!({ "first_name": "Evelyn" })).await.expect(200);
    eve.project("Apollo").await;
    let jobs = Jobs::new(&t).await;
    jobs.seal().await;
    let admin = t.database.superuser().await;
    let traces = "select count(*) from platform.audit_logs \
        where actor_id = $1 and (ip is not null or user_agent is not null)";
    assert!(admin.query_one(traces, &[&eve.id]).await.unwrap().get::<_, i64>(0) > 0);

    let requested = eve.post("/v1/me/erasure", json!({})).await.expect(202).json();
    work(&t, eve.organization, &requested).await;
    assert_eq!(erasure(&acme.founder, id(&requested)).await["status"], "SUCCEEDED");
    assert_eq!(admin.query_one(traces, &[&eve.id]).await.unwrap().get::<_, i64>(0), 0);
    jobs.seal().await;
    for founder in [&acme.founder, &beta.founder] {
        let chain = verify(founder).await;
        assert_eq!((&chain["valid"], &chain["first_bad"]), (&json!(true), &Value::Null), "{chain}");
        assert_eq!(chain["erased_people"], 1, "{chain}");
        assert!(chain["sealed_through"].as_i64().unwrap() > 3, "{chain}");
    }
}
