//! Whatever a superuser does to the activity log, verification finds the place and says what happened there.

use jiff::SignedDuration;
use tokio_postgres::Client;
use uuid::Uuid;

use crate::harness::{
    TestApp,
    app::Organization,
    chain::{first_bad, keep, put_back, rechain, tamperer, verify, write},
    jobs::Jobs,
};

/// An organization whose chain is anchored in the middle and at its end, and what it takes to tamper with it.
struct Victim {
    t: TestApp,
    acme: Organization,
    jobs: Jobs,
    admin: Client,
    /// Where the first anchor is.
    middle: i64,
    end: i64,
}

impl Victim {
    async fn new() -> Self {
        let t = TestApp::start().await;
        let acme = t.organization("acme").await;
        let jobs = Jobs::new(&t).await;
        write(&t, acme.id, 5).await;
        acme.founder.project("Apollo").await;
        jobs.seal().await;
        let middle = verify(&acme.founder).await["sealed_through"].as_i64().unwrap();
        acme.founder.project("Gemini").await;
        write(&t, acme.id, 5).await;
        jobs.seal().await;
        let whole = verify(&acme.founder).await;
        assert_eq!((&whole["valid"], &whole["unsealed"]), (&true.into(), &0.into()), "{whole}");
        assert_eq!(whole["anchored_through"], whole["sealed_through"]);
        let end = whole["sealed_through"].as_i64().unwrap();
        assert!(middle > 5 && end > middle + 5);
        let admin = tamperer(&t).await;
        keep(&admin).await;
        Self { t, acme, jobs, admin, middle, end }
    }

    /// Runs statements with `$org`, `$entry` and `$place` of a place in the chain.
    async fn tamper(&self, place: i64, sql: &str) {
        let row = self
            .admin
            .query_opt(
                "select audit_log_id from platform.audit_seals where organization_id = $1 and sequence = $2",
                &[&self.acme.id, &place],
            )
            .await
            .unwrap();
        let entry: Uuid = row.map(|row| row.get(0)).unwrap_or_default();
        let sql = sql
            .replace("$org", &format!("'{}'", self.acme.id))
            .replace("$entry", &format!("'{entry}'"))
            .replace("$place", &place.to_string());
        self.admin.batch_execute(&sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }

    /// What verification finds after the tampering, which is undone.
    async fn finding(&self, place: i64, sql: &str) -> Option<(i64, String)> {
        self.tamper(place, sql).await;
        let found = first_bad(&self.acme.founder).await;
        put_back(&self.admin).await;
        found
    }
}

fn bad(place: i64, reason: &str) -> Option<(i64, String)> {
    Some((place, reason.to_owned()))
}

#[tokio::test]
async fn any_column_of_any_entry() {
    let v = Victim::new().await;
    let columns = v
        .admin
        .query(
            "select attname, atttypid::regtype::text from pg_attribute \
             where attrelid = 'platform.audit_logs'::regclass and attnum > 0 and not attisdropped",
            &[],
        )
        .await
        .unwrap();
    assert!(columns.len() >= 15);
    for place in [1, v.middle, v.end] {
        for column in &columns {
            let (name, kind): (&str, &str) = (column.get(0), column.get(1));
            let other = match kind {
                "uuid" => "uuidv7()".to_owned(),
                "text" => format!("coalesce({name}, '') || 'x'"),
                "jsonb" => "'{\"forged\": true}'".to_owned(),
                "inet" => "'203.0.113.9'".to_owned(),
                "bytea" => {
                    format!("substring(sha256('x') for {})", if name == "origin_salt" { 16 } else { 32 })
                }
                "timestamp with time zone" => format!("{name} + interval '1 microsecond'"),
                "xid8" => "'1'".to_owned(),
                other => panic!("how is a {other} altered?"),
            };
            let sql = format!(
                "update platform.audit_logs set {name} = {other} where organization_id = $org and id = $entry"
            );
            let (found, reason) = v.finding(place, &sql).await.unwrap_or_else(|| panic!("{name} at {place}"));
            let expected: &[&str] = match name {
                // The entry that was sealed is not there any more.
                "id" | "organization_id" => &["removed"],
                "xid" => &["altered", "reordered"],
                _ => &["altered"],
            };
            assert!(
                found == place && expected.contains(&reason.as_str()),
                "{name} at {place}: {found} {reason}"
            );
        }
    }
    assert_eq!(first_bad(&v.acme.founder).await, None);
}

#[tokio::test]
async fn seals_and_the_ends_of_chains() {
    let v = Victim::new().await;
    for place in [1, v.middle, v.end] {
        let sql = "update platform.audit_seals set hash = sha256('x') where organization_id = $org and sequence = $place";
        assert_eq!(v.finding(place, sql).await, bad(place, "altered"));
    }
    for (sql, expected) in [
        (
            "update platform.audit_heads set hash = sha256('x') where organization_id = $org",
            bad(v.end, "altered"),
        ),
        (
            "update platform.audit_heads set sequence = sequence + 1 where organization_id = $org",
            bad(v.end + 1, "truncated"),
        ),
        (
            "update platform.audit_heads set sequence = sequence - 1 where organization_id = $org",
            bad(v.end, "truncated"),
        ),
        ("delete from platform.audit_heads where organization_id = $org", bad(1, "truncated")),
    ] {
        assert_eq!(v.finding(1, sql).await, expected, "{sql}");
    }
}

#[tokio::test]
async fn entries_that_are_removed() {
    let v = Victim::new().await;
    let entry = "delete from platform.audit_logs where organization_id = $org and id = $entry;";
    let seal = "delete from platform.audit_seals where organization_id = $org and sequence = $place;";
    for place in [1, v.middle, v.end] {
        assert_eq!(v.finding(place, entry).await, bad(place, "removed"));
        let reason = if place == v.end { "truncated" } else { "removed" };
        assert_eq!(v.finding(place, seal).await, bad(place, reason));
        assert_eq!(v.finding(place, &format!("{entry}{seal}")).await, bad(place, reason));
    }
    let everything = "delete from platform.audit_logs where organization_id = $org; \
        delete from platform.audit_seals where organization_id = $org; \
        delete from platform.audit_heads where organization_id = $org";
    assert_eq!(v.finding(1, everything).await, bad(1, "truncated"));
}

#[tokio::test]
async fn a_tail_that_is_cut_off_without_a_trace_in_the_database() {
    let v = Victim::new().await;
    for kept in [1, v.middle - 1, v.middle, v.end - 1] {
        let cut = "delete from platform.audit_logs a using platform.audit_seals s \
              where a.organization_id = $org and s.organization_id = $org and s.audit_log_id = a.id and s.sequence > $place; \
            delete from platform.audit_seals where organization_id = $org and sequence > $place; \
            update platform.audit_heads h set sequence = s.sequence, hash = s.hash, xid = a.xid, audit_log_id = a.id \
              from platform.audit_seals s join platform.audit_logs a on a.id = s.audit_log_id \
              where h.organization_id = $org and s.organization_id = $org and s.sequence = $place";
        assert_eq!(v.finding(kept, cut).await, bad(kept + 1, "truncated"));
    }
}

#[tokio::test]
async fn entries_that_change_places() {
    let v = Victim::new().await;
    for (one, two) in [(1, 2), (2, v.end), (v.middle, v.middle + 1)] {
        let places = format!(
            "create temporary table swapped as select * from platform.audit_seals \
               where organization_id = $org and sequence in ({one}, {two}); \
             delete from platform.audit_seals where organization_id = $org and sequence in ({one}, {two}); \
             insert into platform.audit_seals select organization_id, {one} + {two} - sequence, audit_log_id, \
               logged_at, hash from swapped; drop table swapped"
        );
        assert_eq!(v.finding(one, &places).await, bad(one, "reordered"), "{one} and {two}");
        let contents = format!(
            "update platform.audit_logs a set action = b.action, new_values = b.new_values, \
               resource_id = b.resource_id from platform.audit_logs b, platform.audit_seals s, platform.audit_seals u \
             where s.organization_id = $org and u.organization_id = $org and (s.sequence, u.sequence) \
               in (({one}, {two}), ({two}, {one})) and a.id = s.audit_log_id and b.id = u.audit_log_id"
        );
        assert_eq!(v.finding(one, &contents).await, bad(one, "altered"), "{one} and {two}");
    }
}

#[tokio::test]
async fn a_chain_that_is_computed_anew() {
    let v = Victim::new().await;
    let alter = "update platform.audit_logs set new_values = '{\"forged\": true}' where organization_id = $org and id = $entry";
    for (place, expected) in [(2, 1), (v.middle, 1), (v.middle + 1, v.middle + 1), (v.end, v.middle + 1)] {
        v.tamper(place, alter).await;
        rechain(&v.admin, v.acme.id).await;
        assert_eq!(first_bad(&v.acme.founder).await, bad(expected, "rewritten"));
        put_back(&v.admin).await;
    }
    // Without a trace of an entry, and the rest computed anew.
    v.tamper(2, "delete from platform.audit_logs where organization_id = $org and id = $entry").await;
    rechain(&v.admin, v.acme.id).await;
    assert_eq!(first_bad(&v.acme.founder).await, bad(1, "rewritten"));

    // And the sealer gives it no new anchor, under which it would look right.
    write(&v.t, v.acme.id, 1).await;
    let report =
        seal_audit_logs::run(&v.jobs.sealer(), v.t.now() + SignedDuration::from_mins(1)).await.unwrap();
    assert_eq!((report.anchored, report.refused), (0, 1), "{report:?}");
    assert_eq!(first_bad(&v.acme.founder).await, bad(1, "rewritten"));
}

#[tokio::test]
async fn an_entry_that_is_slipped_in() {
    let v = Victim::new().await;
    let sql = "insert into platform.audit_logs (id, organization_id, action, resource_type, created_at, xid) \
        select uuidv7(), $org, 'approved', 'expense', now(), xid from platform.audit_logs where id = $entry";
    assert_eq!(v.finding(v.middle, sql).await, bad(v.middle, "inserted"));
}

#[tokio::test]
async fn a_checkpoint_that_nobody_signed() {
    let v = Victim::new().await;
    let sql = "insert into platform.audit_checkpoints \
          select organization_id, sequence, hash, logged_at, 'k', sha512('x') from platform.audit_seals \
          where organization_id = $org and sequence = $place; \
        delete from platform.audit_logs a using platform.audit_seals s where s.organization_id = $org \
          and s.audit_log_id = a.id and s.sequence <= $place; \
        delete from platform.audit_seals where organization_id = $org and sequence <= $place";
    assert_eq!(v.finding(v.middle, sql).await, bad(v.middle, "forged_checkpoint"));
}

#[tokio::test]
async fn an_origin_goes_with_its_person_only() {
    let v = Victim::new().await;
    let founder = v.acme.founder.id;
    let first: i64 = v
        .admin
        .query_one(
            "select min(s.sequence) from platform.audit_seals s join platform.audit_logs a on a.id = s.audit_log_id \
             where a.actor_id = $1 and a.origin_salt is not null",
            &[&founder],
        )
        .await
        .unwrap()
        .get(0);
    let sql = format!(
        "update platform.audit_logs set ip = null, user_agent = null, origin_salt = null where actor_id = '{founder}'"
    );
    assert_eq!(v.finding(1, &sql).await, bad(first, "origin_removed"));
}
