//! A database per test, cloned from a template that is migrated once, by the real `migrate`.

use std::sync::atomic::{AtomicU32, Ordering};

use domain::Context;
use runtime::database::Database;
use tokio::sync::OnceCell;

static NEXT: AtomicU32 = AtomicU32::new(0);
static TEMPLATE: OnceCell<String> = OnceCell::const_new();

/// A database that nobody else uses.
#[derive(Clone)]
pub struct TestDatabase {
    name: String,
}

/// The address of the server, as its superuser.
fn server() -> tokio_postgres::Config {
    std::env::var("TEST_DATABASE_URL")
        .expect("TEST_DATABASE_URL: run the tests with `make test`")
        .parse()
        .expect("TEST_DATABASE_URL is an address of PostgreSQL")
}

/// A connection as `user` to `database`.
pub async fn connect(user: &str, database: &str) -> tokio_postgres::Client {
    let mut config = server();
    config.user(user).dbname(database);
    let (client, connection) = config.connect(tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

fn pool(user: &str, database: &str, size: usize, context: &Context) -> Database {
    let mut config = server();
    config.user(user).dbname(database);
    Database::new(config, size, context)
}

async fn template() -> &'static str {
    TEMPLATE
        .get_or_init(|| async {
            let name = format!("template_{}", std::process::id());
            let superuser = server().get_user().unwrap_or("postgres").to_owned();
            let admin = connect(&superuser, "postgres").await;
            admin.batch_execute(&format!("create database {name}")).await.unwrap();
            let context = Context::system();
            let app = migrate::App::new(
                pool(&superuser, &name, 1, &context),
                pool("plugzero_owner", &name, 1, &context),
            );
            let report = migrate::migrate(&app).await.unwrap();
            assert!(!report.applied.is_empty());
            name
        })
        .await
}

impl TestDatabase {
    /// Clones the template.
    pub async fn create() -> Self {
        let template = template().await;
        let name = format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let admin = Self::admin_of("postgres").await;
        admin.batch_execute(&format!("create database {name} template {template}")).await.unwrap();
        Self { name }
    }

    async fn admin_of(database: &str) -> tokio_postgres::Client {
        connect(server().get_user().unwrap_or("postgres"), database).await
    }

    /// Its address under one of the platform's roles.
    pub fn url(&self, role: &str) -> String {
        let server = server();
        let port = server.get_ports().first().copied().unwrap_or(5432);
        format!("postgres://{role}@127.0.0.1:{port}/{}", self.name)
    }

    /// A pool under one of the platform's roles.
    pub fn role(&self, role: &str, context: &Context) -> Database {
        pool(role, &self.name, 4, context)
    }

    /// A pool of a given size under one of the platform's roles.
    pub fn pool(&self, role: &str, size: usize, context: &Context) -> Database {
        pool(role, &self.name, size, context)
    }

    /// A connection as the superuser, whom no policy binds: to arrange and to look.
    pub async fn superuser(&self) -> tokio_postgres::Client {
        Self::admin_of(&self.name).await
    }

    /// A connection under one of the platform's roles.
    pub async fn connect_as(&self, role: &str) -> tokio_postgres::Client {
        connect(role, &self.name).await
    }
}
