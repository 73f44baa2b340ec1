//! Spearman's ρ.

use super::{Estimate, Undefined, p_of_r};
use crate::numerics::ranks::{Order, Ties};

/// Pearson's r of the mid-ranks, in integers until the last division: doubled ranks are whole numbers.
pub(super) fn estimate(x: &Order<'_>, y: &Order<'_>) -> Estimate {
    let (ranks_x, ties_x, n) = doubled_ranks(x, y);
    let (ranks_y, ties_y, _) = doubled_ranks(y, x);
    if n < 2 {
        return Estimate { n, result: Err(Undefined::TooFew) };
    }
    // Σ(2R − (n + 1))² = (n³ − n − Σ(t³ − t)) / 3 (Kendall 1945).
    let whole = (n as i128).pow(3) - n as i128;
    let (xx, yy) = ((whole - ties_x.cubes) / 3, (whole - ties_y.cubes) / 3);
    let result = if xx == 0 {
        Err(Undefined::ConstantX)
    } else if yy == 0 {
        Err(Undefined::ConstantY)
    } else {
        let xy = deviation_products(&ranks_x, &ranks_y, n as i64 + 1);
        let rho = if xx == yy {
            xy as f64 / xx as f64
        } else {
            (xy as f64 / ((xx as f64).sqrt() * (yy as f64).sqrt())).clamp(-1.0, 1.0)
        };
        Ok((rho, if n > 2 { p_of_r(rho, n) } else { None }))
    };
    Estimate { n, result }
}

/// Twice the mid-rank of every row among the rows that both columns have, 0 for the others.
fn doubled_ranks(order: &Order<'_>, other: &Order<'_>) -> (Vec<u32>, Ties, usize) {
    let mut ranks = vec![0; order.len()];
    let mut ties = Ties::default();
    let mut below = 0;
    order.groups_shared_with(other, |rows| {
        // Ranks below + 1 to below + t have the mean below + (t + 1)/2.
        let doubled = (2 * below + rows.len() + 1) as u32;
        for &row in rows {
            ranks[row as usize] = doubled;
        }
        ties.add(rows.len());
        below += rows.len();
    });
    (ranks, ties, below)
}

/// Σ(x − centre)(y − centre) over the ranked rows.
fn deviation_products(x: &[u32], y: &[u32], centre: i64) -> i128 {
    let rows = x.iter().zip(y).filter(|&(&x, _)| x > 0);
    rows.map(|(&x, &y)| i128::from((i64::from(x) - centre) * (i64::from(y) - centre))).sum()
}
