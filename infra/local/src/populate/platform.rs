//! What sample people hang on sample things: tags, bookmarks, comments.

use anyhow::Result;
use jiff::Timestamp;
use serde_json::json;
use tokio_postgres::{Transaction, types::Type};
use uuid::Uuid;

use super::{
    Sample,
    accounts::Person,
    ingestion::Project,
    table::{Row, Table, row},
    words::{REMARKS, REPLIES, TAGS},
};

const TAG_TABLE: Table = Table {
    name: "platform.tags",
    columns: &[
        ("id", Type::UUID),
        ("organization_id", Type::UUID),
        ("name", Type::TEXT),
        ("description", Type::TEXT),
        ("color", Type::TEXT),
        ("category", Type::TEXT),
        ("created_at", Type::TIMESTAMPTZ),
        ("updated_at", Type::TIMESTAMPTZ),
        ("created_by", Type::UUID),
    ],
};
const TAGGINGS: Table = Table {
    name: "platform.taggings",
    columns: &[
        ("organization_id", Type::UUID),
        ("tag_id", Type::UUID),
        ("resource_type", Type::TEXT),
        ("resource_id", Type::UUID),
        ("created_at", Type::TIMESTAMPTZ),
    ],
};
const BOOKMARKS: Table = Table {
    name: "platform.bookmarks",
    columns: &[
        ("id", Type::UUID),
        ("organization_id", Type::UUID),
        ("user_id", Type::UUID),
        ("resource_type", Type::TEXT),
        ("resource_id", Type::UUID),
        ("bookmark_name", Type::TEXT),
        ("tags", Type::JSONB),
        ("created_at", Type::TIMESTAMPTZ),
        ("updated_at", Type::TIMESTAMPTZ),
    ],
};

const COMMENTS: Table = Table {
    name: "platform.comments",
    columns: &[
        ("id", Type::UUID),
        ("organization_id", Type::UUID),
        ("resource_type", Type::TEXT),
        ("resource_id", Type::UUID),
        ("parent_comment_id", Type::UUID),
        ("comment_text", Type::TEXT),
        ("is_resolved", Type::BOOL),
        ("resolved_by", Type::UUID),
        ("resolved_at", Type::TIMESTAMPTZ),
        ("created_at", Type::TIMESTAMPTZ),
        ("updated_at", Type::TIMESTAMPTZ),
        ("created_by", Type::UUID),
    ],
};

/// Writes `count` comments on projects: threads with up to five replies, a third of them resolved.
pub async fn write_comments(
    sample: &Sample,
    transaction: &Transaction<'_>,
    people: &[Person],
    projects: &[Project],
    count: usize,
) -> Result<()> {
    let mut rows: Vec<Row> = Vec::with_capacity(count);
    let mut thread = 0;
    while rows.len() < count {
        let mut dice = sample.seed.dice("comments", thread);
        thread += 1;
        let project = &projects[dice.zipf(projects.len())];
        let begun_at = dice.moment_after(project.created_at);
        let parent = sample.seed.id("comments", rows.len(), begun_at);
        let replies = dice.weighted(&[(0, 50), (1, 25), (2, 12), (3, 8), (5, 5)]);
        let resolved = dice.chance(0.33);
        let mut at = begun_at;
        for place in 0..=replies {
            let author = people[dice.pick(&project.members)].id;
            let is_first = place == 0;
            let text = if is_first { dice.pick(REMARKS) } else { dice.pick(REPLIES) };
            let resolver = (is_first && resolved).then_some(author);
            rows.push(row![
                sample.seed.id("comments", rows.len(), at),
                sample.organization,
                "project",
                project.id,
                (!is_first).then_some(parent),
                text,
                resolver.is_some(),
                resolver,
                resolver.map(|_| at),
                at,
                at,
                author,
            ]);
            at = dice.moment_after(at);
        }
    }
    COMMENTS.write(transaction, rows.into_iter()).await?;
    Ok(())
}

/// The ids of the sample's tags with their creation times.
pub fn tags(sample: &Sample) -> Vec<(Uuid, Timestamp)> {
    (0..TAGS.len())
        .map(|row| {
            let created_at = sample.seed.dice("tags", row).moment();
            (sample.seed.id("tags", row, created_at), created_at)
        })
        .collect()
}

/// Taggings of projects: most carry one or two tags, some none.
pub fn tagging_rows(
    sample: &Sample,
    tags: &[(Uuid, Timestamp)],
    projects: &[Project],
) -> impl Iterator<Item = Row> {
    projects.iter().enumerate().flat_map(move |(row, project)| {
        let mut dice = sample.seed.dice("taggings", row);
        let count = dice.weighted(&[(0, 25), (1, 35), (2, 25), (3, 10), (5, 5)]);
        let mut chosen: Vec<usize> = (0..count).map(|_| dice.zipf(tags.len())).collect();
        chosen.sort_unstable();
        chosen.dedup();
        let organization = sample.organization;
        chosen
            .into_iter()
            .map(move |tag| row![organization, tags[tag].0, "project", project.id, project.created_at])
    })
}

/// Writes tags, taggings and bookmarks.
pub async fn write(
    sample: &Sample,
    transaction: &Transaction<'_>,
    people: &[Person],
    projects: &[Project],
    bookmarks: usize,
) -> Result<()> {
    let tags = tags(sample);
    let rows = tags.iter().zip(TAGS).map(|((id, created_at), (name, description, color, category))| {
        row![
            *id,
            sample.organization,
            *name,
            *description,
            *color,
            *category,
            *created_at,
            *created_at,
            people[0].id
        ]
    });
    TAG_TABLE.write(transaction, rows).await?;
    // A tag of the same name that people made themselves stays; then the sample's is not there to be used.
    let there = transaction
        .query(
            "select id from platform.tags where organization_id = $1 and uuid_extract_version(id) = 8",
            &[&sample.organization],
        )
        .await?;
    let there: Vec<Uuid> = there.iter().map(|row| row.get(0)).collect();
    let tags: Vec<_> = tags.into_iter().filter(|(id, _)| there.contains(id)).collect();
    if !tags.is_empty() {
        TAGGINGS.write(transaction, tagging_rows(sample, &tags, projects)).await?;
    }
    let rows = (0..bookmarks).map(|row| {
        let mut dice = sample.seed.dice("bookmarks", row);
        let (person, project) = (&people[dice.zipf(people.len())], &projects[dice.zipf(projects.len())]);
        let created_at = dice.moment_after(project.created_at);
        row![
            sample.seed.id("bookmarks", row, created_at),
            sample.organization,
            person.id,
            "project",
            project.id,
            format!("Bookmark {}", row + 1),
            json!([]),
            created_at,
            created_at,
        ]
    });
    BOOKMARKS.write(transaction, rows).await?;
    Ok(())
}
