//! Whether bucket and table hold the same files: the table's half of the daily sweep.

use std::collections::HashSet;

use sql::queries::platform::retention;
use uuid::Uuid;

use crate::{
    Result,
    ids::{FileId, OrganizationId},
    ingestion::files,
    transaction::SystemTx,
};

/// Files per page.
const PAGE: i64 = 1_000;

/// A file's place among all files: the order of their objects' keys, because a UUID's text sorts as its bytes do.
pub type Place = (OrganizationId, FileId);

/// The place before every file's.
pub const FIRST: Place = (OrganizationId::FIRST, FileId::FIRST);
/// The place behind every file's.
pub const LAST: Place = (OrganizationId::LAST, FileId::LAST);

/// The file that an object belongs to, by its key. Only keys as we write them have one.
pub fn place_of(key: &str) -> Option<Place> {
    let mut parts = key.splitn(5, '/');
    let ("org", organization, "files", file, name) =
        (parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next()?)
    else {
        return None;
    };
    let (organization, file) = (OrganizationId(organization.parse().ok()?), FileId(file.parse().ok()?));
    let is_ours = key.strip_prefix(&files::prefix(organization, file)) == Some(name) && !name.is_empty();
    is_ours.then_some((organization, file))
}

/// A file that was read, and so has an original.
#[derive(Debug, Clone)]
pub struct Readable {
    /// Where it stands.
    pub place: Place,
    /// The key of its original.
    pub key: String,
}

/// Which of the files have a row, in the organization that they claim.
pub async fn existing(tx: &SystemTx, places: &HashSet<Place>) -> Result<HashSet<Place>> {
    let ids: Vec<Uuid> = places.iter().map(|(_, file)| file.0).collect();
    let rows = retention::existing_files().bind(tx.client(), &ids).all().await?;
    Ok(rows.into_iter().map(|row| (OrganizationId(row.organization_id), FileId(row.id))).collect())
}

/// The next page of files that were read, behind `after` up to and including `until`.
pub async fn readable(tx: &SystemTx, after: Place, until: Place) -> Result<Vec<Readable>> {
    let rows = retention::readable_files()
        .bind(tx.client(), &after.0.0, &after.1.0, &until.0.0, &until.1.0, &PAGE)
        .all()
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Readable {
            place: (OrganizationId(row.organization_id), FileId(row.id)),
            key: row.file_path,
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOW: &str = "01a1fbd3-9e90-7889-8abe-836ba04b46ad";
    const HIGH: &str = "f1a1fbd3-9e90-7889-8abe-836ba04b46ad";

    #[test]
    fn only_keys_as_we_write_them_have_a_place() {
        assert!(place_of(&format!("org/{LOW}/files/{HIGH}/original")).is_some());
        assert!(place_of(&format!("org/{LOW}/files/{HIGH}/a/b")).is_some());
        for key in [
            format!("org/{LOW}/files/{HIGH}/"),
            format!("org/{LOW}/files/{HIGH}"),
            format!("org/{LOW}/reports/{HIGH}/original"),
            format!("org/{}/files/{HIGH}/original", LOW.to_uppercase()),
            format!("org/{}/files/{HIGH}/original", LOW.replace('-', "")),
        ] {
            assert_eq!(place_of(&key), None, "{key}");
        }
    }

    #[test]
    fn places_sort_as_their_keys() {
        let mut keys: Vec<String> = [(LOW, HIGH), (HIGH, LOW), (LOW, LOW), (HIGH, HIGH)]
            .iter()
            .map(|(organization, file)| format!("org/{organization}/files/{file}/original"))
            .collect();
        keys.sort();
        let places: Vec<_> = keys.iter().map(|key| place_of(key).unwrap()).collect();
        assert!(places.is_sorted());
    }
}
