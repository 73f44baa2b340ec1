//! One run of an analysis: what must hold before it, the calculation on a thread that may block, and what its errors
//! mean.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use domain::{
    Error, Result,
    ids::OrganizationId,
    ingestion::files::{self, Variant},
    intelligence::{
        inputs::Input,
        runs::{Claim, MAX_ATTEMPTS},
    },
};
use runtime::aws::twins::{self, with_twin};
use statistics::{Calculation, ENGINE_VERSION, ResultData};
use tabular::twin::TwinError;

use crate::{
    App, JOB,
    ending::{Ending, Failure},
    footprint,
    table::Table,
};

/// Runs the claimed analysis.
pub async fn run(app: &App, organization: OrganizationId, claim: &Claim, lost: Arc<AtomicBool>) -> Ending {
    let computed = async {
        let (calculation, input) = match prepare(app, organization, claim).await? {
            Ok(prepared) => prepared,
            Err(failure) => return Ok(Ending::Failed(failure)),
        };
        compute(app, organization, calculation, &input, lost.clone()).await
    };
    match computed.await {
        _ if lost.load(Ordering::Relaxed) => Ending::Lost,
        Ok(ending) => ending,
        Err(error) => Ending::Interrupted(error),
    }
}

type Prepared = std::result::Result<(Calculation, Input), Failure>;

/// Checks everything that can be known before the table is opened.
async fn prepare(app: &App, organization: OrganizationId, claim: &Claim) -> Result<Prepared> {
    if claim.attempt > MAX_ATTEMPTS {
        return Ok(Err(Failure::new(
            "calculation_killed",
            format!(
                "computing this ended the program {MAX_ATTEMPTS} times: it takes too long or too much memory; \
                 choose fewer columns or a smaller file"
            ),
        )));
    }
    // A result must be of the version that its key promises.
    if claim.engine_version != ENGINE_VERSION {
        let message = "the calculations were renewed while this one waited: ask again";
        return Ok(Err(Failure::new("engine_changed", message)));
    }
    let calculation = match Calculation::parse(&claim.calculation_type, &claim.parameters) {
        Ok(calculation) => calculation,
        Err(errors) => {
            let errors: Vec<_> = errors.iter().map(ToString::to_string).collect();
            return Ok(Err(Failure::new("invalid_parameters", errors.join("; "))));
        }
    };
    let tx = app.database.job(organization, JOB).await?;
    let file = match files::get(&tx, claim.file).await {
        Ok(file) => file,
        Err(Error::NotFound(_)) => {
            return Ok(Err(Failure::new("file_gone", "the project was deleted before this was computed")));
        }
        Err(error) => return Err(error),
    };
    let input = match Input::of(&file) {
        Ok(input) => input,
        Err(Error::Conflict { code, detail }) => return Ok(Err(Failure::new(code, detail))),
        Err(error) => return Err(error),
    };
    let bytes = footprint::of(&calculation, &input);
    if bytes > app.budget {
        return Ok(Err(Failure::new(
            "too_many_rows",
            format!(
                "over {} rows this needs up to {} MB of memory, {} MB are there: choose fewer columns, columns with \
                 fewer distinct values, or a part of the file",
                input.rows,
                bytes >> 20,
                app.budget >> 20
            ),
        )));
    }
    Ok(Ok((calculation, input)))
}

async fn compute(
    app: &App,
    organization: OrganizationId,
    calculation: Calculation,
    input: &Input,
    lost: Arc<AtomicBool>,
) -> Result<Ending> {
    let key = files::key(organization, input.file, Variant::Parquet);
    if app.objects.head(&key).await?.is_none() {
        return Ok(Ending::Failed(unreadable("is missing")));
    }
    let computed =
        with_twin(&app.objects, &key, move |twin| Ok(calculation.run(&Table::new(twin, lost)))).await;
    match computed {
        Ok(Ok(result)) => Ok(bounded(result)),
        Ok(Err(statistics::Error::Read { source, .. })) => match source.downcast::<TwinError>() {
            Ok(error) => explain(twins::platform_error(*error)),
            Err(error) => Err(Error::unavailable(error)),
        },
        Ok(Err(error)) => Ok(Ending::Failed(Failure::new(error.code(), error.to_string()))),
        Err(error) => explain(error),
    }
}

/// A table that will not get better by trying again is a failure; the rest are errors.
fn explain(error: Error) -> Result<Ending> {
    match error {
        Error::NotFound(_) => Ok(Ending::Failed(unreadable("is missing"))),
        Error::Internal(cause) if cause.is::<TwinError>() => {
            tracing::error!(error = runtime::http::problem::chain(cause.as_ref()), "a damaged twin");
            Ok(Ending::Failed(unreadable("is damaged")))
        }
        error => Err(error),
    }
}

fn unreadable(how: &str) -> Failure {
    Failure::new("table_unreadable", format!("the file's stored table {how}: upload the file again"))
}

/// A result that nobody could read is none.
fn bounded(result: ResultData) -> Ending {
    match crate::ending::carried(&result) {
        Some(_) => Ending::Computed(result),
        None => Ending::Failed(Failure::new(
            "result_too_large",
            format!(
                "the result is larger than the {} MB that an answer can carry: choose columns with fewer distinct \
                 values, or fewer columns",
                crate::ending::MAX_RESULT / 1_000_000
            ),
        )),
    }
}
