//! Sample projects with their members, and files that go through the real pipeline.

use std::{fmt::Write as _, time::Duration};

use anyhow::{Context as _, Result};
use aws_sdk_s3::primitives::ByteStream;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use tokio_postgres::{Transaction, types::Type};
use uuid::Uuid;

use super::{
    Sample,
    accounts::{Person, Team},
    dice::Dice,
    table::{Row, Table, row},
    words::{CITIES, PRODUCTS, REGIONS, SUBJECTS, UNDERTAKINGS},
};
use crate::stand_in::Aws;

/// A project of the sample.
pub struct Project {
    /// Its id.
    pub id: Uuid,
    /// When it was created.
    pub created_at: Timestamp,
    /// Who belongs to it, by place in the list of people; the first created it.
    pub members: Vec<usize>,
    /// The team that it belongs to, by place in the list of teams.
    team: Option<usize>,
    name: String,
    description: String,
    status: &'static str,
    start_date: Date,
    end_date: Option<Date>,
}

const PROJECTS: Table = Table {
    name: "ingestion.projects",
    columns: &[
        ("id", Type::UUID),
        ("organization_id", Type::UUID),
        ("name", Type::TEXT),
        ("description", Type::TEXT),
        ("status", Type::TEXT),
        ("start_date", Type::DATE),
        ("end_date", Type::DATE),
        ("manager_id", Type::UUID),
        ("team_id", Type::UUID),
        ("created_at", Type::TIMESTAMPTZ),
        ("updated_at", Type::TIMESTAMPTZ),
        ("created_by", Type::UUID),
    ],
};
const PROJECT_MEMBERS: Table = Table {
    name: "ingestion.project_members",
    columns: &[
        ("organization_id", Type::UUID),
        ("project_id", Type::UUID),
        ("user_id", Type::UUID),
        ("created_at", Type::TIMESTAMPTZ),
    ],
};
const FILES: Table = Table {
    name: "ingestion.files",
    columns: &[
        ("id", Type::UUID),
        ("organization_id", Type::UUID),
        ("project_id", Type::UUID),
        ("file_name", Type::TEXT),
        ("file_path", Type::TEXT),
        ("content_type", Type::TEXT),
        ("size_bytes", Type::INT8),
        ("created_at", Type::TIMESTAMPTZ),
        ("updated_at", Type::TIMESTAMPTZ),
        ("created_by", Type::UUID),
    ],
};

/// Thinks up `count` projects, most of them with few members and some with many.
pub fn projects(sample: &Sample, people: &[Person], teams: usize, count: usize) -> Vec<Project> {
    (0..count)
        .map(|row| {
            let mut dice = sample.seed.dice("projects", row);
            let created_at = dice.moment();
            let size = (dice.log_normal(2.5, 0.8) as usize).clamp(1, people.len().min(200));
            let mut members: Vec<usize> = Vec::with_capacity(size);
            while members.len() < size {
                let member = dice.zipf(people.len());
                // Those who are drawn often are on board already: take the next who is not.
                let member = (0..people.len()).map(|step| (member + step) % people.len());
                members.extend(member.into_iter().find(|member| !members.contains(member)));
            }
            let (subject, undertaking) = (dice.pick(SUBJECTS), dice.pick(UNDERTAKINGS));
            let start_date = created_at.to_zoned(TimeZone::UTC).date();
            let length = dice.log_normal(90.0, 0.7) as i64;
            let end_date = start_date.saturating_add(jiff::Span::new().days(length.clamp(7, 900)));
            let is_over = end_date < sample.seed.as_of;
            let status = if is_over {
                dice.weighted(&[("completed", 80), ("cancelled", 12), ("on-hold", 8)])
            } else {
                dice.weighted(&[("active", 65), ("planning", 25), ("on-hold", 10)])
            };
            Project {
                id: sample.seed.id("projects", row, created_at),
                created_at,
                members,
                team: dice.chance(0.4).then(|| dice.below(teams)),
                // The number keeps names apart.
                name: format!("{subject} {undertaking} {}", row + 1),
                description: format!("{subject}: {undertaking} with the people concerned."),
                status,
                start_date,
                end_date: dice.chance(0.85).then_some(end_date),
            }
        })
        .collect()
}

/// The rows of projects.
pub fn project_rows(
    sample: &Sample,
    people: &[Person],
    teams: &[Team],
    projects: &[Project],
) -> impl Iterator<Item = Row> {
    projects.iter().map(|project| {
        let creator = people[project.members[0]].id;
        let manager = project.members.get(1).map(|member| people[*member].id);
        row![
            project.id,
            sample.organization,
            project.name.clone(),
            project.description.clone(),
            project.status,
            project.start_date,
            project.end_date,
            manager,
            project.team.map(|team| teams[team].id),
            project.created_at,
            project.created_at,
            creator,
        ]
    })
}

/// Writes projects with their members.
pub async fn write(
    sample: &Sample,
    transaction: &Transaction<'_>,
    people: &[Person],
    teams: &[Team],
    projects: &[Project],
) -> Result<()> {
    PROJECTS.write(transaction, project_rows(sample, people, teams, projects)).await?;
    let members = projects.iter().flat_map(|project| {
        project
            .members
            .iter()
            .map(|member| row![sample.organization, project.id, people[*member].id, project.created_at])
    });
    PROJECT_MEMBERS.write(transaction, members).await?;
    Ok(())
}

/// A file of the sample.
pub struct SampleFile {
    /// Its id.
    pub id: Uuid,
    project: usize,
    name: String,
    created_at: Timestamp,
    /// A table as CSV.
    pub content: String,
}

impl SampleFile {
    /// The key of its object.
    pub fn key(&self, organization: Uuid) -> String {
        format!("org/{organization}/files/{}/original", self.id)
    }
}

/// Thinks up `count` files with a few hundred to some ten thousand rows each.
pub fn files(sample: &Sample, projects: &[Project], count: usize) -> Vec<SampleFile> {
    (0..count)
        .map(|row| {
            let mut dice = sample.seed.dice("files", row);
            let project = dice.zipf(projects.len());
            let created_at = dice.moment_after(projects[project].created_at);
            let rows = (dice.log_normal(800.0, 1.0) as usize).clamp(50, 50_000);
            SampleFile {
                id: sample.seed.id("files", row, created_at),
                project,
                name: format!("sales {}.csv", row + 1),
                created_at,
                content: sales(&mut dice, rows),
            }
        })
        .collect()
}

/// Sales: skewed amounts, a season, missing values, ids and postal codes with leading zeros.
fn sales(dice: &mut Dice, rows: usize) -> String {
    let mut csv = String::from("order,date,zip,city,region,product,quantity,price,discount,satisfaction\n");
    for row in 0..rows {
        let date = dice.moment().to_zoned(TimeZone::UTC).date();
        let (zip, city) = CITIES[dice.zipf(CITIES.len())];
        let product = dice.zipf(PRODUCTS.len());
        let summer = if (5..=8).contains(&date.month()) { 1.4 } else { 1.0 };
        let quantity = (dice.log_normal(3.0 * summer, 0.7) as u32).max(1);
        let price = dice.log_normal(20.0 * (product + 1) as f64, 0.2);
        let discount = if dice.chance(0.2) { format!("{}%", 5 * (1 + dice.below(4))) } else { String::new() };
        // Who pays more is a little happier.
        let mood = 3 + i32::from(price > 60.0) - i32::from(dice.chance(0.3)) + i32::from(dice.chance(0.4));
        let satisfaction = if dice.chance(0.9) { mood.clamp(1, 5).to_string() } else { String::new() };
        let region = dice.pick(REGIONS);
        // Writing to a string cannot fail.
        let _ = writeln!(
            csv,
            "{:08},{date},{zip},{city},{region},{},{quantity},{price:.2},{discount},{satisfaction}",
            row + 1,
            PRODUCTS[product]
        );
    }
    csv
}

/// Writes the files' rows; their bytes follow with [`upload`].
pub async fn write_files(
    sample: &Sample,
    transaction: &Transaction<'_>,
    people: &[Person],
    projects: &[Project],
    files: &[SampleFile],
) -> Result<()> {
    let rows = files.iter().map(|file| {
        row![
            file.id,
            sample.organization,
            projects[file.project].id,
            file.name.clone(),
            file.key(sample.organization),
            "text/csv",
            i64::try_from(file.content.len()).unwrap_or(i64::MAX),
            file.created_at,
            file.created_at,
            people[projects[file.project].members[0]].id,
        ]
    });
    FILES.write(transaction, rows).await?;
    Ok(())
}

/// Sends the bytes of files that wait for them; the events start the reading.
pub async fn upload(
    aws: &Aws,
    bucket: &str,
    organization: Uuid,
    files: &[SampleFile],
    waiting: &[Uuid],
) -> Result<usize> {
    let mut sent = 0;
    for file in files.iter().filter(|file| waiting.contains(&file.id)) {
        aws.s3
            .put_object()
            .bucket(bucket)
            .key(file.key(organization))
            .content_type("text/csv")
            .body(ByteStream::from(file.content.clone().into_bytes()))
            .send()
            .await
            .with_context(|| format!("cannot upload {}", file.name))?;
        sent += 1;
    }
    Ok(sent)
}

/// How long the pipeline may take for the sample's files.
pub const PATIENCE: Duration = Duration::from_secs(300);
