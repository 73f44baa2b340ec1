//! The committed `shared/sql` is what cornucopia makes of `shared/domain/queries` against the migrated schema.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::Command,
};

use super::root;
use crate::harness::database::TestDatabase;

#[tokio::test]
async fn the_typed_sql_is_current() {
    let database = TestDatabase::create().await;
    let made = std::env::temp_dir().join(format!("plugzero-sql-{}", std::process::id()));
    let output = Command::new(cornucopia())
        .args(["live", "-d", made.to_str().unwrap(), &database.url("plugzero_owner")])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // Committed as everything else is: formatted.
    let formatted = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(root().join("rustfmt.toml"))
        .arg(made.join("src/lib.rs"))
        .status()
        .unwrap();
    assert!(formatted.success());
    let committed = root().join("shared/sql/src");
    let (made_files, committed_files) = (read(&made.join("src")), read(&committed));
    std::fs::remove_dir_all(&made).unwrap();
    assert_eq!(made_files.keys().collect::<Vec<_>>(), committed_files.keys().collect::<Vec<_>>());
    for (path, text) in &made_files {
        assert!(text == &committed_files[path], "shared/sql/src/{path} has drifted: run `make sql`");
    }
}

fn cornucopia() -> PathBuf {
    let built = std::env::current_exe().unwrap();
    let target = built.ancestors().nth(3).unwrap().to_owned();
    let path = target.join("tools/bin/cornucopia");
    assert!(path.is_file(), "{} is missing: `make test` installs it", path.display());
    path
}

/// Every file below a folder, by its path in it.
fn read(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            files.extend(read(&path).into_iter().map(|(below, text)| (format!("{name}/{below}"), text)));
        } else {
            files.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
    files
}
