//! A contingency table with sorted values and its margins.

use super::{MOST_CELLS, complete};
use crate::{Categories, Error};

/// Counts of the pairs of values that two columns have in the rows where both have one. Every row and
/// column of the table has a count above 0.
pub(super) struct Table {
    pub(super) n: u64,
    pub(super) row_values: Vec<String>,
    pub(super) column_values: Vec<String>,
    pub(super) counts: Vec<Vec<u64>>,
    pub(super) row_totals: Vec<u64>,
    pub(super) column_totals: Vec<u64>,
}

impl Table {
    /// Counts. The margins come first, so that labels which never meet cost no memory.
    pub(super) fn of(rows: &Categories<'_>, columns: &Categories<'_>) -> Result<Self, Error> {
        if rows.codes().len() != columns.codes().len() {
            return Err(Error::Malformed("the columns differ in length"));
        }
        let mut by_row = vec![0_u64; rows.labels().len()];
        let mut by_column = vec![0_u64; columns.labels().len()];
        for (r, c) in complete(rows, columns) {
            by_row[r] += 1;
            by_column[c] += 1;
        }
        let (row_codes, row_places) = sorted(&by_row, rows.labels());
        let (column_codes, column_places) = sorted(&by_column, columns.labels());
        if row_codes.len().saturating_mul(column_codes.len()) > MOST_CELLS {
            return Err(Error::TooManyCells {
                rows: row_codes.len(),
                columns: column_codes.len(),
                limit: MOST_CELLS,
            });
        }
        let mut counts = vec![vec![0_u64; column_codes.len()]; row_codes.len()];
        for (r, c) in complete(rows, columns) {
            counts[row_places[r]][column_places[c]] += 1;
        }
        let pick =
            |codes: &[usize], totals: &[u64]| codes.iter().map(|&code| totals[code]).collect::<Vec<_>>();
        let name =
            |codes: &[usize], labels: &[String]| codes.iter().map(|&code| labels[code].clone()).collect();
        let row_totals = pick(&row_codes, &by_row);
        Ok(Self {
            n: row_totals.iter().sum(),
            row_values: name(&row_codes, rows.labels()),
            column_values: name(&column_codes, columns.labels()),
            counts,
            row_totals,
            column_totals: pick(&column_codes, &by_column),
        })
    }

    /// A matrix of what `cell` makes of each count, row and column.
    pub(super) fn map<T>(&self, cell: impl Fn(u64, usize, usize) -> T) -> Vec<Vec<T>> {
        let row = |(i, counts): (usize, &Vec<u64>)| {
            counts.iter().enumerate().map(|(j, &count)| cell(count, i, j)).collect()
        };
        self.counts.iter().enumerate().map(row).collect()
    }

    /// n (count − expected) = n · count − row total · column total, exact until the last rounding: near
    /// independence the difference of count and expectation would keep few digits.
    pub(super) fn excess(&self, i: usize, j: usize) -> f64 {
        let observed = i128::from(self.n) * i128::from(self.counts[i][j]);
        (observed - i128::from(self.row_totals[i]) * i128::from(self.column_totals[j])) as f64
    }

    /// The counts, if there are two rows and two columns.
    pub(super) fn as_two_by_two(&self) -> Option<[[u64; 2]; 2]> {
        match self.counts.as_slice() {
            [first, second] => Some([first.as_slice().try_into().ok()?, second.as_slice().try_into().ok()?]),
            _ => None,
        }
    }
}

/// The codes that occur, in the order of their labels, and each code's place in that order.
fn sorted(totals: &[u64], labels: &[String]) -> (Vec<usize>, Vec<usize>) {
    let mut codes: Vec<usize> = (0..totals.len()).filter(|&code| totals[code] > 0).collect();
    codes.sort_unstable_by(|&a, &b| labels[a].cmp(&labels[b]));
    let mut places = vec![0; totals.len()];
    for (place, &code) in codes.iter().enumerate() {
        places[code] = place;
    }
    (codes, places)
}
