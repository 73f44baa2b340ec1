//! The jobs that run by the clock, on buckets and queues that no other test uses, and rows of any age.

use std::collections::HashMap;

use aws_sdk_sqs::Client;
use domain::ids::{AnalysisId, OrganizationId};
use domain::platform::{
    outbox::{self, Effect},
    retention::inventory::Store,
};
use jiff::{SignedDuration, Timestamp};
use parquet::{
    file::reader::{FileReader as _, SerializedFileReader},
    record::Field,
};
use runtime::aws::{
    anchors::Anchors, envelope::Envelope, mail::Mail, objects::Objects, queues::Queue, sealing::Notary,
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    TestApp,
    app::{Organization, User},
    usage::settle,
};

/// Buckets and queues of one test.
pub struct Jobs {
    t: TestApp,
    pub files: Objects,
    pub media: Objects,
    pub archive: Objects,
    pub notary: Notary,
    pub uploads: Inbox,
    pub media_uploads: Inbox,
    pub analyses: Inbox,
    pub webhooks: Inbox,
    pub exports: Inbox,
    pub personal_data: Inbox,
}

impl Jobs {
    pub async fn new(t: &TestApp) -> Self {
        Self {
            t: t.clone(),
            files: new_bucket(t).await,
            media: new_bucket(t).await,
            archive: new_bucket(t).await,
            notary: notary().await,
            uploads: Inbox::new(t).await,
            media_uploads: Inbox::new(t).await,
            analyses: Inbox::new(t).await,
            webhooks: Inbox::new(t).await,
            exports: Inbox::new(t).await,
            personal_data: Inbox::new(t).await,
        }
    }

    /// A relay on this test's own buckets and queues.
    pub async fn relay(&self) -> relay_outbox::App {
        self.relay_to(&self.files, &self.uploads.url, &self.analyses.url).await
    }

    /// A relay on any.
    pub async fn relay_to(&self, files: &Objects, uploads: &str, analyses: &str) -> relay_outbox::App {
        let services = relay_outbox::Services {
            objects: files.clone(),
            media: self.media.clone(),
            mail: Mail::from_env().await.unwrap(),
            analyses: Queue::at(analyses).await,
            uploads: Queue::at(uploads).await,
            webhooks: Queue::at(&self.webhooks.url).await,
            media_uploads: Queue::at(&self.media_uploads.url).await,
            exports: Queue::at(&self.exports.url).await,
            personal_data: Queue::at(&self.personal_data.url).await,
        };
        relay_outbox::App::new(self.t.database.role("plugzero_system", &self.t.context), services)
    }

    /// Lets a relay work until nothing is due.
    pub async fn relay_all(&self) -> relay_outbox::Report {
        relay_outbox::run(&self.relay().await, self.t.now() + SignedDuration::from_mins(1)).await.unwrap()
    }

    /// Retention on this test's own buckets.
    pub fn retention(&self) -> retention::App {
        self.retention_to(&self.archive)
    }

    /// Retention with any archive.
    pub fn retention_to(&self, archive: &Objects) -> retention::App {
        let database = self.t.database.role("plugzero_retention", &self.t.context);
        retention::App::new(database, self.buckets(&self.files, archive), self.notary.clone(), 30)
    }

    /// These buckets with any files and archive.
    pub fn buckets(&self, files: &Objects, archive: &Objects) -> retention::Buckets {
        retention::Buckets { files: files.clone(), media: self.media.clone(), archive: archive.clone() }
    }

    /// A sealer with small batches.
    pub fn sealer(&self) -> seal_audit_logs::App {
        let database = self.t.database.role("plugzero_sealer", &self.t.context);
        seal_audit_logs::App::new(database, self.notary.clone(), 7)
    }

    /// Seals until nothing is unsealed: other tests' open transactions hold up what is settled.
    pub async fn seal(&self) {
        let admin = self.t.database.superuser().await;
        let unsealed = "select count(*) from platform.audit_logs a, platform.audit_cursor c \
            where (a.xid, a.id) > (c.xid, c.audit_log_id)";
        for _ in 0..600 {
            seal_audit_logs::run(&self.sealer(), self.t.now() + SignedDuration::from_mins(1)).await.unwrap();
            if admin.query_one(unsealed, &[]).await.unwrap().get::<_, i64>(0) == 0 {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("some transaction of this server has been open for half a minute");
    }

    /// Seals, then lets retention work until nothing is left.
    pub async fn retain(&self) -> retention::Report {
        self.seal().await;
        retention::run(&self.retention(), self.t.now() + SignedDuration::from_mins(10)).await
    }

    /// Compares the bucket of files with its table.
    pub async fn sweep(&self) -> retention::Swept {
        self.sweep_of(Store::Files).await
    }

    /// Compares a bucket with its table.
    pub async fn sweep_of(&self, store: Store) -> retention::Swept {
        let until = self.t.now() + SignedDuration::from_mins(10);
        retention::sweep(&self.retention(), store, None, until).await.unwrap()
    }
}

/// Signs with the keys of the test's own database, into the bucket that all tests share.
pub async fn notary() -> Notary {
    Notary::new(Envelope::from_env().await.unwrap(), Anchors::from_env().await.unwrap())
}

/// An empty bucket.
pub async fn new_bucket(t: &TestApp) -> Objects {
    let name = format!("test-{}", t.context.id().simple());
    let address = format!("{}/{name}", std::env::var("AWS_ENDPOINT_URL").unwrap());
    assert!(reqwest::Client::new().put(address).send().await.unwrap().status().is_success());
    Objects::named(&name).await
}

/// A queue, and what arrived there.
pub struct Inbox {
    client: Client,
    pub url: String,
}

impl Inbox {
    pub async fn new(t: &TestApp) -> Self {
        let client = Client::new(runtime::aws::config().await);
        let name = format!("test-{}", t.context.id().simple());
        let url = client.create_queue().queue_name(name).send().await.unwrap().queue_url.unwrap();
        Self { client, url }
    }

    /// Takes everything that arrived.
    pub async fn take(&self) -> Vec<Value> {
        let mut taken = Vec::new();
        loop {
            let request = self.client.receive_message().queue_url(&self.url).max_number_of_messages(10);
            let batch = request.send().await.unwrap().messages.unwrap_or_default();
            if batch.is_empty() {
                return taken;
            }
            for message in batch {
                let receipt = message.receipt_handle.unwrap();
                let delete = self.client.delete_message().queue_url(&self.url).receipt_handle(receipt);
                delete.send().await.unwrap();
                taken.push(serde_json::from_str(&message.body.unwrap()).unwrap());
            }
        }
    }
}

/// Writes effects as a committed transaction leaves them behind.
pub async fn leave_behind(t: &TestApp, organization: &Organization, effects: Vec<Effect>) {
    let database = t.database.role("plugzero_app", &t.context);
    let tx = database.job(OrganizationId(organization.id), "test").await.unwrap();
    for effect in effects {
        outbox::publish(&tx, effect).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// The effect that puts an analysis on its queue.
pub fn run_analysis(organization: &Organization, analysis: Uuid) -> Effect {
    let organization_id = OrganizationId(organization.id);
    Effect::RunAnalysis { organization_id, analysis_id: AnalysisId(analysis) }
}

/// A file's row as it stands after `status`, created at `created_at`. There is no object.
pub async fn insert_file(
    t: &TestApp,
    user: &User,
    project: Uuid,
    status: &str,
    created_at: Timestamp,
) -> Uuid {
    let id = t.context.id();
    t.database
        .superuser()
        .await
        .execute(
            "insert into ingestion.files (id, organization_id, project_id, file_name, file_path, content_type, \
             size_bytes, upload_status, created_at, updated_at, created_by) \
             values ($1, $2, $3, 'a.csv', $4, 'text/csv', 3, $5, $6, $6, $7)",
            &[&id, &user.organization, &project, &original(user, id), &status, &created_at, &user.id],
        )
        .await
        .unwrap();
    settle(t, user.organization).await;
    id
}

/// Entries of the activity log, all different, one at each of these instants.
pub async fn insert_activity(t: &TestApp, organization: Uuid, at: &[Timestamp]) {
    let admin = t.database.superuser().await;
    for (n, at) in at.iter().enumerate() {
        let id = t.context.id();
        let number = i64::try_from(n).unwrap();
        // Every other entry lacks what may be missing. A number beyond what a double holds must keep its digits.
        let sql = if n % 2 == 0 {
            "insert into platform.audit_logs (id, organization_id, actor_id, action, resource_type, resource_id, \
             old_values, new_values, ip, user_agent, request_id, created_at) \
             select $1, $2, $1, 'updated', 'project', $1, v, v, '2001:db8::1', 'zwölf \"Zoll\"', 'r', $4 \
             from (select jsonb_build_object('n', 12345678901234567890123.10 + $3::bigint, 'ü', null)) as a (v)"
        } else {
            "insert into platform.audit_logs (id, organization_id, action, resource_type, created_at) \
             values ($1, $2, 'signed_in ' || $3::bigint, 'session', $4)"
        };
        admin.execute(sql, &[&id, &organization, &number, at]).await.unwrap();
    }
    // As if each had been written when it says: by transactions in that order, before all that follow.
    let order = "update platform.audit_logs a set xid = n::text::xid8 from ( \
        select id, row_number() over (order by created_at, id) as n from platform.audit_logs \
        where organization_id = $1) as ranked where a.id = ranked.id";
    admin.execute(order, &[&organization]).await.unwrap();
}

/// The columns of the activity log as the archive has them.
const ACTIVITY: [&str; 13] = [
    "id",
    "organization_id",
    "actor_id",
    "action",
    "resource_type",
    "resource_id",
    "old_values",
    "new_values",
    "ip",
    "user_agent",
    "request_id",
    "created_at",
    "xid",
];

/// What the archive has of the chain besides.
const CHAIN: [&str; 5] = ["sequence", "origin_salt", "origin_digest", "previous_hash", "hash"];

/// An entry of the activity log, column by column in text; the instant in microseconds.
pub type Entry = Vec<Option<String>>;

/// The organization's activity log in the database, oldest first.
pub async fn activity(t: &TestApp, organization: Uuid) -> Vec<Entry> {
    let columns = ACTIVITY.map(|name| match name {
        "created_at" => "(extract(epoch from created_at) * 1000000)::bigint::text".to_owned(),
        "ip" => "host(ip)".to_owned(),
        name => format!("{name}::text"),
    });
    let sql = format!(
        "select {} from platform.audit_logs where organization_id = $1 order by created_at, id",
        columns.join(", ")
    );
    let rows = t.database.superuser().await.query(&sql, &[&organization]).await.unwrap();
    rows.iter().map(|row| (0..ACTIVITY.len()).map(|n| row.get(n)).collect()).collect()
}

/// What the archive holds of the organization: its objects' keys, and their entries.
pub async fn archived(archive: &Objects, organization: Uuid) -> Vec<(String, Vec<Entry>)> {
    let mut objects = Vec::new();
    for stored in archive.list(&format!("org/{organization}/audit-logs/"), None).await.unwrap() {
        let bytes = archive.read_range(&stored.key, 0, stored.size).await.unwrap();
        let reader = SerializedFileReader::new(bytes).unwrap();
        let entries = reader.get_row_iter(None).unwrap().map(|row| {
            let text = |(name, field): (&String, &Field)| match field {
                Field::Null => (name.clone(), None),
                Field::Str(text) => (name.clone(), Some(text.clone())),
                Field::TimestampMicros(at) => (name.clone(), Some(at.to_string())),
                Field::Long(number) => (name.clone(), Some(number.to_string())),
                other => panic!("{name} is {other:?}"),
            };
            let row = row.unwrap();
            let columns: HashMap<_, _> = row.get_column_iter().map(text).collect();
            assert_eq!(columns.len(), ACTIVITY.len() + CHAIN.len());
            assert!(CHAIN.iter().all(|name| columns.contains_key(*name)));
            ACTIVITY.iter().map(|name| columns[*name].clone()).collect()
        });
        objects.push((stored.key, entries.collect()));
    }
    objects
}

/// The key of a file's original.
pub fn original(user: &User, file: Uuid) -> String {
    format!("org/{}/files/{file}/original", user.organization)
}

/// An analysis' row, created and queued at `created_at`. Where it is RUNNING, its lease lapsed a minute later.
pub async fn insert_analysis(
    t: &TestApp,
    user: &User,
    project: Uuid,
    file: Uuid,
    status: &str,
    created_at: Timestamp,
) -> Uuid {
    let id = t.context.id();
    let hash = [id.as_bytes().as_slice(), id.as_bytes().as_slice()].concat();
    t.database
        .superuser()
        .await
        .execute(
            "insert into intelligence.analysis_results (id, organization_id, project_id, file_id, \
             calculation_type, parameters, parameters_hash, input_hash, engine_version, status, result_data, \
             lease_until, created_at, updated_at, created_by) \
             values ($1, $2, $3, $4, 'FREQUENCY', '{}', $5, $5, '1', $6, \
             case when $6 = 'SUCCEEDED' then '{}'::jsonb end, \
             case when $6 = 'RUNNING' then $7::timestamptz + interval '1 minute' end, $7, $7, $8)",
            &[&id, &user.organization, &project, &file, &hash, &status, &created_at, &user.id],
        )
        .await
        .unwrap();
    id
}
