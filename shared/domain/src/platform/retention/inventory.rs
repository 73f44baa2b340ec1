//! Whether bucket and table hold the same things: the table's half of the daily sweep.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use sql::queries::platform::retention;
use uuid::Uuid;

use crate::{
    Result,
    ids::{ExportId, FileId, MediaId, OrganizationId},
    ingestion::files,
    network::media,
    platform::exports,
    transaction::SystemTx,
};

/// Rows per page.
const PAGE: i64 = 1_000;

/// A bucket with the table that knows its objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Store {
    /// Files of projects.
    Files,
    /// Images and attachments.
    Media,
}

/// A thing's place among all of its kind: the order of their objects' keys, because a UUID's text sorts as its bytes do.
pub type Place = (OrganizationId, Uuid);

/// The place before every other.
pub const FIRST: Place = (OrganizationId::FIRST, Uuid::nil());
/// The place behind every other.
pub const LAST: Place = (OrganizationId::LAST, Uuid::max());

/// What an object is to a thing that has a row.
#[derive(Debug, Default)]
pub struct Known {
    /// The one key that counts, where all others of the thing are left over.
    only: Option<String>,
}

impl Known {
    /// Whether the object belongs there.
    pub fn keeps(&self, key: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == key)
    }
}

/// The export that an object belongs to, by its key.
pub fn export_of(key: &str) -> Option<(OrganizationId, ExportId)> {
    let mut parts = key.splitn(5, '/');
    let ("org", organization, "exports", export, name) =
        (parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next()?)
    else {
        return None;
    };
    let (organization, export) = (OrganizationId(organization.parse().ok()?), ExportId(export.parse().ok()?));
    let is_ours = key.strip_prefix(&exports::prefix(organization, export)) == Some(name) && !name.is_empty();
    is_ours.then_some((organization, export))
}

/// Which of the exports have a row, in the organization that they claim.
pub async fn existing_exports(
    tx: &SystemTx,
    places: &HashSet<(OrganizationId, ExportId)>,
) -> Result<HashSet<(OrganizationId, ExportId)>> {
    let ids: Vec<Uuid> = places.iter().map(|(_, export)| export.0).collect();
    let rows = retention::existing_exports().bind(tx.client(), &ids).all().await?;
    Ok(rows.into_iter().map(|row| (OrganizationId(row.organization_id), ExportId(row.id))).collect())
}

/// A thing that can be used, and so has an object.
#[derive(Debug, Clone)]
pub struct Readable {
    /// Where it stands.
    pub place: Place,
    /// The key of its object.
    pub key: String,
}

impl Store {
    /// Every store, in the order in which they are swept.
    pub const ALL: [Self; 2] = [Self::Files, Self::Media];

    fn prefix(self, (organization, id): Place) -> String {
        match self {
            Self::Files => files::prefix(organization, FileId(id)),
            Self::Media => media::prefix(organization, MediaId(id)),
        }
    }

    /// The place of the thing that an object belongs to, by its key. Only keys as we write them have one.
    pub fn place_of(self, key: &str) -> Option<Place> {
        let mut parts = key.splitn(5, '/');
        let ("org", organization, _, id, name) =
            (parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next()?)
        else {
            return None;
        };
        let place = (OrganizationId(organization.parse().ok()?), id.parse().ok()?);
        let is_ours = key.strip_prefix(&self.prefix(place)) == Some(name) && !name.is_empty();
        is_ours.then_some(place)
    }

    /// Which of the things have a row, in the organization that they claim, and what belongs to them.
    pub async fn existing(self, tx: &SystemTx, places: &HashSet<Place>) -> Result<HashMap<Place, Known>> {
        let ids: Vec<Uuid> = places.iter().map(|(_, id)| *id).collect();
        Ok(match self {
            Self::Files => {
                let rows = retention::existing_files().bind(tx.client(), &ids).all().await?;
                let known = |row: retention::ExistingFiles| {
                    ((OrganizationId(row.organization_id), row.id), Known::default())
                };
                rows.into_iter().map(known).collect()
            }
            Self::Media => {
                let rows = retention::existing_media().bind(tx.client(), &ids).all().await?;
                let known = |row: retention::ExistingMedia| {
                    let only = row.is_ready.then_some(row.file_path);
                    ((OrganizationId(row.organization_id), row.id), Known { only })
                };
                rows.into_iter().map(known).collect()
            }
        })
    }

    /// The next page of things that can be used, behind `after` up to and including `until`.
    pub async fn readable(self, tx: &SystemTx, after: Place, until: Place) -> Result<Vec<Readable>> {
        let (client, after, until) = (tx.client(), (after.0.0, after.1), (until.0.0, until.1));
        let readable = |organization, id, key| Readable { place: (OrganizationId(organization), id), key };
        Ok(match self {
            Self::Files => retention::readable_files()
                .bind(client, &after.0, &after.1, &until.0, &until.1, &PAGE)
                .all()
                .await?
                .into_iter()
                .map(|row| readable(row.organization_id, row.id, row.file_path))
                .collect(),
            Self::Media => retention::readable_media()
                .bind(client, &after.0, &after.1, &until.0, &until.1, &PAGE)
                .all()
                .await?
                .into_iter()
                .map(|row| readable(row.organization_id, row.id, row.file_path))
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOW: &str = "01a1fbd3-9e90-7889-8abe-836ba04b46ad";
    const HIGH: &str = "f1a1fbd3-9e90-7889-8abe-836ba04b46ad";

    #[test]
    fn only_keys_as_we_write_them_have_a_place() {
        for (store, word) in [(Store::Files, "files"), (Store::Media, "media")] {
            assert!(store.place_of(&format!("org/{LOW}/{word}/{HIGH}/original")).is_some());
            assert!(store.place_of(&format!("org/{LOW}/{word}/{HIGH}/a/b")).is_some());
            for key in [
                format!("org/{LOW}/{word}/{HIGH}/"),
                format!("org/{LOW}/{word}/{HIGH}"),
                format!("org/{LOW}/reports/{HIGH}/original"),
                format!("org/{}/{word}/{HIGH}/original", LOW.to_uppercase()),
                format!("org/{}/{word}/{HIGH}/original", LOW.replace('-', "")),
            ] {
                assert_eq!(store.place_of(&key), None, "{key}");
            }
        }
        assert_eq!(Store::Files.place_of(&format!("org/{LOW}/media/{HIGH}/original")), None);
    }

    #[test]
    fn places_sort_as_their_keys() {
        let mut keys: Vec<String> = [(LOW, HIGH), (HIGH, LOW), (LOW, LOW), (HIGH, HIGH)]
            .iter()
            .map(|(organization, file)| format!("org/{organization}/files/{file}/original"))
            .collect();
        keys.sort();
        let places: Vec<_> = keys.iter().map(|key| Store::Files.place_of(key).unwrap()).collect();
        assert!(places.is_sorted());
    }

    #[test]
    fn an_upload_beside_its_verified_copy_is_left_over() {
        let known = Known { only: Some("org/1/media/2/verified".to_owned()) };
        assert!(known.keeps("org/1/media/2/verified") && !known.keeps("org/1/media/2/original"));
        assert!(Known::default().keeps("org/1/media/2/original"));
    }
}
