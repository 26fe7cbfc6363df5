internal import GradeModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

extension BatchOrder {
  /// The work that a test may take: counted, never timed. What comes after is left out.
  private static let mostWork = 20_000_000

  /// The fee of a bet for each example, in logarithms. A shuffle by a poor generator is a shuffle: its regularities gain
  /// at most half as much, and a habit that leaves half of an order as it was three times as much.
  private static let fee = 0.03

  /// The number of the batch that holds an example, in the order that an epoch is compared with; nil if there is no
  /// such epoch. Examples that were left over have the number after the last.
  private func places(in reference: Finding.Flaw.Order, before epoch: Int) -> [Int]? {
    let lag: Int
    switch reference {
    case .own: return (0..<extent).map { min($0 / size, perEpoch) }
    case .epochBefore: lag = 1
    case .twoBefore: lag = 2
    }
    guard epoch >= lag else { return nil }
    var places = [Int](repeating: perEpoch, count: extent)
    for (batch, members) in epochs[epoch - lag].enumerated() {
      for member in members { places[member] = batch }
    }
    return places
  }

  /// Bets on each batch of each epoch.
  ///
  /// - Parameters:
  ///   - boldness: the factors that gains are multiplied by, each for a purse of its own.
  ///   - kinds: the class of each example left, given those of its batch before; nil for no bet.
  ///   - gain: the gain of a number of examples from a class, in a batch of this number.
  private func evidence(
    against reference: Finding.Flaw.Order, _ boldness: [Double],
    kinds: (_ places: [Int], _ before: [Int]?) -> [Int]?, gain: (_ batch: Int, _ kind: Int, _ count: Int) -> Double
  ) -> Double {
    var purse = Purse(count: boldness.count)
    var work = 0
    for (epoch, batches) in epochs.enumerated() {
      guard let places = places(in: reference, before: epoch) else { continue }
      var isLeft = [Bool](repeating: true, count: extent)
      for (number, batch) in batches.enumerated() {
        if let kinds = kinds(places, number > 0 ? batches[number - 1] : nil) {
          var counts = [Int](repeating: 0, count: (kinds.max() ?? 0) + 1)
          var taken = counts
          for example in 0..<extent where isLeft[example] { counts[kinds[example]] += 1 }
          for example in batch { taken[kinds[example]] += 1 }
          work += boldness.count * (batch.count + 1) * (batch.count + counts.count) + extent
          if work > Self.mostWork { return purse.largest }
          let urn = Urn(counts: counts, drawn: batch.count, factorials)
          purse.multiply(
            by: boldness.map { bold in
              let own = taken.indices.reduce(0) { $0 + bold * gain(number, $1, taken[$1]) }
              return own - urn.logMean { bold * gain(number, $0, $1) } - Self.fee * Double(batch.count)
            })
        }
        for example in batch { isLeft[example] = false }
      }
    }
    return purse.largest
  }

  /// Bets that examples come together that were in one batch.
  func company(with reference: Finding.Flaw.Order) -> Double {
    guard size > 1 else { return 0 }
    let pairs = Double(size - 1)
    return evidence(
      against: reference, [0.5, 1, 2, 4], kinds: { places, _ in places },
      gain: { _, _, count in
        Double(count) * Double(count - 1) / (2 * pairs)
      })
  }

  /// Bets that examples come as early as they did, or as late as they came early.
  func places(of reference: Finding.Flaw.Order) -> Double {
    guard perEpoch > 1 else { return 0 }
    func centred(_ batch: Int) -> Double { 2 * Double(batch) / Double(perEpoch - 1) - 1 }
    return evidence(
      against: reference, [-2, -0.5, 0.5, 2], kinds: { places, _ in places },
      gain: { batch, kind, count in
        Double(count) * centred(batch) * centred(kind)
      })
  }

  /// Bets that examples come in the batches that they came in.
  func stays(of reference: Finding.Flaw.Order) -> Double {
    guard perEpoch > 1 else { return 0 }
    return evidence(
      against: reference, [0.5, 1, 2], kinds: { places, _ in places },
      gain: { batch, kind, count in batch == kind ? Double(count) : 0 })
  }

  /// Bets that examples come right after those that they came after.
  func sequence(of reference: Finding.Flaw.Order) -> Double {
    guard perEpoch > 2 else { return 0 }
    let size = Double(size)
    return evidence(
      against: reference, [1, 2, 4],
      kinds: { places, before in
        guard let before else { return nil }
        var predecessors = [Int](repeating: 0, count: perEpoch + 2)
        for example in before { predecessors[places[example] + 1] += 1 }
        return places.map { predecessors[$0] }
      },
      gain: { _, kind, count in Double(count) * Double(kind) / size })
  }

  /// Bets that a batch is at equal distances, or is one from before moved along or turned round, modulo the number of
  /// examples.
  var regularity: Double {
    var purse = Purse(count: Purse.shares.count)
    // N (N − 1) batches are at equal distances, and 4 N are another moved along or turned round.
    let logKinds = log(Double(extent)) + log(Double(extent + 4))
    for (epoch, batches) in epochs.enumerated() {
      var left = extent
      for (number, batch) in batches.enumerated() {
        defer { left -= batch.count }
        if batch.count == 1 {
          // One example a batch: the distance of the last two once more.
          guard number >= 2 else { continue }
          let next = modulo(2 * batches[number - 1][0] - batches[number - 2][0])
          purse.bet(isMet: batch[0] == next, logChance: -log(Double(left)))
          continue
        }
        let earlier = [
          number > 0 ? batches[number - 1] : nil,
          epoch > 0 && number < epochs[epoch - 1].count
            ? epochs[epoch - 1][number] : nil,
        ].compactMap(\.self)
        let isMet =
          isEvenlySpaced(batch) || earlier.contains { isMoved($0, to: batch) || isMoved($0.map { -$0 }, to: batch) }
        purse.bet(
          isMet: isMet,
          logChance: logKinds - factorials.choose(left, batch.count))
      }
    }
    return purse.largest
  }

  private func modulo(_ number: Int) -> Int { (number % extent + extent) % extent }

  private func isEvenlySpaced(_ batch: [Int]) -> Bool {
    guard batch.count > 2, batch.count < extent else { return false }
    let members = Set(batch)
    // The neighbours of an example are at the distance of two others, in one direction or the other.
    return batch.dropFirst().contains { other in
      let distance = other - batch[0]
      let first = batch.first { !members.contains(modulo($0 - distance)) } ?? batch[0]
      return Set(batch.indices.map { modulo(first + $0 * distance) }) == members
    }
  }

  private func isMoved(_ batch: [Int], to other: [Int]) -> Bool {
    guard batch.count == other.count, batch.count < extent else { return false }
    let members = Set(other)
    return other.contains { target in
      let distance = target - batch[0]
      return batch.allSatisfy { members.contains(modulo($0 + distance)) }
    }
  }
}
