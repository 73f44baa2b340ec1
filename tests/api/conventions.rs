//! What holds on every route.

use http::Method;
use serde_json::{Value, json};

use crate::harness::{TestApp, http::Answer};

/// Checks that an answer is a problem document, whole and true.
#[track_caller]
fn assert_problem(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status(), status, "{answer:?}");
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem = answer.json();
    assert_eq!(problem["status"], status);
    assert_eq!(problem["code"], code);
    assert_eq!(problem["title"], answer.status.canonical_reason().unwrap());
    assert_eq!(problem["request_id"], answer.header("x-request-id"));
    for field in ["type", "detail"] {
        assert!(!problem[field].as_str().unwrap().is_empty(), "{field}");
    }
    assert_eq!(problem.get("errors").is_some(), status == 422, "errors belong to 422");
}

#[tokio::test]
async fn an_unknown_address_is_a_problem_document() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    for path in
        ["/", "/v1", "/v1/nothing", "/v2/projects", "/v1/projects/", "/v1/projects/x/y/z", "/%00", "/v1/%ff"]
    {
        for client in [&t.anonymous(), &alice.client] {
            assert_problem(&client.get(path).await, 404, "not_found");
            assert_problem(&client.post(path, json!({})).await, 404, "not_found");
        }
    }
}

#[tokio::test]
async fn a_wrong_method_is_told_the_right_ones() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = format!("/v1/projects/{}", alice.project("Apollo").await);
    for (path, method, allowed) in [
        ("/v1/projects", Method::DELETE, "GET,HEAD,POST"),
        (&project, Method::POST, "DELETE,GET,HEAD,PATCH"),
        (&format!("{project}/members"), Method::PATCH, "GET,HEAD,PUT"),
        ("/v1/me", Method::PUT, "DELETE,GET,HEAD,PATCH"),
        ("/v1/auth/login", Method::GET, "POST"),
        ("/v1/openapi.json", Method::POST, "GET,HEAD"),
        ("/docs", Method::TRACE, "GET,HEAD"),
    ] {
        let answer = alice.request(method, path, None).await;
        assert_problem(&answer, 405, "method_not_allowed");
        let mut methods: Vec<_> = answer.header("allow").split(',').map(str::trim).collect();
        methods.sort_unstable();
        assert_eq!(methods.join(","), allowed, "{path}");
    }
}

#[tokio::test]
async fn a_body_of_another_type_is_refused() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    for content_type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "json", ""]
    {
        let answer =
            alice.with("content-type", content_type).post("/v1/projects", json!({ "name": "a" })).await;
        assert_problem(&answer, 415, "unsupported_media_type");
    }
    assert_problem(&alice.send(Method::POST, "/v1/projects", "{}").await, 415, "unsupported_media_type");
    for (name, content_type) in [
        ("a", "application/json; charset=utf-8"),
        ("b", "Application/JSON"),
        ("c", "application/merge-patch+json"),
    ] {
        alice
            .with("content-type", content_type)
            .post("/v1/projects", json!({ "name": name }))
            .await
            .expect(201);
    }
}

#[tokio::test]
async fn what_is_no_json_is_refused() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder.client.with("content-type", "application/json");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for body in ["", "{", "{\"name\":}", "nul", "{\"name\":\"\\ud800\"}", "{\"name\":1e999}", "{} {}", &deep]
    {
        assert_problem(
            &alice.send(Method::POST, "/v1/projects", body.to_owned()).await,
            400,
            "malformed_json",
        );
    }
    let latin1 = b"{\"name\":\"caf\xe9\"}".to_vec();
    assert_problem(&alice.send(Method::POST, "/v1/projects", latin1).await, 400, "malformed_json");
}

#[tokio::test]
async fn a_body_may_have_a_mebibyte() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder.client.with("content-type", "application/json");
    let body = |length: usize| {
        let frame = json!({ "name": "a", "description": "" }).to_string().len();
        json!({ "name": "a", "description": "x".repeat(length - frame) }).to_string()
    };
    let (exact, over) = (body(1024 * 1024), body(1024 * 1024 + 1));
    for client in [&alice, &alice.with("idempotency-key", "k")] {
        assert_problem(&client.send(Method::POST, "/v1/projects", exact.clone()).await, 422, "invalid");
        assert_problem(&client.send(Method::POST, "/v1/projects", over.clone()).await, 413, "body_too_large");
    }
    assert_problem(&t.anonymous().send(Method::POST, "/v1/projects", over).await, 401, "unauthenticated");
}

#[tokio::test]
async fn nul_is_refused_wherever_it_hides() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let answer = alice.post("/v1/projects", json!({ "name": "a\u{0}" })).await;
    assert_problem(&answer, 422, "invalid");
    assert_eq!(
        (answer.pointers(), &answer.json()["errors"][0]["code"]),
        (vec!["/name".to_owned()], &json!("nul_character"))
    );
    alice.post("/v1/projects", json!({ "a\u{0}b": 1 })).await.expect(422);
    assert_problem(&alice.get("/v1/projects?q=a%00b").await, 422, "invalid");
    assert_problem(&alice.get("/v1/projects/%00").await, 404, "not_found");
}

#[tokio::test]
async fn a_malformed_id_is_an_absent_one() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let told = |answer: Answer| {
        let mut problem = answer.json();
        problem.as_object_mut().unwrap().remove("request_id");
        let mut headers: Vec<_> =
            answer.headers.iter().map(|(name, value)| (name.to_string(), value.clone())).collect();
        headers.retain(|(name, _)| !["x-request-id", "ratelimit"].contains(&name.as_str()));
        (answer.status(), problem, headers)
    };
    let absent = told(alice.get(&format!("/v1/projects/{}", t.context.id())).await);
    assert_eq!(absent.0, 404);
    for id in
        ["x", "0", "null", "%20", "..%2f..", "00000000-0000-0000-0000-00000000000", &"9".repeat(2000), "%ff"]
    {
        assert_eq!(told(alice.get(&format!("/v1/projects/{id}")).await), absent, "{id}");
    }
    alice.patch("/v1/projects/x", json!({ "name": 7 })).await.expect(404);
    alice.delete("/v1/projects/x").await.expect(404);
}

#[tokio::test]
async fn a_decent_request_id_comes_back() {
    let t = TestApp::start().await;
    for id in ["a", "A-z_0.9", &"x".repeat(64)] {
        for path in ["/v1/me", "/v1/nothing", "/v1/openapi.json"] {
            assert_eq!(t.anonymous().with("x-request-id", id).get(path).await.header("x-request-id"), id);
        }
    }
    for id in ["", "a b", "a/b", "é", "<script>", &"x".repeat(65)] {
        let answer = t.anonymous().with("x-request-id", id).get("/v1/me").await;
        let ours = answer.header("x-request-id");
        assert!(ours.parse::<uuid::Uuid>().is_ok(), "{id} became {ours}");
        assert_eq!(answer.json()["request_id"], ours);
    }
}

#[tokio::test]
async fn every_answer_is_hardened() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    for path in
        ["/v1/me", "/v1/projects", "/v1/nothing", "/docs", "/v1/openapi.json", "/v1/health", "/v1/projects/x"]
    {
        for client in [&alice.client, &t.anonymous()] {
            let answer = client.get(path).await;
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
            assert!(!answer.header("cache-control").is_empty(), "{path}");
            assert!(!answer.header("x-request-id").is_empty(), "{path}");
        }
    }
    assert_eq!(alice.get("/v1/me").await.header("cache-control"), "private, no-cache");
}

#[tokio::test]
async fn allowed_pages_may_call_and_others_may_not() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let allowed = std::env::var("ALLOWED_ORIGINS").unwrap().split(',').next().unwrap().to_owned();
    let preflight = |origin: &str| {
        let client = t
            .anonymous()
            .with("origin", origin)
            .with("access-control-request-method", "PATCH")
            .with("access-control-request-headers", "authorization,if-match,idempotency-key");
        async move { client.request(Method::OPTIONS, "/v1/projects", None).await.expect(200) }
    };

    let answer = preflight(&allowed).await;
    assert_eq!(answer.header("access-control-allow-origin"), allowed);
    assert_eq!(answer.header("access-control-allow-credentials"), "true");
    assert!(answer.header("access-control-allow-methods").contains("PATCH"));
    for header in
        ["authorization", "content-type", "if-match", "if-none-match", "idempotency-key", "x-request-id"]
    {
        assert!(answer.header("access-control-allow-headers").contains(header), "{header}");
    }
    for foreign in ["https://evil.example", "null", &format!("{allowed}.evil.example")] {
        assert_eq!(preflight(foreign).await.header("access-control-allow-origin"), "", "{foreign}");
        let answer = alice.with("origin", foreign).get("/v1/projects").await;
        assert_eq!(answer.header("access-control-allow-origin"), "", "{foreign}");
    }
    let answer = alice.with("origin", &allowed).get("/v1/projects/x").await.expect(404);
    assert_eq!(answer.header("access-control-allow-origin"), allowed, "scripts can read errors too");
    for header in ["etag", "location", "retry-after", "x-request-id", "ratelimit"] {
        assert!(answer.header("access-control-expose-headers").contains(header), "{header}");
    }
    assert!(answer.header("vary").to_lowercase().contains("origin"));
}

#[tokio::test]
async fn callers_know_where_they_stand_with_their_limit() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let left = |answer: &Answer| -> i64 {
        let (_, left) = answer.header("ratelimit").split_once("r=").unwrap();
        left.split(';').next().unwrap().parse().unwrap()
    };

    let (first, second) = (alice.get("/v1/projects").await, alice.get("/v1/projects").await);

    assert_eq!(first.header("ratelimit-policy"), "\"caller\";q=1200;w=60");
    assert!(left(&first) < 1200 && left(&first) > 1000, "{}", first.header("ratelimit"));
    assert_eq!(left(&second), left(&first) - 1);
    let anonymous = t.anonymous().get("/v1/projects").await.expect(401);
    assert_eq!(anonymous.header("ratelimit-policy"), "\"address\";q=600;w=60");
}

#[tokio::test]
async fn too_many_requests_are_told_when_to_come_back() {
    let t = TestApp::start().await;
    // From the beginning of a window, so that the requests fall into one.
    t.advance(jiff::SignedDuration::from_secs(60 - t.now().as_second().rem_euclid(60)));
    let crowd = t.anonymous().from("203.0.113.40");
    let mut refused = None;
    // The quota is 600; each function may hold a block of its own.
    for _ in 0..700 {
        let answer = crowd.get("/v1/projects").await;
        if answer.status() == 429 {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("a limit");
    assert_problem(&refused, 429, "too_many_requests");
    let wait: i64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait));
    assert!(refused.header("ratelimit").contains("r=0;"), "{}", refused.header("ratelimit"));
    t.anonymous().get("/v1/projects").await.expect(401);
    t.advance(jiff::SignedDuration::from_secs(wait));
    crowd.get("/v1/projects").await.expect(401);
}

#[tokio::test]
async fn a_head_is_a_get_without_its_body() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    for path in ["/v1/projects", "/v1/me", "/docs", "/v1/nothing", "/v1/projects/x"] {
        let (get, head) = (alice.get(path).await, alice.request(Method::HEAD, path, None).await);
        assert_eq!(head.status, get.status, "{path}");
        assert_eq!(head.header("content-type"), get.header("content-type"), "{path}");
        assert!(head.body.is_empty(), "{path}");
    }
}

#[tokio::test]
async fn the_contract_is_there_for_programs_and_for_people() {
    let t = TestApp::start().await;
    let document = t.anonymous().get("/v1/openapi.json").await.expect(200);
    assert_eq!(document.header("content-type"), "application/json");
    let document = document.json();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["info"]["title"], "PlugZero");
    let page = t.anonymous().get("/docs").await.expect(200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && !policy.contains("script-src"), "{policy}");
    let page = String::from_utf8(page.body).unwrap();
    for path in document["paths"].as_object().unwrap().keys() {
        assert!(page.contains(path.as_str()), "{path} is not on the page");
    }
}

#[tokio::test]
async fn the_platform_says_how_it_is() {
    let t = TestApp::start().await;
    let answer = t.anonymous().get("/v1/health").await.expect(200);
    assert_eq!(answer.json()["status"], "ok");
    assert_eq!(answer.json()["version"], env!("CARGO_PKG_VERSION"));
    let ready = t.anonymous().get("/v1/health/ready").await.expect(200);
    assert_eq!(ready.json(), answer.json());
    assert_ne!(answer.json(), Value::Null);
}
