#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Bets on what an order keeps doing, from one epoch to the next.
extension BatchOrder {
  /// The most examples whose pairs are followed one by one.
  private static let mostForPairs = 256

  /// The number of the batch that holds each example in an epoch; that after the last for those left over. nil for an epoch that
  /// was cut off.
  private func homes(in epoch: Int) -> [Int]? {
    guard epochs[epoch].count == perEpoch else { return nil }
    var homes = [Int](repeating: perEpoch, count: extent)
    for (batch, members) in epochs[epoch].enumerated() {
      for member in members { homes[member] = batch }
    }
    return homes
  }

  /// The share of a purse that is put on a habit, which is kept in every epoch or is none.
  private static let trust = 0.9999

  /// True if a poor generator, whose last bits come round after a power of two, has come round after an epoch: read by the rest
  /// of a division it puts an example where it was, and that shuffle is one.
  private var mayComeRound: Bool { [extent, extent - 1].contains { $0.nonzeroBitCount == 1 } }

  /// Bets that one example comes in the batch that it has come in most, or is left over again. Each example has a purse of its
  /// own; all of them together are worth their mean.
  var habits: Double {
    guard perEpoch > 1 || extent > size, !mayComeRound else { return 0 }
    let share = Double(size) / Double(extent)
    let chances = [Double](repeating: share, count: perEpoch) + [1 - share * Double(perEpoch)]
    var counts = [[Int]](repeating: [Int](repeating: 0, count: perEpoch + 1), count: extent)
    var purse = Purse(count: extent)
    for epoch in epochs.indices {
      guard let homes = homes(in: epoch) else { continue }
      if epoch > 0 {
        purse.multiply(
          by: homes.enumerated().map { example, home in
            let usual = counts[example].indices.max { counts[example][$0] < counts[example][$1] } ?? 0
            guard chances[usual] < Self.trust else { return 0 }
            return log(home == usual ? Self.trust / chances[usual] : (1 - Self.trust) / (1 - chances[usual]))
          })
      }
      for (example, home) in homes.enumerated() { counts[example][home] += 1 }
    }
    return purse.largest
  }

  /// Bets that two examples come together as often as they have so far: the chance is learnt by Laplace's rule of succession.
  /// Each pair has a purse of its own.
  var companions: Double {
    guard extent <= Self.mostForPairs, size > 1, perEpoch > 1 || extent > size else { return 0 }
    // The chance that both are in one batch.
    let together = Double(perEpoch * size * (size - 1)) / Double(extent * (extent - 1))
    let pairs = (0..<extent).flatMap { a in (a + 1..<extent).map { (a, $0) } }
    var counts = [Double](repeating: 0, count: pairs.count)
    var purse = Purse(count: pairs.count)
    for epoch in epochs.indices {
      guard let homes = homes(in: epoch) else { continue }
      var factors = counts
      for (index, (a, b)) in pairs.enumerated() {
        let learnt = max((counts[index] + together) / (Double(epoch) + 1), together)
        let areTogether = homes[a] == homes[b] && homes[a] < perEpoch
        factors[index] = log(areTogether ? learnt / together : (1 - learnt) / (1 - together))
        if areTogether { counts[index] += 1 }
      }
      purse.multiply(by: factors)
    }
    return purse.largest
  }

  /// Bets that as many examples go from each batch of an epoch to a batch of the next as went some epochs before.
  var movement: Double {
    let lags = 1...6
    var purse = Purse(count: lags.count * Purse.shares.count)
    var flows: [[[Int]]] = []
    for epoch in epochs.indices.dropFirst() {
      guard let before = homes(in: epoch - 1) else { continue }
      var left = [Int](repeating: size, count: perEpoch) + [extent - size * perEpoch]
      var flow: [[Int]] = []
      for (number, batch) in epochs[epoch].enumerated() {
        var taken = [Int](repeating: 0, count: perEpoch + 1)
        for member in batch { taken[before[member]] += 1 }
        purse.multiply(
          by: lags.flatMap { lag -> [Double] in
            guard flows.count >= lag else { return Purse.shares.map { _ in 0 } }
            let wanted = flows[flows.count - lag][number]
            let logChance =
              zip(left, wanted).reduce(0) { $0 + factorials.choose($1.0, $1.1) }
              - factorials.choose(left.reduce(0, +), batch.count)
            guard logChance < -1 else { return Purse.shares.map { _ in 0 } }
            return Purse.shares.map { taken == wanted ? log($0) - logChance : log1p(-$0) }
          })
        for (home, count) in taken.enumerated() { left[home] -= count }
        flow.append(taken)
      }
      if flow.count == perEpoch { flows.append(flow) }
    }
    return purse.largest
  }
}
