//! Compensated and blocked summation.

/// Independent accumulators, so that additions overlap and vectorise.
const LANES: usize = 8;

/// Accumulators of each of several sums: with more they would not fit the registers.
const LANES_OF_MANY: usize = 4;

/// Elements that are added plainly before their sum joins the compensated total.
const BLOCK: usize = 1024;

/// A running sum with its rounding error beside it: about twice the digits of a double
/// (Knuth's TwoSum; Neumaier 1974).
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Compensated {
    high: f64,
    low: f64,
}

impl Compensated {
    /// Adds `value`, keeping what rounding loses.
    #[inline]
    pub(crate) fn add(&mut self, value: f64) {
        let total = self.high + value;
        let shadow = total - self.high;
        self.low += (self.high - (total - shadow)) + (value - shadow);
        self.high = total;
    }

    /// The sum, rounded once.
    pub(crate) fn value(self) -> f64 {
        self.high + self.low
    }
}

/// Σ `scale`·v, as if added in twice the precision. Not finite where an intermediate sum overflows.
pub(crate) fn sum(values: &[f64], scale: f64) -> f64 {
    let mut lanes = [Compensated::default(); LANES];
    let (chunks, rest) = values.as_chunks::<LANES>();
    for chunk in chunks {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            lane.add(value * scale);
        }
    }
    for (lane, &value) in lanes.iter_mut().zip(rest) {
        lane.add(value * scale);
    }
    let mut total = Compensated::default();
    for lane in lanes {
        total.add(lane.high);
        total.add(lane.low);
    }
    total.value()
}

/// The N sums of `terms(xᵢ, yᵢ)` over two slices of equal length: plainly in short blocks, compensated across
/// blocks, so that the relative error of a sum of positive terms stays near one rounding whatever the length.
#[inline]
pub(crate) fn sums<const N: usize>(x: &[f64], y: &[f64], terms: impl Fn(f64, f64) -> [f64; N]) -> [f64; N] {
    let mut totals = [Compensated::default(); N];
    for (x, y) in x.chunks(BLOCK).zip(y.chunks(BLOCK)) {
        let mut lanes = [[0.0; LANES_OF_MANY]; N];
        let mut add = |terms: &[[f64; N]]| {
            for (k, lanes) in lanes.iter_mut().enumerate() {
                for (lane, terms) in lanes.iter_mut().zip(terms) {
                    *lane += terms[k];
                }
            }
        };
        let ((whole_x, rest_x), (whole_y, rest_y)) =
            (x.as_chunks::<LANES_OF_MANY>(), y.as_chunks::<LANES_OF_MANY>());
        for (x, y) in whole_x.iter().zip(whole_y) {
            let row: [[f64; N]; LANES_OF_MANY] = std::array::from_fn(|lane| terms(x[lane], y[lane]));
            add(&row);
        }
        for (&x, &y) in rest_x.iter().zip(rest_y) {
            add(&[terms(x, y)]);
        }
        for (total, lanes) in totals.iter_mut().zip(lanes) {
            total.add(lanes.iter().sum());
        }
    }
    totals.map(Compensated::value)
}

#[cfg(test)]
mod tests {
    use super::{sum, sums};

    #[test]
    fn small_addends_survive_large_ones() {
        assert_eq!(sum(&[1e16, 1.0, -1e16], 1.0), 1.0);
        let mut values = vec![1.0; 1001];
        values[0] = 1e300;
        values[1000] = -1e300;
        assert_eq!(sum(&values, 1.0), 999.0);
    }

    #[test]
    fn blocks_and_rests_are_all_added() {
        for n in [0_usize, 1, 7, 8, 9, 1023, 1024, 1025, 5000] {
            let places: Vec<f64> = (0..n).map(|i| i as f64).collect();
            let [count, triangle, difference] = sums(&places, &places, |x, y| [1.0, x, x - y]);
            assert_eq!((count, triangle, difference), (n as f64, (n * n.saturating_sub(1) / 2) as f64, 0.0));
        }
    }
}
