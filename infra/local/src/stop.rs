//! The wish to stop: from a signal or from within, seen by every task.

use anyhow::Result;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// A shared flag that is set once.
#[derive(Clone)]
pub struct Stop {
    sender: watch::Sender<bool>,
}

impl Stop {
    /// A flag that Ctrl-C, SIGTERM and a closed terminal set.
    pub fn on_signals() -> Result<Self> {
        let stop = Self { sender: watch::Sender::new(false) };
        let mut signals = [
            signal(SignalKind::interrupt())?,
            signal(SignalKind::terminate())?,
            signal(SignalKind::hangup())?,
        ];
        let flag = stop.clone();
        tokio::spawn(async move {
            let [interrupt, terminate, hangup] = &mut signals;
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
                _ = hangup.recv() => {}
            }
            flag.request();
        });
        Ok(stop)
    }

    /// Sets the flag.
    pub fn request(&self) {
        self.sender.send_replace(true);
    }

    /// Whether it is set.
    pub fn is_requested(&self) -> bool {
        *self.sender.borrow()
    }

    /// Waits until it is set.
    pub async fn requested(&self) {
        let mut receiver = self.sender.subscribe();
        // We hold the sender, so waiting cannot fail.
        let _ = receiver.wait_for(|requested| *requested).await;
    }
}
