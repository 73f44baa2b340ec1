//! Order statistics by selection, without sorting.

/// Sample quantiles of type 7 of Hyndman & Fan (1996): linear between the order statistics around
/// h = (n − 1)p. `values` are finite, at least one; each p is in 0..=1.
pub(crate) fn type_7<const N: usize>(values: &[f64], probabilities: [f64; N]) -> [f64; N] {
    let last = values.len() - 1;
    let places = probabilities.map(|p| {
        let h = last as f64 * p;
        let below = (h.floor() as usize).min(last);
        (below, (below + 1).min(last), h - below as f64)
    });
    let mut ranks: Vec<usize> = places.iter().flat_map(|&(below, above, _)| [below, above]).collect();
    ranks.sort_unstable();
    ranks.dedup();
    let mut keys: Vec<u64> = values.iter().map(|&value| order_key(value)).collect();
    select(&mut keys, 0, &ranks);
    places.map(|(below, above, weight)| between(from_key(keys[below]), from_key(keys[above]), weight))
}

/// Puts the elements of the ascending `ranks` (counted from `offset`) where sorting would put them.
fn select(keys: &mut [u64], offset: usize, ranks: &[usize]) {
    let Some(&middle) = ranks.get(ranks.len() / 2) else { return };
    let (left, _, right) = keys.select_nth_unstable(middle - offset);
    let (lower, upper) = ranks.split_at(ranks.len() / 2);
    select(left, offset, lower);
    select(right, middle + 1, &upper[1..]);
}

/// a + (b − a)w, monotone in w and within [a, b].
fn between(a: f64, b: f64, w: f64) -> f64 {
    let width = b - a;
    if width.is_infinite() {
        a * (1.0 - w) + b * w
    } else if w < 0.5 {
        a + width * w
    } else {
        b - width * (1.0 - w)
    }
}

/// A number that orders as `value` does; both zeros are one.
pub(crate) fn order_key(value: f64) -> u64 {
    let bits = (value + 0.0).to_bits();
    bits ^ (((bits as i64) >> 63) as u64 | 1 << 63)
}

/// The value of an [`order_key`].
fn from_key(key: u64) -> f64 {
    f64::from_bits(if key >> 63 == 1 { key ^ (1 << 63) } else { !key })
}

#[cfg(test)]
mod tests {
    use super::{from_key, order_key, type_7};

    #[test]
    fn quantiles_of_small_samples() {
        assert_eq!(type_7(&[7.0], [0.0, 0.5, 1.0]), [7.0; 3]);
        assert_eq!(type_7(&[4.0, 1.0, 3.0, 2.0], [0.0, 0.25, 0.5, 0.875, 1.0]), [1.0, 1.75, 2.5, 3.625, 4.0]);
        assert_eq!(type_7(&[f64::MAX, -f64::MAX], [0.5]), [0.0]);
    }

    #[test]
    fn keys_order_as_values_do() {
        let values = [-f64::MAX, -1.0, -f64::MIN_POSITIVE, 0.0, 5e-324, 1.0, f64::MAX];
        assert!(values.is_sorted_by_key(|&v| order_key(v)));
        assert!(values.iter().all(|&v| from_key(order_key(v)) == v));
        assert_eq!(order_key(-0.0), order_key(0.0));
    }
}
