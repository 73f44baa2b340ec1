//! The same seed gives the same bytes.

use jiff::civil::date;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{Sample, Seed, Sizes, Wish, accounts, ingestion, platform};

fn digest(number: u64, day: i8) -> String {
    let sample = Sample {
        seed: Seed { number, as_of: date(2026, 11, day) },
        organization: Uuid::nil(),
        password_hash: "hash".to_owned(),
    };
    let sizes = Sizes::of(2_000);
    let people = accounts::people(&sample, sizes.people);
    let teams = accounts::teams(&sample, &people);
    let projects = ingestion::projects(&sample, &people, teams.len(), sizes.projects);
    let files = ingestion::files(&sample, &projects, 3);
    let mut digest = Sha256::new();
    for row in accounts::user_rows(&sample, &people)
        .chain(ingestion::project_rows(&sample, &people, &teams, &projects))
        .chain(platform::tagging_rows(&sample, &platform::tags(&sample), &projects))
    {
        digest.update(format!("{row:?}"));
    }
    for file in files {
        digest.update(file.id);
        digest.update(file.content);
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_same_seed_and_day_give_the_same_bytes() {
    assert_eq!(digest(1, 1), digest(1, 1));
    assert_ne!(digest(1, 1), digest(2, 1));
    assert_ne!(digest(1, 1), digest(1, 2));
}

#[test]
fn a_wish_is_read_word_by_word() {
    let today = date(2026, 11, 1);
    let wish =
        Wish::parse(&["--rows", "1000", "--seed", "7", "--as-of", "2026-01-02", "platform"], today).unwrap();
    assert_eq!((wish.rows, wish.seed.number, wish.seed.as_of), (1000, 7, date(2026, 1, 2)));
    assert!(wish.wants("platform") && !wish.wants("ingestion"));
    assert!(Wish::parse(&[], today).unwrap().wants("ingestion"));
    for wrong in
        [&["--rows", "10"][..], &["--rows"], &["--seed", "x"], &["--as-of", "yesterday"], &["planets"]]
    {
        assert!(Wish::parse(wrong, today).is_err(), "{wrong:?}");
    }
}
