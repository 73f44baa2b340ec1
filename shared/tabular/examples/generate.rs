//! Writes the benchmark's CSV: 20 columns of mixed types, the same bytes for the same arguments:
//! `generate OUT MEGABYTES [--contradict]`. With `--contradict`, the last row holds values that no earlier row
//! prepared for, so that types taken from the beginning are wrong.
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write as _};

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// Roughly normal with mean 0 and standard deviation 1: a sum of twelve uniform numbers (Irwin–Hall).
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.below(1 << 32) as f64 / (1u64 << 32) as f64).sum::<f64>() - 6.0
    }
}

const HEADER: &str = "id,customer,zip,country,city,status,channel,active,age,quantity,unit_price,total,latitude,longitude,signed_up,ordered_at,email,comment,score,reference\n";
const COUNTRIES: [&str; 12] = [
    "Germany",
    "France",
    "Switzerland",
    "Italy",
    "Spain",
    "Poland",
    "Austria",
    "Norway",
    "Sweden",
    "Denmark",
    "Portugal",
    "Greece",
];
const STATUSES: [&str; 5] = ["open", "paid", "shipped", "returned", "cancelled"];
const CHANNELS: [&str; 4] = ["web", "store", "phone", "partner"];
const WORDS: [&str; 16] = [
    "quick",
    "parcel",
    "left",
    "with",
    "neighbour",
    "please",
    "call",
    "before",
    "noon",
    "gift",
    "fragile",
    "second",
    "floor",
    "ring",
    "twice",
    "thanks",
];

fn row(out: &mut String, random: &mut Random, id: u64) {
    let customer = random.below(200_000);
    let quantity = 1 + random.below(40);
    let price = random.below(50_000) as f64 / 100.0;
    let (year, month, day) = (2015 + random.below(10), 1 + random.below(12), 1 + random.below(28));
    let _ = write!(out, "{id},{customer},{:05},", random.below(40_000));
    let _ = write!(out, "{},City {},", COUNTRIES[random.below(12) as usize], random.below(3000));
    let _ = write!(out, "{},{},", STATUSES[random.below(5) as usize], CHANNELS[random.below(4) as usize]);
    let _ = write!(out, "{},", if random.below(3) > 0 { "true" } else { "false" });
    if random.below(20) > 0 {
        let _ = write!(out, "{}", 18 + random.below(70));
    }
    let _ = write!(out, ",{quantity},{price:.2},{:.2},", quantity as f64 * price);
    let _ = write!(out, "{:.6},{:.6},", 47.0 + 3.0 * random.normal(), 8.0 + 5.0 * random.normal());
    let _ = write!(out, "{year}-{month:02}-{day:02},");
    let seconds = random.below(86_400);
    let _ = write!(
        out,
        "2024-{:02}-{:02}T{:02}:{:02}:{:02}Z,",
        1 + random.below(12),
        1 + random.below(28),
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    );
    let _ = write!(out, "user{customer}@example.com,");
    match random.below(10) {
        0..=3 => {}
        4 => {
            let _ =
                write!(out, "\"{}, {}\"", WORDS[random.below(16) as usize], WORDS[random.below(16) as usize]);
        }
        _ => {
            for i in 0..3 + random.below(4) {
                let _ = write!(out, "{}{}", if i == 0 { "" } else { " " }, WORDS[random.below(16) as usize]);
            }
        }
    }
    let _ = writeln!(out, ",{:.4},{:016x}", random.normal(), random.next());
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(path), Some(megabytes)) = (arguments.next(), arguments.next()) else {
        return Err("generate OUT MEGABYTES [--contradict]".into());
    };
    let size = megabytes.parse::<usize>()? * 1_000_000;
    let contradict = arguments.any(|argument| argument == "--contradict");
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(HEADER.as_bytes())?;
    let mut random = Random(2024);
    let (mut written, mut id, mut line) = (HEADER.len(), 1, String::new());
    while written < size {
        line.clear();
        row(&mut line, &mut random, id);
        out.write_all(line.as_bytes())?;
        written += line.len();
        id += 1;
    }
    if contradict {
        let last = "n/a,none,00000,Malta,City 0,open,web,true,40.5,1e2,12.345678901234567,1.00,47.1,8.1,2024-01-01,2024-01-01T00:00:00Z,user@example.com,,0.5,x\n";
        out.write_all(last.as_bytes())?;
    }
    out.flush()?;
    Ok(())
}
