internal import GradeModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Bets on habits that have no name for the whole order: an example that never moves, two that are never parted, an exchange of
/// places that comes again.
extension BatchOrder {
  /// Epochs that are not cut off.
  private var whole: ArraySlice<[[Int]]> { epochs.prefix { $0.count == perEpoch } }

  /// Bets on every example and every batch that the one is in the other in all epochs; being left over is a batch, too.
  var fixedExample: Suspicion {
    let left = extent - size * perEpoch
    let batches = perEpoch + (left > 0 ? 1 : 0)
    // So many are not even listed where there are too many.
    guard batches > 1, !mayComeRound, extent * batches <= Self.mostHypotheses else {
      return none(.fixedExample(0, batch: 0, times: 0, of: 0))
    }
    var purses = Purses(
      chances: (0..<extent * batches).map { Double($0 % batches < perEpoch ? size : left) / Double(extent) })
    var counts = [Int](repeating: 0, count: extent * batches)
    for epoch in whole {
      var isMet = [Bool](repeating: false, count: counts.count)
      var isTaken = [Bool](repeating: false, count: extent)
      for (number, batch) in epoch.enumerated() {
        for example in batch {
          isMet[example * batches + number] = true
          isTaken[example] = true
        }
      }
      for example in 0..<extent where !isTaken[example] { isMet[example * batches + perEpoch] = true }
      for index in counts.indices where isMet[index] { counts[index] += 1 }
      purses.bet(isMet)
    }
    let best = purses.best
    let batch = best % batches
    return Suspicion(
      flaw: .fixedExample(
        best / batches, batch: batch < perEpoch ? batch + 1 : nil, times: counts[best], of: whole.count),
      evidence: purses.largest)
  }

  /// True if a poor generator, whose last bits come round after a power of two, has come round after an epoch: read by the rest of
  /// a division it puts an example where it was, and that shuffle is one.
  private var mayComeRound: Bool { [extent, extent - 1].contains { $0.nonzeroBitCount == 1 } }

  /// Bets on every two examples that they are in one batch in all epochs.
  var companions: Suspicion {
    guard size > 1, perEpoch > 1 || extent > size, extent * (extent - 1) / 2 <= Self.mostHypotheses else {
      return none(.companions(0, 0, times: 0, of: 0))
    }
    let pairs = (0..<extent).flatMap { first in (first + 1..<extent).map { (first, $0) } }
    let (all, own) = (Double(extent), Double(size))
    let chance = Double(perEpoch) * own * (own - 1) / (all * (all - 1))
    var purses = Purses(chances: [Double](repeating: chance, count: pairs.count))
    var counts = [Int](repeating: 0, count: pairs.count)
    for epoch in whole {
      var batches = [Int](repeating: -1, count: extent)
      for (number, batch) in epoch.enumerated() { for example in batch { batches[example] = number } }
      let isMet = pairs.map { batches[$0.0] >= 0 && batches[$0.0] == batches[$0.1] }
      for index in pairs.indices where isMet[index] { counts[index] += 1 }
      purses.bet(isMet)
    }
    let best = purses.best
    return Suspicion(
      flaw: .companions(pairs[best].0, pairs[best].1, times: counts[best], of: whole.count), evidence: purses.largest)
  }

  /// Bets that an order comes from the one before by the exchange of places that an earlier one came by.
  func sameExchange(every period: Int) -> Suspicion {
    var purse = Purse(count: Purse.shares.count)
    for epoch in whole.indices.dropFirst(period + 1) {
      let places = Dictionary(
        uniqueKeysWithValues: orders[epoch - period - 1].enumerated().map { ($0.element, $0.offset) })
      // Examples that were left over have no place that is known.
      var predicted: [(example: Int, batch: Int)] = []
      for (place, example) in orders[epoch - period].enumerated() {
        if let source = places[example] { predicted.append((orders[epoch - 1][source], place / size)) }
      }
      var open = [Int](repeating: size, count: perEpoch)
      for one in predicted { open[one.batch] -= 1 }
      let chance = logWays(of: extent - predicted.count, in: open) - logWays(of: extent, in: open.map { _ in size })
      let isMet = predicted.allSatisfy { epochs[epoch][$0.batch].contains($0.example) }
      purse.bet(isMet: isMet, logChance: chance)
    }
    return Suspicion(flaw: .sameExchange(every: period), evidence: purse.largest)
  }

  /// The logarithm of the number of ways to fill batches from so many examples.
  private func logWays(of examples: Int, in batches: [Int]) -> Double {
    var left = examples
    return batches.reduce(0) { sum, open in
      defer { left -= open }
      return sum + factorials.choose(left, open)
    }
  }

  private func none(_ flaw: Finding.Flaw) -> Suspicion { Suspicion(flaw: flaw, evidence: 0) }

  private static let mostHypotheses = 20_000
}

/// Purses that each bet on an event of its own in every epoch. They are worth their mean.
private struct Purses {
  /// The shares of a purse that are put on its event.
  private static let shares = [0.5, 0.95]

  private let chances: [Double]
  private var logs: [[Double]]
  private(set) var largest = 0.0

  init(chances: [Double]) {
    self.chances = chances
    logs = chances.map { _ in [Double](repeating: 0, count: Self.shares.count) }
  }

  mutating func bet(_ isMet: [Bool]) {
    for (index, chance) in chances.enumerated() where chance > 0 && chance < 1 {
      for (place, share) in Self.shares.enumerated() {
        logs[index][place] += isMet[index] ? log(1 - share + share / chance) : log1p(-share)
      }
    }
    let all = logs.joined()
    let top = all.max() ?? 0
    largest = max(largest, top + log(all.reduce(0) { $0 + exp($1 - top) } / Double(all.count)))
  }

  /// The purse that is worth the most.
  var best: Int { logs.indices.max { (logs[$0].max() ?? 0, $1) < (logs[$1].max() ?? 0, $0) } ?? 0 }
}
