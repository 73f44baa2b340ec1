//! The daily sweep: walks a bucket and its table side by side, in the order of the objects' keys. Objects that no row
//! knows go; rows whose object is not there are reported.
//!
//! A missing object is not written into the row: the bucket is versioned, so that an operator can bring the object
//! back, and a function that looks into the wrong bucket must not declare every file lost.

use std::{collections::HashSet, ops::RangeInclusive};

use domain::{
    Error, Result,
    platform::retention::inventory::{self, Place, Store},
};
use jiff::{SignedDuration, Timestamp};
use runtime::aws::objects::Stored;
use serde::Serialize;

use crate::App;

/// What all objects begin with.
const ROOT: &str = "org/";
/// Younger objects are left alone: a worker that lost its file meanwhile may still be writing, and tidies up itself.
const GRACE: SignedDuration = SignedDuration::from_hours(1);
/// More orphans than this in a page, and more than half of it, are no leftovers: the table is the wrong one.
const BELIEVABLE: usize = 100;

/// What a sweep found.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Swept {
    /// Whether it came to the end.
    pub finished: bool,
    /// Where the next one goes on, if it did not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// Objects that were looked at.
    pub checked: usize,
    /// Objects without a row, deleted.
    pub orphans_deleted: usize,
    /// Objects whose key says nothing to this version. They stay.
    pub unknown: usize,
    /// Rows that can be used but whose object is gone. The log has its key.
    pub missing_objects: usize,
}

impl Swept {
    /// One line for the whole.
    pub fn log(&self, store: Store) {
        let Self { finished, checked, orphans_deleted, unknown, missing_objects, .. } = self;
        let next = self.next.as_deref();
        tracing::info!(?store, finished, next, checked, orphans_deleted, unknown, missing_objects, "sweep");
    }
}

/// Sweeps what comes after the key `after` in a store, at most until `until`.
///
/// # Errors
/// `Internal` where the table cannot be the bucket's; nothing of the page in question is deleted.
pub async fn sweep(app: &App, store: Store, after: Option<String>, until: Timestamp) -> Result<Swept> {
    let mut swept = Swept::default();
    let mut place = after.as_deref().and_then(|key| store.place_of(key)).unwrap_or(inventory::FIRST);
    let mut after = after;
    loop {
        if app.now() >= until {
            swept.next = after;
            return Ok(swept);
        }
        let page = app.bucket(store).list(ROOT, after.as_deref()).await?;
        swept.checked += page.len();
        delete_orphans(app, store, &page, &mut swept).await?;
        // The table is read as far as the bucket was; behind its last object there must be no file any more.
        let reached = match page.last() {
            Some(_) => page.iter().rev().find_map(|object| store.place_of(&object.key)),
            None => Some(inventory::LAST),
        };
        if let Some(reached) = reached {
            report_missing(app, store, place..=reached, &page, &mut swept).await?;
            place = reached;
        }
        match page.last() {
            Some(last) => after = Some(last.key.clone()),
            None => {
                swept.finished = true;
                return Ok(swept);
            }
        }
    }
}

async fn delete_orphans(app: &App, store: Store, page: &[Stored], swept: &mut Swept) -> Result<()> {
    let places: HashSet<Place> = page.iter().filter_map(|object| store.place_of(&object.key)).collect();
    let exports: HashSet<_> = page.iter().filter_map(|object| inventory::export_of(&object.key)).collect();
    let tx = app.database.system().await?;
    let existing = store.existing(&tx, &places).await?;
    let existing_exports = inventory::existing_exports(&tx, &exports).await?;
    tx.commit().await?;
    let old = app.now() - GRACE;
    let mut orphans = Vec::new();
    for object in page {
        let keeps = |place| existing.get(&place).is_some_and(|known| known.keeps(&object.key));
        let thing = store.place_of(&object.key).map(keeps);
        let export = inventory::export_of(&object.key).map(|export| existing_exports.contains(&export));
        match thing.or(export) {
            Some(true) => {}
            Some(false) if object.modified > old => {}
            Some(false) => orphans.push(object.key.clone()),
            None => {
                tracing::warn!(key = object.key, "an object that no row can have");
                swept.unknown += 1;
            }
        }
    }
    if orphans.len() > BELIEVABLE && orphans.len() * 2 > page.len() {
        let (orphans, objects) = (orphans.len(), page.len());
        return Err(Error::internal(format!(
            "{orphans} of {objects} objects have no row: nothing is deleted"
        )));
    }
    app.bucket(store).delete_all(&orphans).await?;
    if !orphans.is_empty() {
        tracing::warn!(count = orphans.len(), first = orphans[0], "deleted objects without a row");
    }
    swept.orphans_deleted += orphans.len();
    Ok(())
}

async fn report_missing(
    app: &App,
    store: Store,
    places: RangeInclusive<Place>,
    page: &[Stored],
    swept: &mut Swept,
) -> Result<()> {
    let stored: HashSet<&str> = page.iter().map(|object| object.key.as_str()).collect();
    let (mut after, until) = places.into_inner();
    loop {
        let tx = app.database.system().await?;
        let rows = store.readable(&tx, after, until).await?;
        tx.commit().await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.place;
        for row in rows.iter().filter(|row| !stored.contains(row.key.as_str())) {
            // The bucket is asked again, and then the table: both may have changed since they were read.
            if app.bucket(store).find(&row.key).await?.is_none() && still_there(app, store, row.place).await?
            {
                tracing::error!(id = %row.place.1, key = row.key, "the object of a row is missing");
                swept.missing_objects += 1;
            }
        }
    }
}

async fn still_there(app: &App, store: Store, place: Place) -> Result<bool> {
    let tx = app.database.system().await?;
    let existing = store.existing(&tx, &HashSet::from([place])).await?;
    tx.commit().await?;
    Ok(!existing.is_empty())
}
