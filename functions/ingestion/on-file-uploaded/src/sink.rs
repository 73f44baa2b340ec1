//! The twin and the rejects as blocking writers for the parser. Nothing is visible until both are finished; what an
//! earlier pass wrote is given up.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
};

use domain::{
    Result,
    ids::{FileId, OrganizationId},
    ingestion::files::{self, Variant},
};
use runtime::aws::objects::{Objects, Upload};
use tabular::{Outputs, Sink};
use tokio::runtime::Handle;

/// Bytes gathered before they are handed on.
const BUFFER: usize = 64 * 1024;

/// Where the outputs go.
pub struct ObjectSink {
    objects: Objects,
    organization: OrganizationId,
    file: FileId,
    current: Vec<Shared>,
}

type Shared = Arc<Mutex<Option<Upload>>>;

impl ObjectSink {
    pub fn new(objects: &Objects, organization: OrganizationId, file: FileId) -> Self {
        Self { objects: objects.clone(), organization, file, current: Vec::new() }
    }

    fn open(&mut self, variant: Variant, content_type: &'static str) -> Box<dyn Write + Send> {
        let key = files::key(self.organization, self.file, variant);
        let upload = Arc::new(Mutex::new(Some(Upload::new(&self.objects, &key, content_type))));
        self.current.push(upload.clone());
        Box::new(io::BufWriter::with_capacity(BUFFER, ObjectWriter { handle: Handle::current(), upload }))
    }

    fn take(&mut self) -> Vec<Upload> {
        std::mem::take(&mut self.current)
            .into_iter()
            .filter_map(|upload| upload.lock().unwrap_or_else(PoisonError::into_inner).take())
            .collect()
    }

    /// Makes the outputs of the last pass visible.
    pub async fn finish(&mut self) -> Result<()> {
        for upload in self.take() {
            upload.finish().await?;
        }
        Ok(())
    }

    /// Gives the outputs of the last pass up.
    pub async fn abort(&mut self) {
        for upload in self.take() {
            if let Err(error) = upload.abort().await {
                tracing::warn!(%error, "an unfinished upload is left to the bucket's lifecycle rule");
            }
        }
    }
}

impl Sink for ObjectSink {
    fn begin(&mut self) -> io::Result<Outputs> {
        Handle::current().block_on(self.abort());
        Ok(Outputs {
            parquet: Some(self.open(Variant::Parquet, "application/vnd.apache.parquet")),
            rejects: Some(self.open(Variant::Rejects, "text/csv; charset=utf-8")),
        })
    }
}

struct ObjectWriter {
    handle: Handle,
    upload: Shared,
}

impl Write for ObjectWriter {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let mut upload = self.upload.lock().unwrap_or_else(PoisonError::into_inner);
        let upload = upload.as_mut().ok_or_else(|| io::Error::other("the pass is over"))?;
        self.handle.block_on(upload.write(buffer)).map_err(io::Error::other)?;
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
