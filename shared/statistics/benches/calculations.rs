//! Speed of the calculations, one thread: `cargo bench -p statistics [-- rows]`, 10 million rows by default.
//!
//! Prints nanoseconds per row, best of three; `benches/peers.py` prints the same for NumPy and SciPy.

use statistics::correlation::{Method, correlate};
use statistics::crosstab::cross;
use statistics::descriptive::describe;
use statistics::{Categories, frequency};
use std::hint::black_box;
use std::time::Instant;

fn main() {
    let rows = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(10_000_000);
    let few = rows / 10;
    let mut draw = SplitMix64(1);
    let x: Vec<f64> = (0..rows).map(|_| draw.normal()).collect();
    let y: Vec<f64> = x.iter().map(|x| x + draw.normal()).collect();
    let gaps: Vec<f64> = x.iter().map(|&x| if draw.unit() < 0.1 { f64::NAN } else { x }).collect();
    let ties: Vec<f64> = x.iter().map(|x| (x * 10.0).round()).collect();
    let labels: Vec<String> = (0..50).map(|i| format!("label {i}")).collect();
    let codes = |draw: &mut SplitMix64| (0..rows).map(|_| (draw.unit() * 50.0) as u32).collect::<Vec<_>>();
    let categories = |codes| Categories::new(codes, labels.as_slice()).expect("every code has a label");
    let (r, c) = (categories(codes(&mut draw)), categories(codes(&mut draw)));

    println!("{:<28}{:>12}{:>10}", "calculation", "rows", "ns/row");
    measure("descriptive", rows, || describe("x", &x, &mut Vec::new()));
    measure("descriptive, 10 % missing", rows, || describe("x", &gaps, &mut Vec::new()));
    measure("descriptive, ties", rows, || describe("x", &ties, &mut Vec::new()));
    measure("frequency", rows, || frequency::count("r", &r));
    measure("crosstab 50 × 50", rows, || cross(("r", &r), ("c", &c)));
    measure("pearson", rows, || correlate(&[("x", &x), ("y", &y)], Method::Pearson));
    measure("spearman", few, || correlate(&[("x", &x[..few]), ("y", &y[..few])], Method::Spearman));
    measure("kendall", few, || correlate(&[("x", &x[..few]), ("y", &y[..few])], Method::Kendall));
    measure("kendall, ties", few, || correlate(&[("x", &ties[..few]), ("y", &y[..few])], Method::Kendall));
}

fn measure<T>(name: &str, rows: usize, calculate: impl Fn() -> T) {
    let once = || {
        let start = Instant::now();
        black_box(calculate());
        start.elapsed().as_secs_f64()
    };
    let best = (0..3).map(|_| once()).fold(f64::INFINITY, f64::min);
    println!("{name:<28}{rows:>12}{:>10.2}", best * 1e9 / rows as f64);
}

/// Steele, Lea & Flood 2014.
struct SplitMix64(u64);

impl SplitMix64 {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 * 2.0_f64.powi(-53)
    }

    /// Box & Muller 1958.
    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }
}
