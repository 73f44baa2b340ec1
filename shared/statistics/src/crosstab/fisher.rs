//! Fisher's exact test of a 2×2 table.

use crate::numerics::sum::Compensated;

/// How much more probable than the observed table another may be and still count as equally probable:
/// SciPy's rule, safe here because the weights carry some 30 digits.
const TIE: f64 = 1.0 + 1e-14;

/// Two-sided p-value: the probability, with all margins fixed, of the tables that are at most as probable
/// as the observed one (hypergeometric distribution; Fisher 1934, the rule of R and SciPy).
///
/// Every margin is positive and the total at most 2⁵³.
pub(crate) fn two_sided([[a, b], [c, d]]: [[u64; 2]; 2]) -> f64 {
    let tables = Tables { row: a + b, column: a + c, n: a + b + c + d };
    let observed = tables.weight_of(a);
    let (mut all, mut as_rare) = (Compensated::default(), Compensated::default());
    tables.visit(|_, weight| {
        all.add(weight);
        if weight <= observed * TIE {
            as_rare.add(weight);
        }
        true
    });
    (as_rare.value() / all.value()).min(1.0)
}

/// The 2×2 tables with given margins, told apart by their first cell.
struct Tables {
    row: u64,
    column: u64,
    n: u64,
}

impl Tables {
    /// The probability of the table with first cell `cell` relative to the most probable one; 0 where no
    /// normal double holds it.
    fn weight_of(&self, cell: u64) -> f64 {
        let mut found = 0.0;
        self.visit(|k, weight| {
            if k == cell {
                found = weight;
            }
            k != cell
        });
        found
    }

    /// Calls `table` with first cells and relative probabilities, from the mode to both sides, until a side
    /// ends, its probabilities vanish, or `table` says no.
    fn visit(&self, mut table: impl FnMut(u64, f64) -> bool) {
        let Self { row, column, n } = *self;
        // (row + 1)(column + 1) / (n + 2), which 64 bits may not hold.
        let mode = ((row as u128 + 1) * (column as u128 + 1) / (n as u128 + 2)) as u64;
        let (least, most) = ((row + column).saturating_sub(n), row.min(column));

        let (mut k, mut weight) = (mode, DoubleDouble { high: 1.0, low: 0.0 });
        while table(k, weight.high) && k < most && weight.is_normal() {
            weight = weight.times(row - k).times(column - k).over(k + 1).over(n + k + 1 - row - column);
            k += 1;
        }
        let (mut k, mut weight) = (mode, DoubleDouble { high: 1.0, low: 0.0 });
        while k > least && weight.is_normal() {
            weight = weight.times(k).times(n + k - row - column).over(row - k + 1).over(column - k + 1);
            k -= 1;
            if !table(k, weight.high) {
                return;
            }
        }
    }
}

/// An unevaluated sum of two doubles (Dekker 1971): equally probable tables on both sides of the mode then
/// compare as equal after any number of steps.
#[derive(Clone, Copy)]
struct DoubleDouble {
    high: f64,
    low: f64,
}

impl DoubleDouble {
    fn is_normal(self) -> bool {
        self.high >= f64::MIN_POSITIVE
    }

    fn times(self, factor: u64) -> Self {
        let factor = factor as f64;
        let product = self.high * factor;
        let error = self.high.mul_add(factor, -product);
        Self::renormalised(product, self.low.mul_add(factor, error))
    }

    fn over(self, divisor: u64) -> Self {
        let divisor = divisor as f64;
        let quotient = self.high / divisor;
        let rest = (-quotient).mul_add(divisor, self.high) + self.low;
        Self::renormalised(quotient, rest / divisor)
    }

    fn renormalised(high: f64, low: f64) -> Self {
        let sum = high + low;
        Self { high: sum, low: low - (sum - high) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Tables, two_sided};
    use crate::testing::assert_close;

    #[test]
    fn the_lady_tasting_tea() {
        // Fisher 1935: 34 of the 70 ways to choose four cups are as rare as three right ones.
        assert_close(two_sided([[3, 1], [1, 3]]), 34.0 / 70.0, 1e-15);
        assert_close(two_sided([[4, 0], [0, 4]]), 2.0 / 70.0, 1e-15);
    }

    #[test]
    fn swapping_rows_or_columns_changes_nothing() {
        for table in
            [[[8, 2], [1, 5]], [[0, 9], [7, 3]], [[120, 70], [95, 140]], [[1, 1_000_000], [12, 1_000]]]
        {
            let [[a, b], [c, d]] = table;
            for other in [[[c, d], [a, b]], [[b, a], [d, c]], [[a, c], [b, d]]] {
                assert_close(two_sided(other), two_sided(table), 1e-13);
            }
        }
    }

    #[test]
    fn mirror_images_weigh_the_same_after_thousands_of_steps() {
        let tables = Tables { row: 5_000_000, column: 3_000_001, n: 10_000_000 };
        for distance in [1_000, 5_000, 12_345, 20_000] {
            let cell = tables.column / 2 + distance;
            assert_close(tables.weight_of(cell), tables.weight_of(tables.column - cell), 1e-15);
        }
    }

    #[test]
    fn symmetric_tables_count_both_tails() {
        // With equal margins the two tails are mirror images, however many steps lead to them.
        let p = two_sided([[50_400, 49_600], [49_600, 50_400]]);
        let q = two_sided([[49_600, 50_400], [50_400, 49_600]]);
        assert_close(p, q, 1e-13);
        assert_eq!(two_sided([[50_000, 50_000], [50_000, 50_000]]), 1.0);
    }
}
