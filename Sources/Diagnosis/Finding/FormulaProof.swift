internal import Equations
internal import Judging

/// The proof of a formula: every published number of every case, by the bound that equations are judged by.
struct FormulaProof {
  let points: Points
  /// The distances of the published numbers from the asked formula's, where it does not hold; zero elsewhere.
  let deviations: [Double]

  /// The evidence for a formula; nil if a number contradicts it, or if its own bound is too wide to prove anything.
  func evidence(for formula: Expression) -> Evidence? {
    var evidence = Evidence()
    for examination in points.examinations {
      guard let judgement = points.judge(formula, in: examination), judgement.agrees else { return nil }
      evidence.add(judgement)
    }
    return evidence.isEnough(for: 1) && isSharp(formula) ? evidence : nil
  }

  /// The first point at which a formula does not give the published number; nil if there is none.
  func contradiction(of formula: Expression) -> Int? {
    guard let series = points.series(formula.node) else { return nil }
    return points.published.indices.first { i in
      let ratio = Bound.ratio(points.published[i], series.values[i], error: series.errors[i], points.precision)
      return ratio.map { $0 > Bound.allowance } ?? false
    }
  }

  /// The largest share that a formula's own bound may have of the deviation that it explains.
  private static let widest = 0.01

  /// True if a formula's own bound is narrow enough to say something where the asked formula is off.
  func isSharp(_ formula: Expression) -> Bool {
    guard let series = points.series(formula.node) else { return false }
    let wrong = deviations.indices.filter { deviations[$0] > 0 && deviations[$0].isFinite }
    // A formula that is open at one of them would agree with any number there.
    guard wrong.allSatisfy({ !series.values[$0].isFinite || series.errors[$0].isFinite }) else { return false }
    // Numbers that are nothing but rounding are those of any formula that vanishes.
    let sizes = points.published.indices.filter { points.published[$0].isFinite && points.published[$0] != 0 }
    let isLost = sizes.count { abs(points.published[$0]) <= Bound.allowance * series.errors[$0] }
    if 2 * isLost > sizes.count { return false }
    let shares = wrong.map { Bound.allowance * series.errors[$0] / deviations[$0] }.sorted()
    return shares.isEmpty || shares[shares.count / 2] <= Self.widest
  }
}
