//! Asks one address again and again over kept connections: `requests ADDRESS TOKEN CLIENTS SECONDS` prints JSON with
//! the requests per second and the latencies in milliseconds. Loopback only.

use std::time::{Duration, Instant};

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, token, clients, seconds] = arguments.as_slice() else {
        return Err("usage: requests ADDRESS TOKEN CLIENTS SECONDS".into());
    };
    if !address.starts_with("http://127.0.0.1:") {
        return Err("load goes to loopback only".into());
    }
    let runtime = tokio::runtime::Runtime::new()?;
    let (clients, seconds): (usize, u64) = (clients.parse()?, seconds.parse()?);
    let duration = Duration::from_secs(seconds.min(60));
    let mut latencies = runtime.block_on(async {
        let tasks: Vec<_> = (0..clients.min(64))
            .map(|_| tokio::spawn(ask(address.clone(), token.clone(), duration)))
            .collect();
        let mut latencies = Vec::new();
        for task in tasks {
            latencies.extend(task.await??);
        }
        Ok::<_, Failure>(latencies)
    })?;
    latencies.sort_unstable();
    let at = |share: f64| {
        let index = ((latencies.len() - 1) as f64 * share) as usize;
        latencies[index].as_secs_f64() * 1_000.0
    };
    let per_second = latencies.len() as f64 / duration.as_secs_f64();
    println!(
        "{{\"requests\": {}, \"per_second\": {per_second:.0}, \"p50\": {:.2}, \"p99\": {:.2}}}",
        latencies.len(),
        at(0.5),
        at(0.99)
    );
    Ok(())
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// One client: the next request when the last is answered.
async fn ask(address: String, token: String, duration: Duration) -> Result<Vec<Duration>, Failure> {
    let client = reqwest::Client::new();
    let started = Instant::now();
    let mut latencies = Vec::new();
    while started.elapsed() < duration {
        let asked = Instant::now();
        let answer = client.get(&address).bearer_auth(&token).send().await?.error_for_status()?;
        answer.bytes().await?;
        latencies.push(asked.elapsed());
    }
    Ok(latencies)
}
