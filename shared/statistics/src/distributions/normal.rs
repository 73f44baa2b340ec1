//! The standard normal distribution.

/// P(|Z| ≥ |z|) = erfc(|z| / √2) (DLMF 7.2.2, 7.17).
pub(crate) fn two_sided(z: f64) -> f64 {
    libm::erfc(z.abs() * std::f64::consts::FRAC_1_SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::two_sided;
    use crate::testing::assert_close;

    #[test]
    fn tails_agree_with_fifty_digit_arithmetic() {
        assert_close(two_sided(0.1), 0.920_344_325_445_942, 1e-15);
        assert_close(two_sided(-5.0), 5.733_031_437_583_878e-7, 1e-14);
        assert_close(two_sided(20.0), 5.507_248_237_212_467_4e-89, 1e-12);
        assert_close(two_sided(37.0), 1.145_114_244_504_915_4e-299, 1e-12);
        assert_eq!(two_sided(f64::INFINITY), 0.0);
        assert_eq!(two_sided(0.0), 1.0);
    }
}
