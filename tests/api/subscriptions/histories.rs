//! Whatever happens in whatever order, the counters say what is there, and never more than the plan allows is made.

use domain::{
    accounts::{plans::Quota, quotas},
    ids::{FileId, OrganizationId},
    ingestion::processing,
};
use runtime::database::Database;
use serde_json::json;
use uuid::Uuid;

use crate::harness::{
    TestApp,
    app::User,
    files::announce,
    jobs::Jobs,
    usage::{choose, told, truth},
};

const MIB: u64 = 1024 * 1024;

/// A history is drawn from a number, which a failure names.
struct Draw(u64);

impl Draw {
    /// xorshift64*, Vigna 2016.
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % n
    }

    fn one_of<T: Copy>(&mut self, things: &[T]) -> Option<T> {
        let count = u64::try_from(things.len()).unwrap();
        (count > 0).then(|| things[usize::try_from(self.below(count)).unwrap()])
    }
}

struct World {
    user: User,
    jobs: Database,
    projects: Vec<Uuid>,
    files: Vec<Uuid>,
    made: u64,
}

impl World {
    /// Something happens, or is refused.
    async fn step(&mut self, draw: &mut Draw) {
        match draw.below(9) {
            0 | 1 => {
                self.made += 1;
                let body = json!({ "name": format!("Project {}", self.made) });
                let answer = self.user.post("/v1/projects", body).await;
                if answer.status() == 201 {
                    self.projects.push(answer.json()["id"].as_str().unwrap().parse().unwrap());
                } else {
                    assert_eq!(answer.status(), 409);
                }
            }
            2 => {
                if let Some(project) = draw.one_of(&self.projects) {
                    self.user.delete(&format!("/v1/projects/{project}")).await.expect(204);
                    self.projects.retain(|other| *other != project);
                }
            }
            3..=5 => {
                let Some(project) = draw.one_of(&self.projects) else { return };
                let size = usize::try_from(draw.below(60 * MIB) + 1).unwrap();
                let answer = announce(&self.user, project, "a.csv", size).await;
                if answer.status() == 201 {
                    self.files.push(answer.json()["file"]["id"].as_str().unwrap().parse().unwrap());
                } else {
                    assert_eq!(answer.status(), 409);
                }
            }
            6 => {
                if let Some(file) = draw.one_of(&self.files) {
                    // Those of deleted projects are hidden.
                    let answer = self.user.delete(&format!("/v1/files/{file}")).await;
                    assert!([204, 404].contains(&answer.status()));
                    self.files.retain(|other| *other != file);
                }
            }
            7 => {
                if let Some(file) = draw.one_of(&self.files) {
                    let tx = self.jobs.job(OrganizationId(self.user.organization), "test").await.unwrap();
                    let bytes = i64::try_from(draw.below(60 * MIB)).unwrap();
                    processing::claim(&tx, FileId(file), Uuid::nil(), "etag", bytes).await.unwrap();
                    if draw.below(3) > 0 {
                        tx.commit().await.unwrap();
                    }
                }
            }
            _ => {
                // Something gives up half-way.
                let tx = self.jobs.job(OrganizationId(self.user.organization), "test").await.unwrap();
                quotas::reserve(&tx, Quota::Projects, 3);
                quotas::release(&tx, Quota::StoredBytes, 7);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_any_history_the_counters_say_what_is_there() {
    let t = TestApp::start().await;
    for seed in 1..=4_u64 {
        let user = t.organization(&format!("history{seed}")).await.founder;
        let jobs = t.database.role("plugzero_app", &t.context);
        let mut world = World { user, jobs, projects: Vec::new(), files: Vec::new(), made: 0 };
        let mut draw = Draw(seed);
        for step in 0..80 {
            if step % 20 == 0 {
                let plan = draw.one_of(&["free", "starter", "business", "enterprise"]).unwrap();
                choose(&world.user, plan).await;
            }
            world.step(&mut draw).await;
            let (told, truth) = (told(&world.user).await, truth(&t, world.user.organization).await);
            assert_eq!(told, truth, "seed {seed}, step {step}");
        }
    }
    let report = Jobs::new(&t).await.retain().await;
    assert_eq!(report.failures, 0);
    assert!(report.organizations.values().all(|counts| counts.usage_repaired == 0), "{report:?}");
}
