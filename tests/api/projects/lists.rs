//! Paging, sorting, filtering.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{acme, share};
use crate::harness::app::Client;

/// The names of one page, and the cursor of the next.
async fn page(client: &Client, query: &str) -> (Vec<String>, Option<String>) {
    let list = client.get(&format!("/v1/projects?{query}")).await.expect(200).json();
    let names =
        list["data"].as_array().unwrap().iter().map(|project| project["name"].as_str().unwrap().to_owned());
    (names.collect(), list["next_cursor"].as_str().map(str::to_owned))
}

/// The names of all pages; `between` runs after each.
async fn pages(client: &Client, query: &str, mut between: impl AsyncFnMut(usize)) -> Vec<String> {
    let (mut names, mut cursor) = page(client, query).await;
    let mut number = 0;
    while let Some(position) = cursor {
        between(number).await;
        number += 1;
        let (more, next) = page(client, &format!("{query}&cursor={position}")).await;
        assert!(!more.is_empty(), "a cursor leads to something");
        names.extend(more);
        cursor = next;
    }
    names
}

#[tokio::test]
async fn pages_in_any_order_show_every_project_once() {
    let (t, acme) = acme().await;
    let alice = &acme.founder;
    for name in ["delta", "Alpha", "echo", "Bravo", "charlie", "Äther", "foxtrot"] {
        alice.project(name).await;
    }
    // Equal values: the id decides.
    let admin = t.database.superuser().await;
    admin
        .execute(
            "update ingestion.projects set created_at = '2026-01-01', updated_at = '2026-01-01' \
                   where lower(name) in ('alpha', 'bravo', 'charlie')",
            &[],
        )
        .await
        .unwrap();
    let all = |names: &[String]| names.iter().cloned().collect::<BTreeSet<_>>().len();
    for sort in ["created_at", "updated_at", "name"] {
        let (whole, end) = page(alice, &format!("sort={sort}")).await;
        assert_eq!((all(&whole), end), (7, None));
        for limit in [1, 2, 3, 7, 8] {
            let up = pages(alice, &format!("limit={limit}&sort={sort}"), async |_| ()).await;
            assert_eq!(up, whole, "{limit} {sort}");
            let mut down = pages(alice, &format!("limit={limit}&sort=-{sort}"), async |_| ()).await;
            down.reverse();
            assert_eq!(down, whole, "{limit} -{sort}");
        }
    }
    let (newest_first, _) = page(alice, "").await;
    assert_eq!(newest_first[0], "foxtrot", "the youngest is first where nothing is said");
}

#[tokio::test]
async fn nothing_is_skipped_or_repeated_while_projects_are_inserted() {
    let (_, acme) = acme().await;
    let alice = &acme.founder;
    for n in 0..6 {
        alice.project(&format!("old {n}")).await;
    }
    for sort in ["-created_at", "created_at", "name", "-name"] {
        let query = format!("limit=2&sort={sort}");
        let seen = pages(alice, &query, async |n| {
            if n < 3 {
                // One that sorts before everything, one behind.
                alice.project(&format!("a {sort} {n}")).await;
                alice.project(&format!("z {sort} {n}")).await;
            }
        })
        .await;
        let unique: BTreeSet<_> = seen.iter().collect();
        assert_eq!(unique.len(), seen.len(), "repeated: {seen:?}");
        for n in 0..6 {
            assert!(seen.contains(&format!("old {n}")), "skipped: {seen:?}");
        }
    }
}

#[tokio::test]
async fn deleting_the_last_row_of_a_page_does_not_lose_the_place() {
    let (_, acme) = acme().await;
    let alice = &acme.founder;
    let mut ids = Vec::new();
    for name in ["a", "b", "c", "d"] {
        ids.push(alice.project(name).await);
    }
    let seen = pages(alice, "limit=2&sort=name", async |_| {
        alice.delete(&format!("/v1/projects/{}", ids[1])).await.expect(204);
    })
    .await;
    assert_eq!(seen, ["a", "b", "c", "d"]);
}

#[tokio::test]
async fn a_page_that_cannot_be_is_refused_by_name() {
    let (_, acme) = acme().await;
    let alice = &acme.founder;
    for name in ["a", "b", "c"] {
        alice.project(name).await;
    }
    let (_, cursor) = page(alice, "limit=1").await;
    let cursor = cursor.unwrap();
    let forged = |value: Value| {
        use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
        format!("cursor={}", BASE64_URL_SAFE_NO_PAD.encode(value.to_string()))
    };
    let id = acme.id;
    for (query, pointer) in [
        ("limit=0".to_owned(), "?limit"),
        ("limit=201".to_owned(), "?limit"),
        ("limit=-1".to_owned(), "?limit"),
        ("limit=x".to_owned(), "?limit"),
        ("limit=".to_owned(), "?limit"),
        ("limit=1&limit=2".to_owned(), "?limit"),
        ("sort=id".to_owned(), "?sort"),
        ("sort=--name".to_owned(), "?sort"),
        ("sort=created_at;drop table x".replace(' ', "%20"), "?sort"),
        ("cursor=garbage".to_owned(), "?cursor"),
        ("cursor=".to_owned(), "?cursor"),
        (format!("cursor={cursor}&sort=name"), "?cursor"),
        (format!("cursor={cursor}&sort=created_at"), "?cursor"),
        (forged(json!({ "s": "-created_at", "v": "now", "i": id })), "?cursor"),
        (forged(json!({ "s": "-created_at", "v": "infinity", "i": id })), "?cursor"),
        (forged(json!({ "s": "-created_at", "v": "2026-01-01T00:00:00Z", "i": "x" })), "?cursor"),
        (forged(json!({ "s": "-created_at", "i": id })), "?cursor"),
        (format!("{}&sort=name", forged(json!({ "s": "name", "v": "a\u{0}", "i": id }))), "?cursor"),
        ("status=ACTIVE".to_owned(), "?status"),
        ("manager_id=me".to_owned(), "?manager_id"),
        ("colour=red".to_owned(), "?colour"),
        ("dry_run=true".to_owned(), "?dry_run"),
        (format!("q={}", "x".repeat(201)), "?q"),
    ] {
        let answer = alice.get(&format!("/v1/projects?{query}")).await.expect(422);
        assert_eq!(answer.pointers(), [pointer], "{query}");
    }
    alice.get("/v1/projects?q=%00").await.expect(422);
    assert_eq!(page(alice, "limit=200").await.0.len(), 3);
}

#[tokio::test]
async fn a_search_text_is_taken_literally() {
    let (_, acme) = acme().await;
    let alice = &acme.founder;
    for name in ["100% cotton", "100 cotton", "snake_case", "snakeXcase", r"back\slash", "ÜBER uns", "O'Hara"]
    {
        alice.project(name).await;
    }
    for (q, expected) in [
        ("%25", vec!["100% cotton"]),
        ("0%25%20C", vec!["100% cotton"]),
        ("_", vec!["snake_case"]),
        ("CASE", vec!["snake_case", "snakeXcase"]),
        ("%5C", vec![r"back\slash"]),
        ("%C3%BCber", vec!["ÜBER uns"]),
        ("'", vec!["O'Hara"]),
        ("nowhere", vec![]),
    ] {
        let (mut names, _) = page(alice, &format!("q={q}")).await;
        names.sort_by_key(|name| name.to_lowercase());
        let mut expected = expected;
        expected.sort_by_key(|name| name.to_lowercase());
        assert_eq!(names, expected, "{q}");
    }
}

#[tokio::test]
async fn filters_narrow_and_combine() {
    let (_, acme) = acme().await;
    let alice = &acme.founder;
    let bob = acme.user("bob", "viewer").await;
    for (name, status, manager) in [
        ("Apollo", "active", Some(bob.id)),
        ("Gemini", "active", None),
        ("Mercury", "completed", Some(bob.id)),
        ("Vostok", "on-hold", Some(alice.id)),
    ] {
        let input = json!({ "name": name, "status": status, "manager_id": manager });
        alice.post("/v1/projects", input).await.expect(201);
    }
    let bobs = format!("manager_id={}", bob.id);
    for (query, expected) in [
        ("status=active".to_owned(), vec!["Apollo", "Gemini"]),
        ("status=on-hold".to_owned(), vec!["Vostok"]),
        (bobs.clone(), vec!["Apollo", "Mercury"]),
        (format!("{bobs}&status=active"), vec!["Apollo"]),
        (format!("{bobs}&status=active&q=gem"), vec![]),
        (format!("manager_id={}", acme.id), vec![]),
    ] {
        assert_eq!(page(alice, &format!("{query}&sort=name")).await.0, expected, "{query}");
    }
    assert_eq!(pages(alice, "status=active&limit=1&sort=name", async |_| ()).await, ["Apollo", "Gemini"]);
}

#[tokio::test]
async fn lists_hold_back_what_the_caller_may_not_see() {
    let (t, acme) = acme().await;
    let alice = &acme.founder;
    let viewer = acme.user("viewer", "viewer").await;
    for n in 0..5 {
        let project = alice.project(&format!("{n}")).await;
        if n % 2 == 0 {
            share(alice, project, &[&viewer]).await;
        }
    }
    t.organization("other").await.founder.project("foreign").await;

    assert_eq!(pages(&viewer, "limit=1&sort=name", async |_| ()).await, ["0", "2", "4"]);
    assert_eq!(pages(alice, "limit=2&sort=name", async |_| ()).await, ["0", "1", "2", "3", "4"]);
}
