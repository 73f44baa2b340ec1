//! `populate` fills the demo organization with sample data, `depopulate` takes it out again. The same seed, size and day
//! give the same bytes; ids of version 8 tell the sample from what people made.

mod accounts;
mod dice;
mod ingestion;
mod platform;
mod removal;
mod table;
mod templates;
mod words;

use std::{process::ExitCode, time::Duration, time::Instant};

use anyhow::{Context as _, Result, bail};
use jiff::civil::Date;
use tokio_postgres::{Client, NoTls};
use uuid::Uuid;

use crate::{
    config::{Config, template_path},
    environment,
    stand_in::{Aws, StandIn},
    template::{Declared, Place, Template},
};
use dice::Seed;

/// Who owns the organization that is filled.
const OWNER: &str = "demo@plugzero.example";
/// The areas that have sample data. People are always written: they made the rest.
const AREAS: [&str; 3] = ["accounts", "ingestion", "platform"];

/// What is wanted.
#[derive(Debug)]
struct Wish {
    rows: usize,
    seed: Seed,
    areas: Vec<String>,
}

impl Wish {
    /// `--rows N` (1,000 to 1,000,000), `--seed N`, `--as-of YYYY-MM-DD` and any number of areas.
    fn parse(words: &[&str], today: Date) -> Result<Self> {
        let mut wish = Self { rows: 10_000, seed: Seed { number: 1, as_of: today }, areas: Vec::new() };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().with_context(|| format!("{word} needs a value"));
            match *word {
                "--rows" => {
                    let rows: Option<usize> =
                        value()?.parse().ok().filter(|rows| (1_000..=1_000_000).contains(rows));
                    wish.rows = rows.context("--rows is a number from 1000 to 1000000")?;
                }
                "--seed" => wish.seed.number = value()?.parse().context("--seed is a whole number")?,
                "--as-of" => {
                    wish.seed.as_of = value()?.parse().context("--as-of is a date such as 2026-11-01")?
                }
                area if AREAS.contains(&area) => wish.areas.push(area.to_owned()),
                other => bail!("{other:?} is no area: one of {}", AREAS.join(", ")),
            }
        }
        Ok(wish)
    }

    fn wants(&self, area: &str) -> bool {
        self.areas.is_empty() || self.areas.iter().any(|wanted| wanted == area)
    }
}

/// How many of everything a sample of `rows` rows has.
struct Sizes {
    people: usize,
    projects: usize,
    files: usize,
    bookmarks: usize,
    comments: usize,
}

impl Sizes {
    /// A project comes with about three members and one and a half tags, so that rows add up to about `rows`.
    fn of(rows: usize) -> Self {
        Self {
            people: ((rows as f64).sqrt() as usize).clamp(12, 1_000),
            projects: rows * 13 / 100,
            // Each goes through the pipeline, one after the other.
            files: (rows / 500).clamp(3, 60),
            bookmarks: rows * 5 / 100,
            comments: rows * 15 / 100,
        }
    }
}

/// What every row of the sample needs.
struct Sample {
    seed: Seed,
    organization: Uuid,
    /// The demo owner's: sample people sign in with the same password.
    password_hash: String,
}

/// Fills the demo organization of the running platform.
pub async fn populate(words: &[&str]) -> Result<ExitCode> {
    let wish = Wish::parse(words, jiff::Zoned::now().with_time_zone(jiff::tz::TimeZone::UTC).date())?;
    let config = Config::from_env()?;
    let mut client = connect(&config).await?;
    let sample = Sample::of(&client, wish.seed).await?;
    let sizes = Sizes::of(wish.rows);
    println!("Filling the demo organization (seed {}, as of {}):", wish.seed.number, wish.seed.as_of);
    let started = Instant::now();
    let people = accounts::people(&sample, sizes.people);
    let teams = accounts::teams(&sample, &people);
    let projects = ingestion::projects(&sample, &people, teams.len(), sizes.projects);
    let files =
        if wish.wants("ingestion") { ingestion::files(&sample, &projects, sizes.files) } else { Vec::new() };
    let transaction = client.transaction().await?;
    accounts::choose_plan(&transaction, sample.organization).await?;
    accounts::write(&sample, &transaction, &people).await?;
    accounts::write_teams(&sample, &transaction, &people, &teams).await?;
    if wish.wants("ingestion") || wish.wants("platform") {
        ingestion::write(&sample, &transaction, &people, &teams, &projects).await?;
        ingestion::write_files(&sample, &transaction, &people, &projects, &files).await?;
        templates::write(&sample, &transaction, &people).await?;
    }
    if wish.wants("platform") {
        platform::write(&sample, &transaction, &people, &projects, sizes.bookmarks).await?;
        platform::write_comments(&sample, &transaction, &people, &projects, sizes.comments).await?;
    }
    accounts::settle(&transaction, sample.organization).await?;
    transaction.commit().await?;
    process(&config, &client, &sample, &files).await?;
    client.batch_execute("analyze").await?;
    println!(
        "Done in {:.1} s. Sample people sign in with the demo owner's password; `make depopulate` removes all of it.",
        started.elapsed().as_secs_f64()
    );
    Ok(ExitCode::SUCCESS)
}

/// Takes the sample out of the running platform's demo organization.
pub async fn depopulate() -> Result<ExitCode> {
    let config = Config::from_env()?;
    let mut client = connect(&config).await?;
    let organization = demo_organization(&client).await?.0;
    println!("Removing sample data from the demo organization:");
    let transaction = client.transaction().await?;
    let removed = removal::remove(&transaction, organization).await?;
    accounts::settle(&transaction, organization).await?;
    transaction.commit().await?;
    let left: i64 = client
        .query_one(
            "select count(*) from ingestion.projects where organization_id = $1 and uuid_extract_version(id) = 8",
            &[&organization],
        )
        .await?
        .get(0);
    println!("{removed} rows are gone.");
    if left > 0 {
        println!("{left} sample projects stay, because something that people made hangs on them.");
    }
    Ok(ExitCode::SUCCESS)
}

impl Sample {
    async fn of(client: &Client, seed: Seed) -> Result<Self> {
        let (organization, password_hash) = demo_organization(client).await?;
        Ok(Self { seed, organization, password_hash })
    }
}

async fn connect(config: &Config) -> Result<Client> {
    let url = config
        .database_url
        .clone()
        .unwrap_or_else(|| format!("postgres://postgres@127.0.0.1:{}/plugzero", config.ports.postgres));
    let (client, connection) = tokio_postgres::connect(&url, NoTls)
        .await
        .context("the platform is not running: start it with `make up`")?;
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            eprintln!("plugzero-local: the database went away: {error}");
        }
    });
    Ok(client)
}

async fn demo_organization(client: &Client) -> Result<(Uuid, String)> {
    let row = client
        .query_opt(
            "select m.organization_id, u.password_hash from accounts.users u \
             join accounts.memberships m on m.user_id = u.id where lower(u.email) = $1 order by m.created_at limit 1",
            &[&OWNER],
        )
        .await?
        .with_context(|| format!("{OWNER} belongs to no organization: is this a local platform?"))?;
    Ok((row.get(0), row.get(1)))
}

/// Sends files whose bytes are missing, and watches the pipeline read them.
async fn process(
    config: &Config,
    client: &Client,
    sample: &Sample,
    files: &[ingestion::SampleFile],
) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = files.iter().map(|file| file.id).collect();
    let waiting = client
        .query("select id from ingestion.files where id = any($1) and upload_status = 'PENDING'", &[&ids])
        .await?;
    let waiting: Vec<Uuid> = waiting.iter().map(|row| row.get(0)).collect();
    let template = Template::load(
        &template_path(&config.root),
        environment::parameters(config),
        Place::on(config, "127.0.0.1", config.ports.postgres),
    )?;
    let declared = Declared::read(&template)?;
    let bucket = declared
        .functions
        .iter()
        .find_map(|function| function.environment.get("FILES_BUCKET"))
        .context("no function of the template has FILES_BUCKET")?;
    let aws = Aws::at(&StandIn::url(config.ports.stand_in));
    let sent = ingestion::upload(&aws, bucket, sample.organization, files, &waiting).await?;
    let started = Instant::now();
    loop {
        let row = client
            .query_one(
                "select count(*) filter (where upload_status in ('PENDING', 'PROCESSING')), \
                 count(*) filter (where upload_status = 'FAILED'), coalesce(sum(row_count), 0)::bigint \
                 from ingestion.files where id = any($1)",
                &[&ids],
            )
            .await?;
        let (open, failed, rows): (i64, i64, i64) = (row.get(0), row.get(1), row.get(2));
        if open == 0 {
            println!("  {sent} files read by the pipeline, {rows} rows in all files, {failed} failed");
            return Ok(());
        }
        if started.elapsed() > ingestion::PATIENCE {
            println!("  {open} files are still being read; they will be done soon");
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

#[cfg(test)]
mod tests;
