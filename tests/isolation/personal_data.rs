//! Every column of every table says what it holds about people: the catalog says so, not a list of names.

use domain::{
    ids::UserId,
    platform::personal_data::{self, Class, Directive, Fate, Registry, collect, erase},
};

use crate::harness::{TestApp, database::TestDatabase};

async fn registry(database: &TestDatabase) -> Registry {
    let privacy = database.role("plugzero_privacy", &domain::Context::system());
    let tx = privacy.system().await.unwrap();
    personal_data::registry(&tx).await.unwrap()
}

#[tokio::test]
async fn every_column_of_every_table_is_classified() {
    let database = TestDatabase::create().await;
    let registry = registry(&database).await;
    assert!(registry.tables.len() > 20);
    let unclassified = registry.unclassified;
    assert!(unclassified.is_empty(), "say in migrations/personal_data.sql what they hold: {unclassified:?}");
}

#[tokio::test]
async fn a_column_that_nobody_classified_is_named_and_stops_every_erasure() {
    let database = TestDatabase::create().await;
    let admin = database.superuser().await;
    admin.batch_execute("alter table platform.tags add column nickname text").await.unwrap();
    let registry = registry(&database).await;
    assert_eq!(registry.unclassified, ["platform.tags.nickname"]);
    registry.require_complete().unwrap_err();
    // Text must be named: it is never part of the rest.
    let rest = "select platform.classify('platform.tags', 'rest: none')";
    admin.execute(rest, &[]).await.unwrap();
    assert_eq!(self::registry(&database).await.unclassified, ["platform.tags.nickname"]);
    let named = "select platform.classify('platform.tags', 'nickname: text redact')";
    admin.execute(named, &[]).await.unwrap();
    assert!(self::registry(&database).await.unclassified.is_empty());
}

#[tokio::test]
async fn whatever_points_at_a_person_is_called_so() {
    let database = TestDatabase::create().await;
    let registry = registry(&database).await;
    let admin = database.superuser().await;
    let rows = admin
        .query(
            "select n.nspname || '.' || c.relname, a.attname::text from pg_constraint k
             join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
             cross join unnest(k.conkey, k.confkey) as pair (own, its)
             join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.own
             join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.its
             where k.contype = 'f' and not c.relispartition and (
               k.confrelid = 'accounts.users'::regclass and b.attname = 'id'
               or k.confrelid = 'accounts.memberships'::regclass and b.attname = 'user_id')",
            &[],
        )
        .await
        .unwrap();
    assert!(rows.len() > 10);
    for row in rows {
        let (table, column): (String, String) = (row.get(0), row.get(1));
        let table = registry.tables.iter().find(|candidate| candidate.name == table).unwrap();
        let class = table.columns.iter().find(|candidate| candidate.name == column).unwrap().class;
        assert_eq!(class, Class::Subject, "{}.{column}", table.name);
    }
}

#[tokio::test]
async fn what_is_personal_belongs_to_somebody() {
    let database = TestDatabase::create().await;
    for table in registry(&database).await.tables {
        let is_personal = table
            .columns
            .iter()
            .any(|column| matches!(column.class, Class::Personal | Class::Address | Class::Secret));
        let is_theirs = table.of(Class::Subject).next().is_some()
            || matches!(table.directive, Some(Directive::Via { .. }));
        assert!(!is_personal || is_theirs, "{} holds personal data of nobody", table.name);
        // What goes with its row needs a row that goes.
        let goes = table.columns.iter().any(|column| column.fate == Fate::Row);
        let can_go = table.is_owned() || table.of(Class::Text).any(|column| column.fate == Fate::Delete);
        assert!(!goes || can_go, "rows of {} never go", table.name);
    }
}

#[tokio::test]
async fn every_table_can_be_read_and_erased_by_the_role_that_does_it() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let registry = registry(&t.database).await;
    let privacy = t.database.role("plugzero_privacy", &t.context);
    let person = erase::Person {
        user: UserId(t.context.id()),
        organizations: vec![t.context.id()],
        everywhere: true,
        pattern: Some("nobody".to_owned()),
    };
    let tx = privacy.system().await.unwrap();
    for table in &registry.tables {
        let erased = erase::erase(&tx, table, &person).await;
        assert_eq!(erased.unwrap_or_else(|error| panic!("{}: {error:?}", table.name)), 0);
    }
    drop(tx);
    let tx = privacy.system_snapshot().await.unwrap();
    let mut read = 0;
    for table in collect::tables(&registry) {
        let rows = collect::open(&tx, &registry, table, UserId(alice.id)).await;
        let rows = rows.unwrap_or_else(|error| panic!("{}: {error:?}", table.name));
        read += usize::from(!rows.next().await.unwrap().is_empty());
    }
    assert!(read >= 4, "{read}");
}
