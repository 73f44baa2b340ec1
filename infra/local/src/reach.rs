//! PostgreSQL refuses to run as root, and root's folders are often closed to the account that runs it instead. What
//! that account must reach then gets a place of its own outside.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use rustix::process::geteuid;

/// Persists like a home folder, but everybody may enter.
const OUTSIDE: &str = "/var/tmp";

/// Whether we are root and other accounts cannot get to `path`.
pub fn is_closed(path: &Path) -> bool {
    geteuid().is_root() && !is_open(path)
}

/// Whether every folder on the way that exists lets others through.
fn is_open(path: &Path) -> bool {
    path.ancestors()
        .skip(1)
        .filter_map(|folder| folder.metadata().ok())
        .all(|metadata| metadata.permissions().mode() & 0o001 != 0)
}

/// The place outside that stands for `path`, always the same one.
pub fn outside(path: &Path) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    Path::new(OUTSIDE).join(format!("plugzero-{:016x}", hasher.finish()))
}

/// Copies some of a folder's folders to its place outside, once. A half-made copy never stands there.
pub fn copy_outside(folder: &Path, parts: &[&str]) -> Result<PathBuf> {
    let place = outside(folder);
    if let Ok(metadata) = place.symlink_metadata() {
        ensure!(metadata.is_dir() && metadata.uid() == 0, "{} is not ours: remove it", place.display());
        return Ok(place);
    }
    let half = place.with_extension(std::process::id().to_string());
    std::fs::create_dir(&half)?;
    std::fs::set_permissions(&half, std::fs::Permissions::from_mode(0o755))?;
    for part in parts {
        let from = folder.join(part);
        copy(&from, &half.join(part)).with_context(|| format!("cannot copy {} outside", from.display()))?;
    }
    match std::fs::rename(&half, &place) {
        // Somebody else was quicker.
        Err(_) if place.is_dir() => std::fs::remove_dir_all(&half)?,
        renamed => renamed?,
    }
    Ok(place)
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            copy(&entry.path(), &target)?;
        } else if kind.is_symlink() {
            std::os::unix::fs::symlink(std::fs::read_link(entry.path())?, target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    std::fs::set_permissions(to, std::fs::Permissions::from_mode(0o755))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_in_a_closed_one_is_closed_and_its_copy_is_whole() {
        let closed = std::env::temp_dir().join(format!("plugzero-reach-{}", std::process::id()));
        let folder = closed.join("a");
        std::fs::create_dir_all(folder.join("b")).unwrap();
        std::fs::write(folder.join("b/c"), "text").unwrap();
        assert!(is_open(&folder));
        std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o700)).unwrap();
        assert!(!is_open(&folder));
        let copied = closed.join("copy");
        copy(&folder, &copied).unwrap();
        assert_eq!(std::fs::read_to_string(copied.join("b/c")).unwrap(), "text");
        std::fs::remove_dir_all(&closed).unwrap();
    }

    #[test]
    fn a_place_outside_is_always_the_same() {
        assert_eq!(outside(Path::new("/a")), outside(Path::new("/a")));
        assert_ne!(outside(Path::new("/a")), outside(Path::new("/b")));
    }
}
