internal import GradeModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The batches of a run, epoch by epoch, and the tests that they follow from nothing that came before.
///
/// Every test is a bet against the claim that the next batch is a uniform draw from the examples that are left in the
/// epoch. Its gains are fair: the expected factor of each bet is 1, worked out exactly (`Urn`), given everything before.
/// So the product of the factors of an honest run ever reaches 1/α with a probability of at most α, whatever the number
/// of epochs (Ville, *Étude critique de la notion de collectif*, 1939; Shafer, *Testing by betting*, 2021).
struct BatchOrder {
  let extent: Int
  let size: Int
  /// The batches of each epoch, each sorted; the last epoch may be cut off.
  let epochs: [[[Int]]]
  /// The examples of each epoch, as they came.
  let orders: [[Int]]
  /// The batches of a whole epoch; a rest too small for a batch is left out.
  let perEpoch: Int
  let factorials: LogFactorials

  init(_ positions: [Int], of extent: Int, size: Int) {
    self.extent = extent
    self.size = size
    perEpoch = extent / size
    factorials = LogFactorials(upTo: extent)
    let batches = stride(from: 0, to: positions.count, by: size).map {
      positions[$0..<min($0 + size, positions.count)].sorted()
    }
    let perEpoch = perEpoch
    let whole = size * perEpoch
    orders = stride(from: 0, to: positions.count, by: whole).map {
      Array(positions[$0..<min($0 + whole, positions.count)])
    }
    epochs = stride(from: 0, to: batches.count, by: perEpoch).map {
      Array(batches[$0..<min($0 + perEpoch, batches.count)])
    }
  }

  /// The first position that an epoch takes twice, and the epoch, counted from 0.
  var firstTwice: (position: Int, epoch: Int)? {
    for (epoch, batches) in epochs.enumerated() {
      var seen: Set<Int> = []
      for position in batches.joined() where !seen.insert(position).inserted { return (position, epoch) }
    }
    return nil
  }

  /// A flaw, and the logarithm of the largest product that the bets on it have reached.
  struct Suspicion {
    let flaw: Finding.Flaw
    let evidence: Double
  }

  /// The tests: those in which an epoch is another's over again first, because they say the most.
  var suspicions: [Suspicion] {
    exchanges + [
      repetition(
        of: { _ in [natural] },
        flaw: { first in
          epochs.allSatisfy { $0.elementsEqual(natural.prefix($0.count)) } ? .unshuffled : .ownOrder(epoch: first + 1)
        }),
      repetition(of: { $0 > 0 ? [epochs[$0 - 1]] : [] }, flaw: { .shuffledOnce(epoch: $0 + 1) }),
      repetition(of: { Array(epochs[max(0, $0 - 64)..<$0]) }, flaw: { .repeatedEpoch($0 + 1) }),
    ]
      + Finding.Flaw.Order.allCases.map {
        Suspicion(flaw: .keepsTogether($0), evidence: company(with: $0))
      }
      + Finding.Flaw.Order.allCases.map { Suspicion(flaw: .keepsPlaces($0), evidence: places(of: $0)) }
      + Finding.Flaw.Order.allCases.map { Suspicion(flaw: .keepsSequence($0), evidence: sequence(of: $0)) }
      + [Suspicion(flaw: .regular, evidence: regularity), fixedExample, companions]
      + Finding.Flaw.Order.allCases.map { Suspicion(flaw: .keepsBatches($0), evidence: batches(of: $0)) }
      + Finding.Flaw.Halves.allCases.map { Suspicion(flaw: .balanced($0), evidence: balance(of: $0)) }
  }

  /// The exchanges of places that come again. The same order once more is told as that.
  private var exchanges: [Suspicion] {
    let isStill = zip(epochs, epochs.dropFirst()).allSatisfy { $0.prefix($1.count).elementsEqual($1) }
    return (1...8).map { period in
      isStill ? Suspicion(flaw: .sameExchange(every: period), evidence: 0) : sameExchange(every: period)
    }
  }

  /// The batches of an order that is not shuffled.
  var natural: [[Int]] { (0..<perEpoch).map { batch in (0..<size).map { batch * size + $0 } } }

  private func repetition(of candidates: (Int) -> [[[Int]]], flaw: (Int) -> Finding.Flaw) -> Suspicion {
    let (evidence, epoch) = repetition(of: candidates)
    return Suspicion(flaw: flaw(epoch), evidence: evidence)
  }

  /// Bets that an epoch is one of some others over again.
  ///
  /// - Returns: the evidence, and the first such epoch.
  private func repetition(of candidates: (Int) -> [[[Int]]]) -> (evidence: Double, epoch: Int) {
    var purse = Purse(count: Purse.shares.count)
    var first: Int?
    for (epoch, batches) in epochs.enumerated() {
      let orders = Set(candidates(epoch).filter { $0.count >= batches.count }.map { Array($0.prefix(batches.count)) })
      let chance = log(Double(orders.count)) - logCount(of: batches.count)
      let isMet = orders.contains(batches)
      purse.bet(isMet: isMet, logChance: chance)
      if isMet, first == nil { first = epoch }
    }
    return (purse.largest, first ?? 0)
  }

  /// The logarithm of the number of ways to take so many batches out of all examples.
  private func logCount(of batches: Int) -> Double {
    (0..<batches).reduce(0) { $0 + factorials.choose(extent - $1 * size, size) }
  }
}

/// The logarithms of what bets of several boldnesses have come to. The purse is worth their mean.
struct Purse {
  private var logs: [Double]
  /// The largest that the logarithm of the mean has been.
  private(set) var largest = 0.0

  /// The shares of a purse that are put on an event, each by a purse of its own.
  static let shares = [0.5, 0.05]

  init(count: Int) { logs = [Double](repeating: 0, count: count) }

  mutating func multiply(by logFactors: [Double]) {
    for (index, factor) in logFactors.enumerated() { logs[index] += factor }
    let top = logs.max() ?? 0
    let mean = top + log(logs.reduce(0) { $0 + exp($1 - top) } / Double(logs.count))
    largest = max(largest, mean)
  }

  /// Puts a share on an event of at most so small a chance.
  mutating func bet(isMet: Bool, logChance: Double) {
    guard logChance < -1 else { return }
    multiply(
      by: Self.shares.map { share in
        guard isMet else { return log1p(-share) }
        return log(share) - logChance
      })
  }
}
