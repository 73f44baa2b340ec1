//! A relay that is killed at each of its steps: what it had in hand goes out with the next one, perhaps twice.

use std::collections::HashMap;

use domain::platform::outbox::HOLD;
use jiff::SignedDuration;

use super::files::killed_after;
use crate::harness::{
    TestApp,
    jobs::{Jobs, leave_behind, run_analysis},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_killed_at_any_step_loses_nothing() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let jobs = Jobs::new(&t).await;
    let relay = jobs.relay().await;
    let (mut steps, mut twice) = (0, 0);
    for polls in 1.. {
        let left: Vec<_> = (0..3).map(|_| t.context.id()).collect();
        leave_behind(&t, &acme, left.iter().map(|id| run_analysis(&acme, *id)).collect()).await;
        t.advance(HOLD + SignedDuration::from_secs(1));
        let until = t.now() + SignedDuration::from_mins(1);

        let killed = killed_after(polls, Box::pin(relay_outbox::run(&relay, until))).await;

        // Another relay leaves the claimed messages alone for a while, then takes them over.
        t.advance(HOLD + SignedDuration::from_secs(1));
        jobs.relay_all().await;
        let mut arrived: HashMap<String, usize> = HashMap::new();
        for message in jobs.analyses.take().await {
            let id = message["payload"]["analysis_id"].as_str().unwrap().to_owned();
            *arrived.entry(id).or_default() += 1;
        }
        for id in &left {
            let times = arrived.remove(&id.to_string()).unwrap_or(0);
            assert!((1..=2).contains(&times), "{times} times after {polls} polls");
            twice += usize::from(times == 2);
        }
        assert!(arrived.is_empty());
        let waiting: i64 = t
            .database
            .superuser()
            .await
            .query_one("select count(*) from platform.outbox", &[])
            .await
            .unwrap()
            .get(0);
        assert_eq!(waiting, 0, "killed after {polls} polls");
        if !killed {
            break;
        }
        steps += 1;
        assert!(polls < 500, "it never ends");
    }
    assert!(steps >= 10, "the fault was injected at {steps} steps only");
    assert!(twice > 0, "no kill came between sending and forgetting");
}
