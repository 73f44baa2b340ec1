//! The functions' routers on one database, and people who use them.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr},
    sync::{
        Arc, OnceLock,
        atomic::{AtomicI64, Ordering},
    },
};

use axum::{Router, body::Body};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use domain::{
    Context,
    accounts::{
        caller::{Caller, Credential, Origin},
        passwords,
        registration::{self, Registration},
    },
    ids::{OrganizationId, SessionId, UserId},
};
use http::{Method, Request};
use jiff::{SignedDuration, Timestamp};
use lambda_http::request::RequestContext;
use runtime::{aws::state_table::StateTable, fetch::Rules};
use serde_json::{Value, json};
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;

use super::{
    database::TestDatabase,
    http::{Answer, send},
    usage::settle,
};

/// The password of everybody in the tests.
pub const PASSWORD: &str = "a password for tests";

/// The platform, in-process, on its own database.
#[derive(Clone)]
pub struct TestApp {
    pub database: TestDatabase,
    pub context: Context,
    clock: Arc<AtomicI64>,
    functions: Arc<Vec<Function>>,
    unmatched: Router,
    /// The function that reads files, for [`super::files`].
    pub reader: on_file_uploaded::App,
    /// The function that looks at images and attachments, for [`super::media`].
    pub looker: on_media_uploaded::App,
    /// The function that computes analyses, for [`super::analyses`].
    pub computer: run_analysis::App,
    /// The function that writes exports, for [`super::exports`].
    pub exporter: run_export::App,
    /// The function that collects and erases personal data, for [`super::exports`].
    pub custodian: handle_personal_data::App,
    address: IpAddr,
}

struct Function {
    paths: Vec<Vec<String>>,
    router: Router,
}

impl Function {
    fn new<S: Clone + Send + Sync + 'static>(routes: OpenApiRouter<S>, router: Router) -> Self {
        let paths = routes
            .get_openapi()
            .paths
            .paths
            .keys()
            .map(|path| path.split('/').map(str::to_owned).collect())
            .collect();
        Self { paths, router }
    }

    fn has(&self, path: &str) -> bool {
        let asked: Vec<&str> = path.split('/').collect();
        self.paths.iter().any(|path| {
            path.len() == asked.len()
                && path.iter().zip(&asked).all(|(part, asked)| part.starts_with('{') || part == asked)
        })
    }
}

impl TestApp {
    /// Starts everything on a fresh database.
    pub async fn start() -> Self {
        runtime::telemetry::init();
        let database = TestDatabase::create().await;
        // The clock is real but can be moved.
        let clock = Arc::new(AtomicI64::new(0));
        let ahead = clock.clone();
        let real = Context::system();
        let context = Context::new(
            move || real.now() + SignedDuration::from_secs(ahead.load(Ordering::Relaxed)),
            |bytes| {
                let random = Context::system();
                bytes.chunks_mut(16).for_each(|chunk| {
                    chunk.copy_from_slice(&random.bytes::<16>()[..chunk.len()]);
                });
            },
        );
        let table = StateTable::from_env().await.unwrap();
        let identity = database.role("plugzero_identity", &context);
        let app = database.role("plugzero_app", &context);
        let auth = auth::App::new(&context, identity.clone(), table.clone()).await.unwrap();
        let me = me::App::new(&context, identity.clone(), table.clone()).await.unwrap();
        let organizations =
            organizations::App::new(&context, app.clone(), identity, table.clone()).await.unwrap();
        let reader = on_file_uploaded::App::new(app.clone()).await.unwrap();
        let looker = on_media_uploaded::App::new(app.clone()).await.unwrap();
        let computer = run_analysis::App::new(app.clone(), run_analysis::MEMORY).await.unwrap();
        let exporter = run_export::App::new(app.clone()).await.unwrap();
        let privacy = database.role("plugzero_privacy", &context);
        let custodian = handle_personal_data::App::new(app.clone(), privacy).await.unwrap();
        let analyses = analyses::App::new(&context, app.clone(), table.clone()).await.unwrap();
        let files = files::App::new(&context, app.clone(), table.clone()).await.unwrap();
        let upload_templates =
            upload_templates::App::new(&context, app.clone(), table.clone()).await.unwrap();
        let tags = tags::App::new(&context, app.clone(), table.clone()).await.unwrap();
        let media = media::App::new(&context, app.clone(), table.clone()).await.unwrap();
        let bookmarks = bookmarks::App::new(&context, app.clone(), table.clone()).await.unwrap();
        let audit_logs = audit_logs::App::new(&context, app.clone(), table.clone()).await.unwrap();
        let exports = exports::App::new(&context, app.clone(), table.clone()).await.unwrap();
        let erasures = erasures::App::new(&context, app.clone(), table.clone()).await.unwrap();
        let settings = settings::App::new(&context, app.clone(), table.clone()).await.unwrap();
        let subscriptions = subscriptions::App::new(&context, app.clone(), table.clone()).await.unwrap();
        let api_keys = api_keys::App::new(&context, app.clone(), table.clone()).await.unwrap();
        let notifications = notifications::App::new(&context, app.clone(), table.clone()).await.unwrap();
        let comments = comments::App::new(&context, app.clone(), table.clone()).await.unwrap();
        let webhooks =
            webhooks::App::new(&context, app.clone(), table.clone(), Rules::LOOPBACK).await.unwrap();
        let roles = roles::App::new(&context, app.clone(), table.clone()).await.unwrap();
        let teams = teams::App::new(&context, app.clone(), table.clone()).await.unwrap();
        let permissions = permissions::App::new(&context, app.clone(), table.clone()).await.unwrap();
        let projects = projects::App::new(&context, app, table).await.unwrap();
        let docs = docs::App::from_env().await.unwrap();
        let health = health::App::new(&context, database.role("plugzero_public", &context)).await.unwrap();
        let functions = vec![
            Function::new(auth::routes(), auth::router(auth)),
            Function::new(me::routes(), me::router(me)),
            Function::new(organizations::routes(), organizations::router(organizations)),
            Function::new(projects::routes(), projects::router(projects)),
            Function::new(files::routes(), files::router(files)),
            Function::new(analyses::routes(), analyses::router(analyses)),
            Function::new(upload_templates::routes(), upload_templates::router(upload_templates)),
            Function::new(tags::routes(), tags::router(tags)),
            Function::new(media::routes(), media::router(media)),
            Function::new(bookmarks::routes(), bookmarks::router(bookmarks)),
            Function::new(exports::routes(), exports::router(exports)),
            Function::new(erasures::routes(), erasures::router(erasures)),
            Function::new(settings::routes(), settings::router(settings)),
            Function::new(audit_logs::routes(), audit_logs::router(audit_logs)),
            Function::new(subscriptions::routes(), subscriptions::router(subscriptions)),
            Function::new(api_keys::routes(), api_keys::router(api_keys)),
            Function::new(notifications::routes(), notifications::router(notifications)),
            Function::new(comments::routes(), comments::router(comments)),
            Function::new(webhooks::routes(), webhooks::router(webhooks)),
            Function::new(roles::routes(), roles::router(roles)),
            Function::new(teams::routes(), teams::router(teams)),
            Function::new(permissions::routes(), permissions::router(permissions)),
            Function::new(docs::routes(), docs::router(docs)),
            Function::new(health::routes(), health::router(health)),
        ];
        let unmatched = unmatched::router(unmatched::App::from_env().await.unwrap());
        // Limits are counted in a table that all tests share: each test comes from an address of its own.
        let [a, b, c] = context.bytes();
        let address = Ipv4Addr::new(10, a, b, c).into();
        Self {
            database,
            context,
            clock,
            functions: Arc::new(functions),
            unmatched,
            address,
            reader,
            looker,
            computer,
            exporter,
            custodian,
        }
    }

    /// Moves the clock.
    pub fn advance(&self, by: SignedDuration) {
        self.clock.fetch_add(by.as_secs(), Ordering::Relaxed);
    }

    /// The application's present.
    pub fn now(&self) -> Timestamp {
        self.context.now()
    }

    /// Sends a request to the function whose path it names, as the gateway would.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let path = request.uri().path().to_owned();
        let router = self.functions.iter().find(|function| function.has(&path));
        send(router.map_or(&self.unmatched, |function| &function.router), request).await
    }

    /// Somebody without credentials.
    pub fn anonymous(&self) -> Client {
        Client { app: self.clone(), token: None, headers: HashMap::new(), address: self.address }
    }

    /// A new organization; its people are added by role.
    pub async fn organization(&self, name: &str) -> Organization {
        let email = format!("founder-{}@{name}.example", Uuid::from_bytes(self.context.bytes()).simple());
        self.register_proven(&email, name).await;
        let founder = self.sign_in(&email).await;
        Organization { app: self.clone(), id: founder.organization, name: name.to_owned(), founder }
    }

    async fn register_proven(&self, email: &str, organization: &str) {
        let identity = self.database.role("plugzero_identity", &self.context);
        let registration = Registration {
            email: email.to_owned(),
            password_hash: password_hash().to_owned(),
            first_name: "Test".to_owned(),
            last_name: organization.to_owned(),
            organization_name: organization.to_owned(),
        };
        let tx = identity.identity().await.unwrap();
        registration::register_proven(&tx, &registration).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Signs in.
    pub async fn sign_in(&self, email: &str) -> User {
        let answer = self
            .anonymous()
            .post("/v1/auth/login?cookie=false", json!({ "email": email, "password": PASSWORD }))
            .await
            .expect(200)
            .json();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        User {
            id: text(&answer["user"]["id"]).parse().unwrap(),
            email: text(&answer["user"]["email"]),
            organization: text(&answer["organization"]["id"]).parse().unwrap(),
            refresh_token: text(&answer["refresh_token"]),
            client: Client {
                app: self.clone(),
                token: Some(text(&answer["access_token"])),
                ..self.anonymous()
            },
        }
    }
}

fn password_hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| passwords::hash(&Context::system(), PASSWORD).unwrap())
}

/// A tenant.
pub struct Organization {
    app: TestApp,
    pub id: Uuid,
    pub name: String,
    /// Its owner.
    pub founder: User,
}

impl Organization {
    /// A new person with one role.
    pub async fn user(&self, name: &str, role: &str) -> User {
        let email = format!("{name}-{}@{}.example", self.id.simple(), self.name);
        let admin = self.app.database.superuser().await;
        let user = self.app.context.id();
        admin
            .execute(
                "insert into accounts.users (id, email, password_hash, first_name, last_name, email_verified, \
                 created_at, updated_at) values ($1, $2, $3, $4, 'Test', true, now(), now())",
                &[&user, &email, &password_hash(), &name],
            )
            .await
            .unwrap();
        self.grant(user, role).await;
        self.app.sign_in(&email).await
    }

    /// Takes somebody in who signed up elsewhere.
    pub async fn admit(&self, user: &User, role: &str) {
        self.grant(user.id, role).await;
    }

    async fn grant(&self, user: Uuid, role: &str) {
        let admin = self.app.database.superuser().await;
        let membership = self.app.context.id();
        admin
            .execute(
                "insert into accounts.memberships (id, organization_id, user_id, created_at, updated_at) \
                 values ($1, $2, $3, now(), now())",
                &[&membership, &self.id, &user],
            )
            .await
            .unwrap();
        let granted = admin
            .execute(
                "insert into accounts.membership_roles (organization_id, membership_id, role_id, created_at) \
                 select $1, $2, id, now() from accounts.roles where name = $3",
                &[&self.id, &membership, &role],
            )
            .await
            .unwrap();
        assert_eq!(granted, 1, "there is no role {role}");
        settle(&self.app, self.id).await;
    }

    /// Gives a member one of the organization's own roles.
    pub async fn assign(&self, user: &User, custom_role: Uuid) {
        let admin = self.app.database.superuser().await;
        let assigned = admin
            .execute(
                "insert into accounts.membership_custom_roles \
                 (organization_id, membership_id, custom_role_id, created_at) \
                 select $1, id, $3, now() from accounts.memberships where organization_id = $1 and user_id = $2",
                &[&self.id, &user.id, &custom_role],
            )
            .await
            .unwrap();
        assert_eq!(assigned, 1);
    }
}

/// A signed-in person.
#[derive(Clone)]
pub struct User {
    pub id: Uuid,
    pub email: String,
    pub organization: Uuid,
    pub refresh_token: String,
    pub client: Client,
}

impl std::ops::Deref for User {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl User {
    /// The caller whom the access token proves.
    pub fn caller(&self) -> Caller {
        let claims = self.token.as_deref().unwrap().split('.').nth(1).unwrap();
        let claims: Value = serde_json::from_slice(&BASE64.decode(claims).unwrap()).unwrap();
        Caller {
            user: UserId(self.id),
            organization: OrganizationId(self.organization),
            credential: Credential::Session(SessionId(claims["sid"].as_str().unwrap().parse().unwrap())),
            origin: Origin::default(),
            idempotency: None,
            dry_run: false,
        }
    }

    /// Creates a project and returns its id.
    pub async fn project(&self, name: &str) -> Uuid {
        self.client.project_named(name).await
    }

    /// Creates a thing and returns its id.
    pub async fn created(&self, path: &str, body: Value) -> Uuid {
        let answer = self.post(path, body).await.expect(201).json();
        answer["id"].as_str().unwrap().parse().unwrap()
    }

    /// Creates a team with members.
    pub async fn team(&self, name: &str, members: &[(&Self, &str)]) -> Uuid {
        let team = self.created("/v1/teams", json!({ "name": name })).await;
        for (user, role) in members {
            let member = json!({ "user_id": user.id, "role": role });
            self.post(&format!("/v1/teams/{team}/members"), member).await.expect(201);
        }
        team
    }

    /// Grants something on a thing and returns the grant's id.
    pub async fn granted(&self, thing: (&str, Uuid), to: (&str, Uuid), level: &str) -> Uuid {
        let grant = json!({
            "resource_type": thing.0, "resource_id": thing.1, "principal_type": to.0, "principal_id": to.1,
            "permission_type": level,
        });
        self.created("/v1/resource-permissions", grant).await
    }
}

/// Sends requests, signed in or not.
#[derive(Clone)]
pub struct Client {
    app: TestApp,
    pub token: Option<String>,
    headers: HashMap<String, String>,
    address: IpAddr,
}

impl Client {
    /// The same with a header on every request.
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut client = self.clone();
        client.headers.insert(name.to_owned(), value.to_owned());
        client
    }

    /// The same from another address.
    pub fn from(&self, address: &str) -> Self {
        Self { address: address.parse().unwrap(), ..self.clone() }
    }

    /// The same with another access token.
    pub fn bearing(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// Creates a project and returns its id.
    pub async fn project_named(&self, name: &str) -> Uuid {
        let answer = self.post("/v1/projects", json!({ "name": name })).await.expect(201).json();
        answer["id"].as_str().unwrap().parse().unwrap()
    }

    /// Sends any request; `body` is sent as JSON.
    pub async fn request(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        match body {
            Some(body) if !self.headers.contains_key("content-type") => {
                self.with("content-type", "application/json").send(method, path, body.to_string()).await
            }
            Some(body) => self.send(method, path, body.to_string()).await,
            None => self.send(method, path, Body::empty()).await,
        }
    }

    /// Sends any request with any body, as it comes through the gateway.
    pub async fn send(&self, method: Method, path: &str, body: impl Into<Body>) -> Answer {
        let context: RequestContext = serde_json::from_value(json!({
            "http": { "method": method.as_str(), "path": path, "sourceIp": self.address },
            "timeEpoch": 0,
        }))
        .unwrap();
        let mut request = Request::builder().method(method).uri(path).extension(context);
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        self.app.send(request.body(body.into()).unwrap()).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.request(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.request(Method::POST, path, Some(body)).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.request(Method::PATCH, path, Some(body)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.request(Method::PUT, path, Some(body)).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.request(Method::DELETE, path, None).await
    }
}

/// The mails to an address, newest first.
pub async fn mailbox(to: &str) -> Vec<Value> {
    let address = std::env::var("MAILBOX_URL").unwrap();
    reqwest::get(format!("{address}?to={to}")).await.unwrap().json().await.unwrap()
}
