//! The writer of due mails killed at each of its steps: what was due is in one mail, whenever it died.

use domain::platform::notifications::{Notice, kinds::COMMENT_MENTION};
use jiff::SignedDuration;

use super::files::killed_after;
use crate::harness::{
    TestApp,
    notifications::{deliver, deliverer, notify},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_writer_of_mails_killed_at_any_step_writes_each_once() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let bob = acme.user("bob", "viewer").await;
    let people = [acme.founder.id, bob.id];
    let deliverer = deliverer(&t).await;
    let admin = t.database.superuser().await;
    let (mut steps, mut before_any, mut between) = (0, 0, 0);
    for polls in 1.. {
        // Mails keep their distance.
        t.advance(SignedDuration::from_mins(6));
        for title in ["One", "Two"] {
            notify(&t, acme.id, &people, Notice::new(&COMMENT_MENTION, title)).await;
        }

        let until = t.now() + SignedDuration::from_mins(1);
        let killed = killed_after(polls, Box::pin(deliver_notifications::run(&deliverer, until))).await;

        let sent =
            "select count(distinct email_id) from platform.notification_deliveries where sent_at >= $1";
        let since = t.now() - SignedDuration::from_mins(5);
        let by_the_first: i64 = admin.query_one(sent, &[&since]).await.unwrap().get(0);
        before_any += usize::from(by_the_first == 0);
        between += usize::from(by_the_first == 1);
        deliver(&t).await;
        // However the first one ended: two people, two mails, two notifications in each.
        let rows = admin
            .query(
                "select user_id, count(distinct email_id), count(*) filter (where status = 'sent') \
                 from platform.notification_deliveries where channel = 'email' and created_at >= $1 group by user_id",
                &[&since],
            )
            .await
            .unwrap();
        assert_eq!(rows.len(), 2);
        for row in rows {
            assert_eq!((row.get::<_, i64>(1), row.get::<_, i64>(2)), (1, 2), "killed after {polls} polls");
        }
        if !killed {
            break;
        }
        steps += 1;
        assert!(polls < 500, "it never ends");
    }
    assert!(steps >= 10, "the fault was injected at {steps} steps only");
    assert!(before_any > 0 && between > 0, "{before_any} kills before, {between} between the two mails");
}
