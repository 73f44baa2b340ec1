//! What the unit tests compare with.

/// Fails unless `got` is within `tolerance` of `exact`, relative to `exact`.
#[track_caller]
pub(crate) fn assert_close(got: f64, exact: f64, tolerance: f64) {
    let error = if exact == 0.0 { got.abs() } else { ((got - exact) / exact).abs() };
    assert!(error <= tolerance, "{got:e} is not {exact:e}: relative error {error:e}");
}
