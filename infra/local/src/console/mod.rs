//! The console: mailbox, queues, schedules and functions, as JSON and on one plain page.

mod guard;
mod live;
mod mailbox;

use std::sync::Arc;

use anyhow::{Context as _, Result};
use axum::response::Html;
use axum::{Router, middleware, routing};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub use live::Live;
pub use mailbox::Mailbox;

/// The console's routes.
pub struct Console {
    router: Router,
}

impl Console {
    /// Everything.
    pub fn new(mailbox: Mailbox, live: Live) -> Self {
        let page = routing::get(async || Html(include_str!("page.html")));
        let router = mailbox::router(Arc::new(mailbox)).merge(live::router(Arc::new(live))).route("/", page);
        Self { router }
    }

    /// Only the mailbox.
    pub fn for_tests(mailbox: Mailbox) -> Self {
        Self { router: mailbox::router(Arc::new(mailbox)) }
    }

    /// Serves on loopback until the end of the program.
    pub async fn serve(self, port: u16) -> Result<JoinHandle<()>> {
        let listener =
            TcpListener::bind(("127.0.0.1", port)).await.context("cannot open the console's port")?;
        let router = self.router.layer(middleware::from_fn_with_state(port, guard::refuse_strangers));
        Ok(tokio::spawn(async move {
            // Never ends by itself: axum retries what fails on single connections.
            let _ = axum::serve(listener, router).await;
        }))
    }
}
