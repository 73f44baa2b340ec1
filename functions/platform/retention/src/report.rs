//! What a run of retention did.

use std::collections::BTreeMap;

use domain::{Error, Result, ids::OrganizationId, platform::retention::expired::Expiring};
use runtime::http::problem;
use serde::Serialize;

/// What a run did.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Whether nothing is left to do. If not, the next run goes on.
    pub finished: bool,
    /// How many parts failed. Their reasons are in the log.
    pub failures: u32,
    /// Rows that went because they had expired, by kind.
    pub expired: BTreeMap<Expiring, u64>,
    /// Deleted people of whom nothing is known any more.
    pub people_anonymised: u64,
    /// What went by organization, where something did.
    pub organizations: BTreeMap<OrganizationId, Counts>,
}

/// What went of one organization.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Entries of the activity log, every one of them archived before.
    pub activity_archived: u64,
    /// Objects that were written for them.
    pub archive_objects: u64,
    /// Deleted projects past their grace.
    pub projects: u64,
    /// Their files.
    pub files: u64,
    /// Their analyses.
    pub analyses: u64,
    /// Deleted teams past their grace.
    pub teams: u64,
    /// Uploads that were never finished.
    pub uploads_expired: u64,
    /// Counters of usage that were wrong, and are right now.
    pub usage_repaired: u64,
    /// Images and attachments whose bytes never came.
    pub media_expired: u64,
    /// Images and attachments that came to nothing long ago.
    pub media_deleted: u64,
    /// Exports past their time.
    pub exports: u64,
}

impl Report {
    /// The organization's counts.
    pub fn of(&mut self, organization: OrganizationId) -> &mut Counts {
        self.organizations.entry(organization).or_default()
    }

    /// Takes down how a part ended: with nothing left, out of time, or not at all.
    pub fn note(&mut self, part: &str, outcome: Result<bool>) {
        match outcome {
            Ok(finished) => self.finished &= finished,
            Err(error) => self.fail(part, &error),
        }
    }

    /// Takes down that a part failed.
    pub fn fail(&mut self, part: &str, error: &Error) {
        tracing::error!(part, error = problem::chain(error), "a part of retention failed");
        self.failures += 1;
        self.finished = false;
    }

    /// One line for each organization, one for the whole.
    pub fn log(&self) {
        for (organization, counts) in &self.organizations {
            let Counts {
                activity_archived, archive_objects, projects, files, analyses, teams, exports, ..
            } = counts;
            let Counts { uploads_expired, media_expired, media_deleted, usage_repaired, .. } = counts;
            tracing::info!(
                organization_id = %organization, activity_archived, archive_objects, projects, files, analyses, teams,
                exports, uploads_expired, media_expired, media_deleted, usage_repaired, "retention of an organization"
            );
        }
        let expired: u64 = self.expired.values().sum();
        let (organizations, failures) = (self.organizations.len(), self.failures);
        let people = self.people_anonymised;
        tracing::info!(finished = self.finished, failures, expired, organizations, people, "retention");
    }
}
