//! `/v1/audit-logs`: read with filters, verified, exported; every reading of it is in it.

use std::process::Command;

use domain::platform::{
    audit::{
        masking,
        reading::{self, Filter, SORTS},
    },
    paging::Page,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use crate::{
    drift::root,
    harness::{
        TestApp,
        app::{PASSWORD, User},
        chain::{first_bad, tamperer, verify, write},
        jobs::{Jobs, insert_activity},
    },
};

async fn list(user: &User, query: &str) -> Vec<Value> {
    let answer = user.get(&format!("/v1/audit-logs?{query}")).await.expect(200).json();
    answer["data"].as_array().unwrap().clone()
}

fn actions(entries: &[Value]) -> Vec<&str> {
    entries.iter().map(|entry| entry["action"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_log_tells_who_did_what_and_who_read_it() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    let project =
        alice.with("user-agent", "a script").with("x-request-id", "r1").project_named("Apollo").await;

    let entries = list(alice, "").await;
    // Founding is two entries: the organization and its first member.
    assert_eq!(actions(&entries), ["created", "signed_in", "created", "created"]);
    let created = &entries[0];
    assert_eq!(created["actor_id"], json!(alice.id));
    assert_eq!((&created["resource_type"], &created["resource_id"]), (&json!("project"), &json!(project)));
    assert_eq!((&created["user_agent"], &created["request_id"]), (&json!("a script"), &json!("r1")));
    assert!(created["ip"].as_str().unwrap().starts_with("10."));
    assert_eq!((&created["new_values"]["name"], &created["sequence"]), (&json!("Apollo"), &Value::Null));

    // Reading the list was one entry, reading an entry another.
    let path = format!("/v1/audit-logs/{}", created["id"].as_str().unwrap());
    assert_eq!(&alice.get(&path).await.expect(200).json(), created);
    let reads = list(alice, "action=read").await;
    assert_eq!(reads.len(), 2);
    assert_eq!((&reads[0]["resource_type"], &reads[0]["resource_id"]), (&json!("audit_log"), &created["id"]));
    assert_eq!((&reads[1]["resource_id"], &reads[1]["new_values"]), (&Value::Null, &json!({ "rows": 4 })));

    // So is reading people.
    alice.get(&format!("/v1/projects/{project}/members")).await.expect(200);
    let reads = list(alice, "resource_type=project_members").await;
    assert_eq!((reads.len(), &reads[0]["new_values"]["rows"]), (1, &json!(1)));
}

#[tokio::test]
async fn filters_narrow_the_list_and_pages_cover_it() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    let bob = acme.user("bob", "editor").await;
    let project = bob.project("Apollo").await;
    alice.patch(&format!("/v1/projects/{project}"), json!({ "name": "Gemini" })).await.expect(200);
    write(&t, acme.id, 10).await;
    let old = t.now() - SignedDuration::from_hours(24 * 40);
    insert_activity(&t, acme.id, &[old]).await;

    assert_eq!(actions(&list(alice, &format!("actor_id={}", bob.id)).await), ["created", "signed_in"]);
    assert_eq!(actions(&list(alice, &format!("resource_id={project}")).await), ["updated", "created"]);
    assert_eq!(list(alice, "action=counted").await.len(), 10);
    assert_eq!(list(alice, "resource_type=test&action=created").await.len(), 0);
    assert_eq!(list(alice, "q=coun").await.len(), 10);
    assert_eq!(list(alice, "q=tes").await.len(), 10);
    assert_eq!(list(alice, "q=est").await.len(), 0);
    let day = SignedDuration::from_hours(24);
    assert_eq!(list(alice, &format!("from={}&to={}", old - day, old + day)).await.len(), 1);
    assert_eq!(list(alice, &format!("to={old}")).await.len(), 0, "the end is not part of it");

    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let answer =
            alice.get(&format!("/v1/audit-logs?action=counted&limit=3{cursor}")).await.expect(200).json();
        seen.extend(answer["data"].as_array().unwrap().iter().map(|entry| entry["id"].clone()));
        match answer["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    let all = list(alice, "action=counted&limit=200").await;
    assert_eq!(seen, all.iter().map(|entry| entry["id"].clone()).collect::<Vec<_>>());

    for (query, pointer) in [
        ("actor_id=x", "?actor_id"),
        ("resource_id=", "?resource_id"),
        ("action=", "?action"),
        ("q=", "?q"),
        ("from=yesterday", "?from"),
        ("to=2026-13-01T00:00:00Z", "?to"),
        ("from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", "?to"),
        ("sort=action", "?sort"),
        ("limit=0", "?limit"),
        ("cursor=x", "?cursor"),
        ("user=1", "?user"),
    ] {
        let answer = alice.get(&format!("/v1/audit-logs?{query}")).await.expect(422);
        assert_eq!(answer.pointers(), [pointer], "{query}");
    }
    let long = "x".repeat(101);
    assert_eq!(alice.get(&format!("/v1/audit-logs?q={long}")).await.expect(422).pointers(), ["?q"]);
    for query in ["after=-1", "after=x"] {
        alice.get(&format!("/v1/audit-logs/verify?{query}")).await.expect(422);
    }
    bob.get("/v1/audit-logs").await.expect(403);
}

#[tokio::test]
async fn each_filter_has_an_index_and_a_span_reads_its_partitions_only() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let admin = t.database.superuser().await;
    // Many organizations, a year of months.
    admin
        .execute(
            "insert into platform.audit_logs (id, organization_id, actor_id, action, resource_type, resource_id, created_at) \
             select uuidv7(), case when n % 20 = 0 then $1 else md5((n % 20)::text)::uuid end, md5((n % 97)::text)::uuid, \
               'action_' || n % 50, 'kind_' || n % 30, md5((n % 1000)::text)::uuid, now() + (n % 300) * interval '1 day' \
             from generate_series(1, 40000) n",
            &[&acme.id],
        )
        .await
        .unwrap();
    admin.batch_execute("analyze platform.audit_logs").await.unwrap();
    let page = Page::parse(SORTS, None, None, None).unwrap();
    let text = |word: &str| Some(word.to_owned());
    let from: Timestamp = t.now() + SignedDuration::from_hours(24 * 100);
    let filters = [
        Filter::default(),
        Filter { actor: Some(Uuid::nil()), ..Filter::default() },
        Filter { action: text("action_7"), ..Filter::default() },
        Filter { resource_type: text("kind_7"), ..Filter::default() },
        Filter { resource_type: text("kind_7"), resource: Some(Uuid::nil()), ..Filter::default() },
        Filter { q: text("action_4"), ..Filter::default() },
        Filter {
            from: Some(from),
            to: Some(from + SignedDuration::from_hours(24 * 20)),
            ..Filter::default()
        },
    ];
    for filter in filters {
        let (sql, mut params) = reading::statement(&filter, &page, &acme.id);
        let limit = 51_i64;
        params.push(&limit as &(dyn ToSql + Sync));
        let rows = admin.query(&format!("explain {sql}"), &params).await.unwrap();
        let plan: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        let plan = plan.join("\n");
        // Months that are empty have nothing to be found by an index.
        let scanned =
            plan.lines().filter(|line| line.contains("Seq Scan") && !line.contains("cost=0.00..0.0"));
        assert_eq!(scanned.count(), 0, "{filter:?}\n{plan}");
        assert!(plan.contains("Index"), "{filter:?}\n{plan}");
        if filter.from.is_some() {
            let months = plan.matches("on audit_logs_2").count();
            assert!((1..=2).contains(&months), "{months} partitions are read\n{plan}");
        }
    }
}

#[tokio::test]
async fn secrets_and_personal_values_never_enter_the_log() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let database = t.database.role("plugzero_app", &t.context);
    let logged = async |values: Value| {
        let tx = database.job(domain::ids::OrganizationId(acme.id), "test").await.unwrap();
        let entry = domain::platform::audit::Entry {
            action: "invited",
            resource_type: "user",
            resource_id: Some(acme.founder.id),
            new_values: Some(values),
            ..Default::default()
        };
        domain::platform::audit::record(&tx, entry).await.unwrap();
        tx.commit().await.unwrap();
        list(&acme.founder, "action=invited&limit=1").await[0]["new_values"].clone()
    };
    let values =
        json!({ "email": "bob@acme.example", "nested": [{ "client_secret": "s3cr3t" }], "role": "admin" });
    let first = logged(values.clone()).await;
    let again = logged(values).await;
    assert_eq!((&first["nested"][0]["client_secret"], &first["role"]), (&json!("[secret]"), &json!("admin")));
    assert_eq!(first, again, "one person's digests can be compared");

    // Who holds the salt recognises the value.
    let admin = t.database.superuser().await;
    let sql = "select salt from platform.audit_salts where organization_id = $1 and subject_id = $2";
    let salt: Vec<u8> = admin.query_one(sql, &[&acme.id, &acme.founder.id]).await.unwrap().get(0);
    let digest = masking::digest(&salt.try_into().unwrap(), "bob@acme.example");
    assert_eq!(first["email"], json!(digest));
    let sql = "select count(*) from platform.audit_logs a where a::text like '%bob@acme%' or a::text like '%s3cr3t%'";
    assert_eq!(admin.query_one(sql, &[]).await.unwrap().get::<_, i64>(0), 0);
}

#[tokio::test]
async fn verification_states_what_is_sealed_and_what_is_not() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    let jobs = Jobs::new(&t).await;
    let before = verify(alice).await;
    assert_eq!(
        (&before["valid"], &before["sealed_through"], &before["first_bad"]),
        (&json!(true), &json!(0), &Value::Null)
    );
    assert_eq!((&before["unsealed"], &before["anchor"]), (&json!(3), &Value::Null));
    write(&t, acme.id, 20).await;
    jobs.seal().await;

    let after = verify(alice).await;
    for (name, value) in [
        ("valid", json!(true)),
        ("sealed_through", json!(23)),
        ("unsealed", json!(0)),
        ("first_bad", Value::Null),
        ("verified_from", json!(0)),
        ("verified_through", json!(23)),
        ("complete", json!(true)),
        ("anchored_through", json!(23)),
        ("erased_people", json!(0)),
    ] {
        assert_eq!(after[name], value, "{name}");
    }
    assert_eq!((&after["anchor"]["sequence"], &after["anchor"]["kind"]), (&json!(23), &json!("anchor")));
    let rest = alice.get("/v1/audit-logs/verify?after=20").await.expect(200).json();
    assert_eq!(
        (&rest["verified_from"], &rest["verified_through"], &rest["valid"]),
        (&json!(20), &json!(23), &json!(true))
    );
    alice.get("/v1/audit-logs/verify?after=24").await.expect(422);
    assert_eq!(list(alice, "action=counted&limit=1").await[0]["sequence"], json!(23));
    // Verifying changes nothing: it may run as often as anybody likes.
    assert_eq!(verify(alice).await["unsealed"], json!(1), "the list was read, nothing else happened");
}

#[tokio::test]
async fn the_chain_goes_on_behind_what_retention_archived() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    let jobs = Jobs::new(&t).await;
    let old: Vec<_> = (0..30).map(|n| t.now() - SignedDuration::from_hours(24 * 400 + n)).collect();
    insert_activity(&t, acme.id, &old).await;
    jobs.seal().await;
    let all = verify(alice).await["sealed_through"].as_i64().unwrap();

    let report = jobs.retain().await;

    assert_eq!((report.failures, report.finished), (0, true));
    let answer = verify(alice).await;
    assert_eq!(
        (&answer["valid"], &answer["verified_from"], &answer["sealed_through"]),
        (&json!(true), &json!(30), &json!(all))
    );
    // What was tampered with is neither archived nor signed for.
    let admin = tamperer(&t).await;
    admin
        .execute(
            "update platform.audit_logs set action = 'x' where organization_id = $1 and id = \
             (select audit_log_id from platform.audit_seals where organization_id = $1 order by sequence limit 1)",
            &[&acme.id],
        )
        .await
        .unwrap();
    admin
        .execute("update accounts.organizations set data_retention_days = 1 where id = $1", &[&acme.id])
        .await
        .unwrap();
    t.advance(SignedDuration::from_hours(72));
    let report = jobs.retain().await;
    assert_eq!((report.failures, report.finished), (1, false));
    let alice = t.sign_in(&alice.email).await;
    assert_eq!(first_bad(&alice).await, Some((31, "altered".to_owned())));
}

/// What the script that needs nothing of ours says of files.
fn offline(arguments: &[&str]) -> (bool, String) {
    let output = Command::new("python3")
        .arg(root().join("infra/verify_audit_log.py"))
        .args(arguments)
        .output()
        .unwrap();
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

async fn fetch(answer: &Value, folder: &std::path::Path) -> String {
    let format = answer["format"].as_str().unwrap();
    let bytes = reqwest::get(answer["url"].as_str().unwrap()).await.unwrap().bytes().await.unwrap();
    let path = folder.join(format!("export-{}.{format}", answer["after"]));
    std::fs::write(&path, &bytes).unwrap();
    std::fs::write(folder.join("anchor.json"), answer["anchor"].to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_export_is_verified_without_us() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    let jobs = Jobs::new(&t).await;
    // Texts that a spreadsheet would compute, or a careless writer break.
    let hostile = alice.with("user-agent", "=cmd|' /C calc'!A0").with("x-request-id", "-1");
    hostile.post("/v1/projects", json!({ "name": "'\"a,b\n=1+1" })).await.expect(201);
    hostile.with("user-agent", "'quoted").post("/v1/projects", json!({ "name": "Zoë" })).await.expect(201);
    write(&t, acme.id, 30).await;
    jobs.seal().await;
    let folder = std::env::temp_dir().join(format!("plugzero-export-{}", t.context.id()));
    std::fs::create_dir(&folder).unwrap();
    let anchor = folder.join("anchor.json");
    let anchor = anchor.to_str().unwrap();

    for format in ["csv", "ndjson"] {
        let answer =
            alice.post("/v1/audit-logs/export", json!({ "format": format })).await.expect(200).json();
        assert_eq!(
            (&answer["complete"], &answer["filtered"], &answer["after"]),
            (&json!(true), &json!(false), &json!(0))
        );
        assert_eq!(answer["rows"], answer["through"]);
        let path = fetch(&answer, &folder).await;
        let (holds, said) = offline(&[&path, "--anchor", anchor]);
        assert!(holds && said.starts_with(&format!("OK: 1 to {}, anchored at", answer["through"])), "{said}");
        let text = std::fs::read_to_string(&path).unwrap();
        if format == "csv" {
            assert!(text.contains("'=cmd|"), "{text}");
            assert!(!text.contains(",=cmd|") && !text.contains(",\"=cmd|"));
        }
        // Cut off, cut out, altered.
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let spoil = |lines: String| {
            std::fs::write(&path, lines).unwrap();
            offline(&[&path, "--anchor", anchor])
        };
        let through = answer["through"].as_i64().unwrap();
        let (holds, said) = spoil(lines[..lines.len() - 1].concat());
        assert!(
            !holds && said == format!("BAD: truncated at {through}: the chain was anchored at {through}\n"),
            "{said}"
        );
        let cut = lines.len() - 5;
        let (holds, said) = spoil([&lines[..cut], &lines[cut + 1..]].concat().concat());
        assert!(!holds && said == format!("BAD: removed at {}\n", through - 4), "{said}");
        let (holds, said) = spoil(
            lines[..cut].concat() + &lines[cut].replace("counted", "granted") + &lines[cut + 1..].concat(),
        );
        assert!(!holds && said == format!("BAD: altered at {}\n", through - 4), "{said}");
    }

    // In two files, and filtered.
    let rest =
        alice.post("/v1/audit-logs/export", json!({ "format": "csv", "after": 10 })).await.expect(200).json();
    let path = fetch(&rest, &folder).await;
    let (holds, said) = offline(&[&path, "--anchor", anchor]);
    assert!(holds && said.contains("what precedes 11 was not looked at"), "{said}");
    let some = json!({ "format": "ndjson", "action": "counted" });
    let some = alice.post("/v1/audit-logs/export", some).await.expect(200).json();
    assert_eq!((&some["rows"], &some["filtered"]), (&json!(30), &json!(true)));
    let path = fetch(&some, &folder).await;
    assert!(offline(&[&path, "--filtered"]).0);
    // A forged signature.
    let forged = std::fs::read_to_string(anchor).unwrap().replace("\"sequence\":", "\"sequence\":1");
    std::fs::write(anchor, forged).unwrap();
    assert!(offline(&[&path, "--anchor", anchor]).1.starts_with("BAD: forged_anchor"));
    std::fs::remove_dir_all(&folder).unwrap();

    let exports = list(alice, "action=exported").await;
    assert_eq!(exports.len(), 4);
    assert_eq!(exports[3]["new_values"]["format"], "csv");
}

#[tokio::test]
async fn an_export_takes_a_fresh_factor_and_says_no_to_nonsense() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    for (body, pointer) in [
        (json!({}), "/format"),
        (json!({ "format": "xml" }), "/format"),
        (json!({ "format": "csv", "after": -1 }), "/after"),
        (json!({ "format": "csv", "from": "x" }), "/from"),
        (json!({ "format": "csv", "q": "" }), "/q"),
        (json!({ "format": "csv", "all": true }), "/all"),
    ] {
        assert_eq!(alice.post("/v1/audit-logs/export", body).await.expect(422).pointers(), [pointer]);
    }
    let dry =
        alice.post("/v1/audit-logs/export?dry_run=true", json!({ "format": "csv" })).await.expect(200).json();
    assert_eq!((&dry["dry_run"], &dry["body"]["url"]), (&json!(true), &json!("")));
    assert!(list(alice, "action=exported").await.is_empty());
    // Nothing is sealed yet: a file with a line of names.
    let empty = alice.get("/v1/audit-logs/export?format=csv").await.expect(303);
    let text = reqwest::get(empty.header("location")).await.unwrap().text().await.unwrap();
    assert!(text.starts_with("sequence,id,organization_id,") && text.lines().count() == 1, "{text}");
    let json =
        alice.with("accept", "application/json").get("/v1/audit-logs/export?format=ndjson").await.expect(200);
    assert_eq!(json.json()["rows"], 0);

    t.advance(SignedDuration::from_mins(11));
    for answer in [
        alice.post("/v1/audit-logs/export", json!({ "format": "csv" })).await,
        alice.get("/v1/audit-logs/export?format=csv").await,
    ] {
        assert_eq!(answer.expect(403).json()["code"], "step_up_required");
    }
    alice.post("/v1/auth/step-up", json!({ "password": PASSWORD })).await.expect(200);
    alice.post("/v1/audit-logs/export", json!({ "format": "csv" })).await.expect(200);
}

/// What the stand-in does of object lock: it knows the bucket's lock and keeps a version from being deleted.
#[tokio::test]
async fn a_version_of_an_anchor_cannot_be_deleted() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    Jobs::new(&t).await.seal().await;
    let bucket = std::env::var("ANCHORS_BUCKET").unwrap();
    let address = format!("{}/{bucket}", std::env::var("AWS_ENDPOINT_URL").unwrap());
    let ask =
        async |query: String| reqwest::get(format!("{address}?{query}")).await.unwrap().text().await.unwrap();
    let lock = ask("object-lock".to_owned()).await;
    assert!(lock.contains("GOVERNANCE"), "the template's lock did not reach the bucket: {lock}");
    let versions = ask(format!("versions&prefix=org/{}/anchors/", acme.id)).await;
    let part = |name: &str| {
        let text = versions.split(&format!("<{name}>")).nth(1).unwrap();
        text.split(&format!("</{name}>")).next().unwrap().to_owned()
    };
    let (key, version) = (part("Key"), part("VersionId"));
    let deletion = reqwest::Client::new().delete(format!("{address}/{key}?versionId={version}")).send().await;
    assert!(!deletion.unwrap().status().is_success());
    assert_eq!(verify(&acme.founder).await["anchored_through"], json!(3));
}
