//! Kendall's τ-b.

use super::{Estimate, Undefined};
use crate::distributions::normal_two_sided;
use crate::numerics::ranks::{Order, Ties};

/// Rows up to which p is exact without ties, as in SciPy. 33! still fits 128 bits.
const EXACT_UP_TO: usize = 33;

/// τ-b = (C − D) / √((n₀ − tied pairs of x)(n₀ − tied pairs of y)), n₀ = n(n − 1)/2, in O(n log n)
/// (Knight 1966).
pub(super) fn estimate(x: &Order<'_>, y: &Order<'_>) -> Estimate {
    let mut place_of_y = vec![0_u32; y.len()];
    let mut ties_y = Ties::default();
    let mut distinct = 0;
    y.groups_shared_with(x, |rows| {
        distinct += 1;
        for &row in rows {
            place_of_y[row as usize] = distinct;
        }
        ties_y.add(rows.len());
    });

    // y in the order of x, and of y where x is equal: what is left to sort are the discordant pairs.
    let mut ys = Vec::new();
    let (mut ties_x, mut tied_in_both) = (Ties::default(), 0_i128);
    x.groups_shared_with(y, |rows| {
        let start = ys.len();
        ys.extend(rows.iter().map(|&row| place_of_y[row as usize]));
        if rows.len() > 1 {
            let group = &mut ys[start..];
            group.sort_unstable();
            for equal in group.chunk_by(|a, b| a == b) {
                tied_in_both += pairs_among(equal.len());
            }
        }
        ties_x.add(rows.len());
    });

    let n = ys.len();
    let pairs = pairs_among(n);
    let result = if n < 2 {
        Err(Undefined::TooFew)
    } else if ties_x.pairs == pairs {
        Err(Undefined::ConstantX)
    } else if ties_y.pairs == pairs {
        Err(Undefined::ConstantY)
    } else {
        let discordant = inversions(&mut ys);
        let concordant_less_discordant = pairs - ties_x.pairs - ties_y.pairs + tied_in_both - 2 * discordant;
        let (free_x, free_y) = (pairs - ties_x.pairs, pairs - ties_y.pairs);
        let tau = concordant_less_discordant as f64 / ((free_x as f64).sqrt() * (free_y as f64).sqrt());
        let untied = ties_x.pairs == 0 && ties_y.pairs == 0;
        let fewer = discordant.min(pairs - discordant);
        let p = if untied && (n <= EXACT_UP_TO || fewer <= 1) {
            exact_p(n, fewer)
        } else {
            asymptotic_p(n, concordant_less_discordant, ties_x, ties_y)
        };
        let tau = if free_x == free_y { concordant_less_discordant as f64 / free_x as f64 } else { tau };
        Ok((tau.clamp(-1.0, 1.0), Some(p)))
    };
    Estimate { n, result }
}

/// n(n − 1)/2.
fn pairs_among(n: usize) -> i128 {
    let n = n as i128;
    n * (n - 1) / 2
}

/// Two-sided p-value without ties: twice the share of the n! orders with at most `fewer` inversions,
/// `fewer` being the smaller of the numbers of concordant and discordant pairs (Kendall 1938).
fn exact_p(n: usize, fewer: i128) -> f64 {
    if 4 * fewer >= (n * (n - 1)) as i128 || n < 3 {
        return 1.0;
    }
    // Orders with at most one inversion: 1 and n; of these n there may be any number.
    if fewer <= 1 {
        let orders = if fewer == 0 { 2.0 } else { 2.0 * n as f64 };
        return (2..=n).fold(orders, |share, i| share / i as f64);
    }
    // counts[k] = orders of i elements with k inversions; the i-th element adds 0 to i − 1 of them.
    let most = fewer as usize;
    let mut counts = vec![0_u128; most + 1];
    counts[0] = 1;
    for i in 2..=n {
        let mut window = 0;
        let before = counts.clone();
        for k in 0..=most {
            window += before[k];
            if k >= i {
                window -= before[k - i];
            }
            counts[k] = window;
        }
    }
    let as_extreme: u128 = counts.iter().sum();
    let all: u128 = (1..=n as u128).product();
    (2.0 * (as_extreme as f64 / all as f64)).min(1.0)
}

/// Two-sided p-value from the normal distribution, the variance of C − D corrected for ties
/// (Kendall 1970, section 4).
fn asymptotic_p(n: usize, concordant_less_discordant: i128, x: Ties, y: Ties) -> f64 {
    let ordered_pairs = n as f64 * (n as f64 - 1.0);
    let untied = (n as i128 * (n as i128 - 1) * (2 * n as i128 + 5) - x.spread - y.spread) as f64 / 18.0;
    let pairs = 2.0 * x.pairs as f64 * y.pairs as f64 / ordered_pairs;
    let triples = if x.triples == 0 || y.triples == 0 {
        0.0
    } else {
        x.triples as f64 * y.triples as f64 / (9.0 * ordered_pairs * (n as f64 - 2.0))
    };
    normal_two_sided(concordant_less_discordant as f64 / (untied + pairs + triples).sqrt())
}

/// The pairs that are in descending order, counted by merge sort from the bottom up; `values` are scratch.
fn inversions(values: &mut [u32]) -> i128 {
    const RUN: usize = 8;
    let mut count = 0_i128;
    for run in values.chunks_mut(RUN) {
        for i in 1..run.len() {
            let value = run[i];
            let mut j = i;
            while j > 0 && run[j - 1] > value {
                run[j] = run[j - 1];
                j -= 1;
            }
            run[j] = value;
            count += (i - j) as i128;
        }
    }
    let mut buffer = vec![0; values.len()];
    let (mut from, mut to) = (values, buffer.as_mut_slice());
    let mut width = RUN;
    while width < from.len() {
        for (pair, merged) in from.chunks(2 * width).zip(to.chunks_mut(2 * width)) {
            let (left, right) = pair.split_at(width.min(pair.len()));
            count += merge(left, right, merged);
        }
        std::mem::swap(&mut from, &mut to);
        width *= 2;
    }
    count
}

/// Merges two ascending runs and counts the pairs whose left value exceeds the right one.
fn merge(left: &[u32], right: &[u32], merged: &mut [u32]) -> i128 {
    let (mut l, mut r, mut count) = (0, 0, 0_u64);
    // Which side is next is a coin toss that no processor predicts: no branch depends on it.
    while l < left.len() && r < right.len() {
        let (a, b) = (left[l], right[r]);
        let take_right = b < a;
        merged[l + r] = if take_right { b } else { a };
        count += if take_right { (left.len() - l) as u64 } else { 0 };
        r += usize::from(take_right);
        l += usize::from(!take_right);
    }
    let rest = &mut merged[l + r..];
    let (left, right) = (&left[l..], &right[r..]);
    rest[..left.len()].copy_from_slice(left);
    rest[left.len()..].copy_from_slice(right);
    i128::from(count)
}

#[cfg(test)]
mod tests {
    use super::{exact_p, inversions};
    use crate::testing::assert_close;

    #[test]
    fn inversions_are_those_of_counting_every_pair() {
        let mut state = 1_u32;
        for n in [0, 1, 2, 15, 16, 17, 31, 33, 100, 1000] {
            let values: Vec<u32> = (0..n)
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    state >> 25
                })
                .collect();
            let every_pair =
                (0..values.len()).flat_map(|i| values[..i].iter().map(move |&before| (before, i)));
            let expected = every_pair.filter(|&(before, i)| before > values[i]).count();
            assert_eq!(inversions(&mut values.clone()), expected as i128);
        }
    }

    #[test]
    fn exact_p_is_the_share_of_orders() {
        // Of the 24 orders of four, 1 has no inversion, 3 have one, 5 have two (Kendall 1938, table 1).
        assert_close(exact_p(4, 0), 2.0 / 24.0, 1e-15);
        assert_close(exact_p(4, 1), 8.0 / 24.0, 1e-15);
        assert_close(exact_p(4, 2), 18.0 / 24.0, 1e-15);
        assert_eq!(exact_p(4, 3), 1.0);
        assert_eq!(exact_p(2, 0), 1.0);
        assert_eq!(exact_p(200, 0), 0.0);
    }
}
