//! Mean, variance, quantiles and histogram of a stream of numbers in bounded memory.
use crate::profile::{Bin, HISTOGRAM_BINS, Quantiles};

/// Count, mean and sum of squared deviations, merged block by block (Chan, Golub and LeVeque, 1979) relative to the
/// first value, so that neither length nor offset of the data costs digits.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Moments {
    shift: f64,
    count: f64,
    /// Of the shifted values.
    mean: f64,
    deviations: f64,
}

impl Moments {
    /// Adds a block: two passes over values that are still in the cache.
    pub fn add(&mut self, values: &[f64]) {
        let Some(first) = values.first() else { return };
        if self.count == 0.0 {
            self.shift = *first;
        }
        let (count, shift) = (values.len() as f64, self.shift);
        let mean = lanes(values, |x| x - shift) / count;
        let deviations = lanes(values, |x| (x - shift - mean) * (x - shift - mean));
        self.merge(count, mean, deviations);
    }

    /// Adds one value `weight` times.
    pub fn add_weighted(&mut self, value: f64, weight: u64) {
        if self.count == 0.0 {
            self.shift = value;
        }
        self.merge(weight as f64, value - self.shift, 0.0);
    }

    fn merge(&mut self, added: f64, mean: f64, deviations: f64) {
        let count = self.count + added;
        let delta = mean - self.mean;
        self.mean += delta * (added / count);
        self.deviations += deviations + delta * delta * (self.count * added / count);
        self.count = count;
    }

    pub fn mean(&self) -> Option<f64> {
        (self.count > 0.0).then_some(self.shift + self.mean).filter(|x| x.is_finite())
    }

    /// Sample standard deviation (n − 1).
    pub fn stddev(&self) -> Option<f64> {
        (self.count > 1.0).then(|| (self.deviations / (self.count - 1.0)).sqrt()).filter(|x| x.is_finite())
    }
}

/// Sum of `f` over the values in eight lanes, which vectorises and loses fewer digits than one.
#[inline(always)]
fn lanes(values: &[f64], f: impl Fn(f64) -> f64) -> f64 {
    let mut sums = [0.0; 8];
    let (chunks, rest) = values.as_chunks::<8>();
    for chunk in chunks {
        for (sum, x) in sums.iter_mut().zip(chunk) {
            *sum += f(*x);
        }
    }
    for (sum, x) in sums.iter_mut().zip(rest) {
        *sum += f(*x);
    }
    sums.iter().sum()
}

/// All values while they fit; then a stratified sample: one value, chosen by chance, of every `stride` consecutive
/// ones. Standard error of a rank: at most 0.5 / √(values kept), which is at least half the capacity.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    kept: Vec<f64>,
    capacity: usize,
    /// A power of two.
    stride: u64,
    /// Values seen.
    seen: u64,
    /// Which value of the present group is kept.
    chosen: u64,
    /// Of a fixed seed: the same file gives the same profile.
    random: u64,
}

impl Sample {
    pub fn new(capacity: usize) -> Self {
        let capacity = capacity.clamp(512, 1 << 20) & !1;
        Self { kept: Vec::new(), capacity, stride: 1, seen: 0, chosen: 0, random: 0x9e37_79b9_7f4a_7c15 }
    }

    pub fn is_exact(&self) -> bool {
        self.stride == 1
    }

    pub fn add(&mut self, values: &[f64]) {
        let mut values = values;
        while !values.is_empty() {
            if self.stride == 1 {
                let (head, rest) = values.split_at(values.len().min(self.capacity - self.kept.len()));
                self.kept.extend_from_slice(head);
                self.seen += head.len() as u64;
                values = rest;
                if !values.is_empty() {
                    self.thin();
                }
                continue;
            }
            let place = self.seen & (self.stride - 1);
            let take = (self.stride - place).min(values.len() as u64);
            if (place..place + take).contains(&self.chosen) {
                self.kept.push(values[(self.chosen - place) as usize]);
            }
            self.seen += take;
            values = &values[take as usize..];
            if place + take == self.stride {
                self.begin_group();
            }
        }
    }

    fn begin_group(&mut self) {
        self.chosen = self.next_random() & (self.stride - 1);
        if self.kept.len() >= self.capacity {
            self.thin();
        }
    }

    /// Keeps one of every two values and doubles the stride.
    fn thin(&mut self) {
        let pairs = self.kept.len() / 2;
        for i in 0..pairs {
            let side = (self.next_random() & 1) as usize;
            self.kept[i] = self.kept[2 * i + side];
        }
        self.kept.truncate(pairs);
        self.stride *= 2;
        // A full sample has an even number of groups behind it: a group of the new stride begins here as well.
        self.chosen = self.next_random() & (self.stride - 1);
    }

    /// xorshift64 (Marsaglia, 2003).
    fn next_random(&mut self) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random >> 20
    }

    /// Sorted values, each with the weight 1; `None` where there are none.
    pub fn into_distribution(mut self) -> Option<Distribution> {
        self.kept.sort_unstable_by(f64::total_cmp);
        Distribution::new(self.kept.into_iter().map(|x| (x, 1)).collect())
    }
}

/// Sorted distinct values and how many values are not greater than each.
#[derive(Debug, Clone)]
pub(crate) struct Distribution {
    values: Vec<f64>,
    cumulative: Vec<u64>,
}

impl Distribution {
    /// Of values sorted in ascending order with their counts.
    pub fn new(sorted: Vec<(f64, u64)>) -> Option<Self> {
        let mut total = 0;
        let mut out =
            Self { values: Vec::with_capacity(sorted.len()), cumulative: Vec::with_capacity(sorted.len()) };
        for (value, count) in sorted {
            total += count;
            if out.values.last() == Some(&value) {
                out.cumulative.pop();
            } else {
                out.values.push(value);
            }
            out.cumulative.push(total);
        }
        (total > 0).then_some(out)
    }

    fn total(&self) -> u64 {
        self.cumulative.last().copied().unwrap_or(0)
    }

    /// The `index`-th smallest value, from 0.
    fn at(&self, index: u64) -> f64 {
        self.values[self.cumulative.partition_point(|n| *n <= index).min(self.values.len() - 1)]
    }

    /// Type 7 of Hyndman and Fan (1996): linear interpolation between order statistics.
    pub fn quantile(&self, p: f64) -> f64 {
        let place = (self.total() - 1) as f64 * p;
        let (low, high) = (self.at(place.floor() as u64), self.at(place.ceil() as u64));
        let fraction = place - place.floor();
        if fraction == 0.0 { low } else { low + (high - low) * fraction }
    }

    pub fn quantiles(&self) -> Quantiles {
        let q = |p| self.quantile(p);
        Quantiles { p05: q(0.05), p25: q(0.25), p50: q(0.5), p75: q(0.75), p95: q(0.95) }
    }

    /// Bars of equal width between `min` and `max`; one per whole number where those are few. The counts are scaled
    /// so that they sum to `total`.
    pub fn histogram(&self, min: f64, max: f64, total: u64, whole: bool) -> Option<Vec<Bin>> {
        let span = max - min;
        if !span.is_finite() {
            return None;
        }
        let edges: Vec<f64> = if span == 0.0 {
            vec![min, max]
        } else if whole && span < HISTOGRAM_BINS as f64 {
            (0..=span as usize + 1).map(|i| min + i as f64).collect()
        } else {
            let bins = HISTOGRAM_BINS;
            (0..=bins).map(|i| if i == bins { max } else { min + span * (i as f64 / bins as f64) }).collect()
        };
        let last = edges.len() - 2;
        let below = |edge: f64, closed: bool| -> u64 {
            let index = self.values.partition_point(|x| if closed { *x <= edge } else { *x < edge });
            let kept = if index == 0 { 0 } else { self.cumulative[index - 1] };
            (u128::from(kept) * u128::from(total) / u128::from(self.total())) as u64
        };
        let mut before = 0;
        let bins = edges.windows(2).enumerate().map(|(i, edge)| {
            let upto = if i == last { total } else { below(edge[1], false) };
            let count = upto - before;
            before = upto;
            Bin { from: edge[0], to: edge[1], count }
        });
        Some(bins.collect())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn moments_survive_a_large_offset() {
        let values: Vec<f64> = (0..10_000).map(|i| 1e12 + f64::from(i % 10)).collect();
        let mut moments = Moments::default();
        values.chunks(777).for_each(|block| moments.add(block));
        assert_eq!(moments.mean(), Some(1e12 + 4.5));
        let expected = (8.25f64 * 10_000.0 / 9_999.0).sqrt();
        assert!((moments.stddev().unwrap() / expected - 1.0).abs() < 1e-12);
    }

    #[test]
    fn quantiles_interpolate() {
        let d = Distribution::new(vec![(1.0, 2), (2.0, 1), (10.0, 1)]).unwrap();
        assert_eq!(
            (d.quantile(0.0), d.quantile(0.5), d.quantile(0.75), d.quantile(1.0)),
            (1.0, 1.5, 4.0, 10.0)
        );
    }

    #[test]
    fn the_sample_is_close_and_repeatable() {
        let values: Vec<f64> = (0..1_000_000).map(f64::from).collect();
        let run = || {
            let mut sample = Sample::new(1 << 16);
            values.chunks(4999).for_each(|block| sample.add(block));
            assert!(
                !sample.is_exact() && (1 << 15..=1 << 16).contains(&sample.kept.len()),
                "{}",
                sample.kept.len()
            );
            sample.into_distribution().unwrap().quantiles()
        };
        let q = run();
        assert!((q.p50 - 500_000.0).abs() < 5_000.0 && (q.p05 - 50_000.0).abs() < 3_000.0, "{q:?}");
        assert_eq!(q, run());
    }

    proptest! {
        #[test]
        fn histogram_counts_everything(mut values in proptest::collection::vec(-1e6f64..1e6, 1..200)) {
            values.sort_by(f64::total_cmp);
            let (min, max) = (values[0], values[values.len() - 1]);
            let n = values.len() as u64;
            let d = Distribution::new(values.iter().map(|x| (*x, 1)).collect()).unwrap();
            let bins = d.histogram(min, max, n, false).unwrap();
            prop_assert_eq!(bins.iter().map(|b| b.count).sum::<u64>(), n);
            let first = values.iter().filter(|x| **x < bins[0].to).count() as u64;
            prop_assert!(bins.len() == 1 || bins[0].count == first);
        }
    }
}
