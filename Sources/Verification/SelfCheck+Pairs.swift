package import Equations
internal import Judging
internal import Reference

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

extension SelfCheck {
  /// A sample of programs with two mistakes, and those that earn full marks.
  package struct Pairs: Sendable {
    /// Pairs that are another program than the right one.
    package let tried: Int
    /// Pairs in which one mistake makes up for the other: the right program in other words.
    package let equivalent: Int
    /// The two sentences of each pair that costs nothing.
    package let missed: [String]

    /// Enough to show, where none is missed, that fewer than 0.4 % are.
    package static let usual = 1_000

    /// True if more than 1 % of the sample are missed. A few are right for reasons that nothing here proves: the root of
    /// what is squared, the order of boundaries that are all changed alike.
    package var isGap: Bool { 100 * missed.count > tried }

    /// The share of all pairs that may be missed, at 95 % confidence.
    package var bound: Double { Self.bound(missed: missed.count, of: tried) }

    /// The largest share for which as few misses as these, or fewer, still have a chance of 1 in 20.
    ///
    /// Source: Clopper and Pearson, *The use of confidence or fiducial limits illustrated in the case of the binomial*,
    /// Biometrika 26, 1934; one-sided.
    package static func bound(missed: Int, of tried: Int) -> Double {
      guard missed < tried else { return 1 }
      var (low, high) = (0.0, 1.0)
      for _ in 0..<60 {
        let share = (low + high) / 2
        // The chance of exactly k misses, from that of k − 1. As a logarithm: the first is far below any double.
        var exact = Double(tried) * log1p(-share)
        var atMost = exp(exact)
        for k in 0..<missed {
          exact += log(Double(tried - k) / Double(k + 1) * share / (1 - share))
          atMost += exp(exact)
        }
        if atMost > 0.05 { low = share } else { high = share }
      }
      return high
    }
  }

  /// Runs programs with two changes, of one equation or of two, through the cases.
  ///
  /// All pairs are too many: an assignment has some hundred changes. The sample is the same at every run.
  package func pairs(_ count: Int) async throws(RecipeError) -> Pairs {
    let trials = try trials()
    let mistakes = PairedMistakes(grader).sample(count)
    let fates = await withTaskGroup(of: (place: Int, fate: PairFate).self) { group in
      for (place, mistake) in mistakes.enumerated() { group.addTask { (place, fate(of: mistake, trials)) } }
      var found = [PairFate](repeating: .caught, count: mistakes.count)
      for await one in group { found[one.place] = one.fate }
      return found
    }
    let equivalent = fates.count { $0 == .equivalent }
    return Pairs(
      tried: fates.count - equivalent, equivalent: equivalent,
      missed: zip(mistakes, fates).filter { $1 == .missed }.map(\.0.sentence))
  }

  private enum PairFate { case caught, equivalent, missed }

  private func fate(of mistake: SimulatedMistake, _ trials: [Trial]) -> PairFate {
    if trials.contains(where: { ratio(of: mistake, on: $0) > Bound.allowance }) { return .caught }
    return isProvedRight(mistake, on: trials) ? .equivalent : .missed
  }
}
