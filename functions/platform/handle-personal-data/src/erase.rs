//! Erasing a person: table after table in batches, again and again until a pass changes nothing, last the person.
//! Broken off anywhere, it goes on where it was: what is erased stays erased.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicI64, Ordering},
};

use domain::{
    Error, Result,
    ids::{ErasureId, OrganizationId},
    platform::{
        audit,
        erasures::{
            self, Scope,
            runs::{self, Arrival, Claim, MAX_ATTEMPTS},
        },
        personal_data::{
            self, Registry, Table,
            erase::{self, PEOPLE, Person},
        },
    },
};
use runtime::{
    database::Database,
    lease::{self, Lease},
};

use crate::{App, JOB};

/// How a run ended.
enum Ending {
    Erased,
    Failed(&'static str, String),
    Lost,
    Interrupted(Error),
}

/// Works on one erasure.
pub async fn handle(app: &App, organization: OrganizationId, erasure: ErasureId) -> Result<()> {
    let tx = app.database.job(organization, JOB).await?;
    let arrival = runs::claim(&tx, erasure, tx.id()).await?;
    tx.commit().await?;
    let Arrival::Claimed(mut claim) = arrival else {
        tracing::info!(erasure_id = %erasure, "the message is a repetition, or there is no such erasure");
        return Ok(());
    };
    let rows = Arc::new(AtomicI64::new(claim.rows));
    let lease = keep(app, organization, &claim, &rows);
    let lost = lease.lost();
    let ending = match erase(app, organization, &mut claim, &rows, &lost).await {
        _ if lost.load(Ordering::Relaxed) => Ending::Lost,
        Ok(ending) => ending,
        Err(error) => Ending::Interrupted(error),
    };
    drop(lease);
    let rows = rows.load(Ordering::Relaxed);
    lease::write_down(|| Box::pin(write_down(&app.database, organization, &claim, rows, &ending))).await?;
    match ending {
        Ending::Interrupted(error) => Err(error),
        _ => Ok(()),
    }
}

fn keep(app: &App, organization: OrganizationId, claim: &Claim, rows: &Arc<AtomicI64>) -> Lease {
    let (database, claim, rows) = (app.database.clone(), claim.clone(), rows.clone());
    Lease::keep(app.renewal, format!("erasure {}", claim.erasure), move || {
        let (database, claim, rows) = (database.clone(), claim.clone(), rows.load(Ordering::Relaxed));
        Box::pin(async move {
            let tx = database.job(organization, JOB).await?;
            let is_ours = runs::renew(&tx, &claim, rows).await?;
            tx.commit().await?;
            Ok(is_ours)
        })
    })
}

async fn erase(
    app: &App,
    organization: OrganizationId,
    claim: &mut Claim,
    rows: &AtomicI64,
    lost: &AtomicBool,
) -> Result<Ending> {
    if claim.attempt > MAX_ATTEMPTS {
        let message = format!("erasing this ended the program {MAX_ATTEMPTS} times: tell the operators");
        return Ok(Ending::Failed("erasure_killed", message));
    }
    let tx = app.privacy.system().await?;
    let registry = personal_data::registry(&tx).await?;
    tx.commit().await?;
    registry.require_complete()?;
    if claim.organizations.is_none() {
        match begin(app, organization, claim).await? {
            Begun::Yes => {}
            Begun::LastOwner => {
                let message = "an organization would belong to nobody: make somebody else an owner first";
                return Ok(Ending::Failed("last_owner", message.to_owned()));
            }
            Begun::Lost => return Ok(Ending::Lost),
        }
    }
    let tx = app.privacy.system().await?;
    let pattern = erase::addresses(&tx, &registry, claim.user).await?;
    tx.commit().await?;
    let person = Person {
        user: claim.user,
        organizations: claim.organizations.clone().unwrap_or_default(),
        everywhere: claim.scope == Scope::Account,
        pattern,
    };
    Work { app, person, rows, lost }.run(&registry).await
}

/// Whether the work may begin.
enum Begun {
    Yes,
    LastOwner,
    Lost,
}

/// Writes down where the person belongs, before that is erased. Who belongs nowhere else is erased everywhere.
async fn begin(app: &App, organization: OrganizationId, claim: &mut Claim) -> Result<Begun> {
    let tx = app.privacy.system().await?;
    let mut organizations = runs::organizations_of(&tx, claim.user).await?;
    if organizations.iter().all(|other| *other == organization) {
        claim.scope = Scope::Account;
    }
    match claim.scope {
        Scope::Organization => organizations = vec![organization],
        Scope::Account => {
            organizations.push(organization);
            // Those that they have left: their logs hold origins of theirs, and their texts may name them.
            organizations.extend(runs::organizations_that_know(&tx, claim.user).await?);
            organizations.sort_unstable();
            organizations.dedup();
        }
    }
    tx.commit().await?;
    for organization in &organizations {
        let tx = app.database.job(*organization, JOB).await?;
        if erasures::owns_alone(&tx, claim.user).await? {
            return Ok(Begun::LastOwner);
        }
    }
    for organization in &organizations {
        let tx = app.database.job(*organization, JOB).await?;
        // Before addresses and agents go from the log: verification takes their absence for tampering otherwise.
        let entry = audit::Entry {
            action: "erased",
            resource_type: "user",
            resource_id: Some(claim.user.0),
            ..Default::default()
        };
        audit::record(&tx, entry).await?;
        tx.commit().await?;
    }
    let organizations: Vec<_> = organizations.into_iter().map(|organization| organization.0).collect();
    let tx = app.database.job(organization, JOB).await?;
    let is_ours = runs::note_begin(&tx, claim, &organizations).await?;
    tx.commit().await?;
    claim.organizations = Some(organizations);
    Ok(if is_ours { Begun::Yes } else { Begun::Lost })
}

/// Erasing one person.
struct Work<'a> {
    app: &'a App,
    person: Person,
    rows: &'a AtomicI64,
    lost: &'a AtomicBool,
}

/// What became of a table.
enum Pass {
    /// So many rows changed.
    Changed(u64),
    /// Others still point at its rows.
    Blocked,
    /// The right to it was lost on the way.
    Lost,
}

impl Work<'_> {
    async fn run(&self, registry: &Registry) -> Result<Ending> {
        // Sessions and memberships are among the first to go, so that nobody writes anew for long; what was written
        // meanwhile is found by the next pass.
        let (people, others): (Vec<&Table>, Vec<&Table>) =
            registry.tables.iter().partition(|table| table.name == PEOPLE);
        loop {
            let (mut changed, mut blocked) = (0, Vec::new());
            for table in &others {
                match self.table(table).await? {
                    Pass::Changed(rows) => changed += rows,
                    Pass::Blocked => blocked.push(table.name.as_str()),
                    Pass::Lost => return Ok(Ending::Lost),
                }
            }
            if changed > 0 {
                continue;
            }
            if !blocked.is_empty() {
                return Err(Error::internal(format!("rows that point at {} stay", blocked.join(", "))));
            }
            break;
        }
        for table in people {
            if matches!(self.table(table).await?, Pass::Lost) {
                return Ok(Ending::Lost);
            }
        }
        Ok(Ending::Erased)
    }

    /// Batch after batch, each in its own transaction.
    async fn table(&self, table: &Table) -> Result<Pass> {
        let mut sum = 0;
        loop {
            if self.lost.load(Ordering::Relaxed) {
                return Ok(Pass::Lost);
            }
            let tx = self.app.privacy.system().await?;
            let changed = match erase::erase(&tx, table, &self.person).await {
                Err(error) if erase::is_blocked(&error) => return Ok(Pass::Blocked),
                result => result?,
            };
            tx.commit().await?;
            if changed == 0 {
                return Ok(Pass::Changed(sum));
            }
            sum += changed;
            self.rows.fetch_add(i64::try_from(changed).map_err(Error::internal)?, Ordering::Relaxed);
        }
    }
}

async fn write_down(
    database: &Database,
    organization: OrganizationId,
    claim: &Claim,
    rows: i64,
    ending: &Ending,
) -> Result<()> {
    let tx = database.job(organization, JOB).await?;
    match ending {
        Ending::Erased => runs::succeed(&tx, claim, rows).await?,
        Ending::Failed(code, message) => runs::fail(&tx, claim, code, message).await?,
        Ending::Interrupted(error) => runs::release(&tx, claim, !error.is_transient()).await?,
        Ending::Lost => false,
    };
    tx.commit().await.map(drop)
}
