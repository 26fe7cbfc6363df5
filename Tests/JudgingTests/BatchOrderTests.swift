import Foundation
import GradeModel
import Testing

@testable import Judging

/// Shuffles that are none, and the honest ones that must never be taken for them.
@Suite struct BatchOrderTests {
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    var kind = Kind.mixed

    enum Kind: CaseIterable, Sendable {
      /// All bits of each output are mixed.
      case mixed
      /// The C library's of old, whose last bits come round after a few outputs.
      case linear
      /// Park and Miller's.
      case minimal
      case xorshift
    }

    mutating func next() -> UInt64 {
      switch kind {
      case .mixed:
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
      case .linear: state = (state &* 1_103_515_245 &+ 12_345) % (1 << 31)
      case .minimal: state = max(state % 2_147_483_647, 1) &* 16_807 % 2_147_483_647
      case .xorshift:
        state = state == 0 ? 1 : state
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
      }
      return state
    }

    /// As students write it: the rest of a division.
    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
  }

  enum Honest: CaseIterable, Sendable { case fisherYates, inPlace, library, keys, withoutReplacement, sortedBatches }

  static func epoch(_ honest: Honest, _ order: inout [Int], _ generator: inout Generator) {
    let count = order.count
    switch honest {
    case .fisherYates:
      order = Array(0..<count)
      for last in stride(from: count - 1, to: 0, by: -1) { order.swapAt(last, generator.below(last + 1)) }
    case .inPlace: for first in 0..<count - 1 { order.swapAt(first, first + generator.below(count - first)) }
    case .library, .sortedBatches: order.shuffle(using: &generator)
    case .keys:
      let keys = (0..<count).map { _ in generator.next() }
      order = (0..<count).sorted { (keys[$0], $0) < (keys[$1], $1) }
    case .withoutReplacement:
      var left = Array(0..<count)
      order = (0..<count).map { _ in left.remove(at: generator.below(left.count)) }
    }
  }

  /// The batches of some epochs, of which the last step may cut one off.
  static func batches(
    of extent: Int, size: Int, epochs: Int, sorted: Bool = false, _ next: (_ epoch: Int, _ order: inout [Int]) -> Void
  ) -> [Double] {
    var order = Array(0..<extent)
    return (0..<epochs).flatMap { epoch -> [Double] in
      next(epoch, &order)
      let taken = order.prefix(extent / size * size)
      let batches = stride(from: 0, to: taken.count, by: size).map { Array(taken[$0..<$0 + size]) }
      return batches.flatMap { sorted ? $0.sorted() : $0 }.map(Double.init)
    }
  }

  static let shapes = [(24, 6), (20, 6), (20, 5), (12, 1), (9, 2), (60, 10), (100, 10), (8, 8)]

  /// The runs of each row. More of them take a quarter of an hour for 300.
  private static let seeds = 5

  /// No honest program's epochs are turned down, and the evidence is as rare as the claim about it: 100 times in a
  /// hundredth of all runs at most.
  @Test(arguments: Honest.allCases) func noHonestShuffleIsTurnedDown(honest: Honest) {
    var (epochs, runs, large) = (0, 0, 0)
    for (index, (extent, size)) in Self.shapes.enumerated() {
      // The library's shuffle is one only with all bits of a generator.
      for kind in Generator.Kind.allCases where kind == .mixed || ![.library, .sortedBatches].contains(honest) {
        for seed in 1...Self.seeds {
          var generator = Generator(state: UInt64(seed * 7 + index), kind: kind)
          let values = Self.batches(of: extent, size: size, epochs: 40, sorted: honest == .sortedBatches) {
            Self.epoch(honest, &$1, &generator)
          }
          #expect(
            Plausibility.shuffle(values, of: extent, stride: size) == .plausible, "\(kind) \(extent)/\(size) \(seed)")
          epochs += 40
          guard kind == .mixed else { continue }
          let order = BatchOrder(values.map(Int.init), of: extent, size: size)
          for suspicion in order.suspicions {
            runs += 1
            large += suspicion.evidence >= 4.605_170_185_988_092 ? 1 : 0
          }
        }
      }
    }
    #expect(epochs >= 40 * 8 * Self.seeds)
    #expect(Double(large) <= 0.01 * Double(runs) + 4 * (0.01 * Double(runs)).squareRoot(), "\(large) of \(runs)")
  }

  enum Wrong: CaseIterable, Sendable {
    case rotatedByOne, rotatedByABatch, twoSwapped, withinBatches, withinHalves, stride, strides, reversed
    case sortedPass, onePermutation, batchesOnly, alternating, neighboursSwapped, cut
    // As they were found by a stranger.
    case lastNever, lastThree, firstThree, pairsFar, evenOdd, halvesInTurn, fewSwaps, generatorAnew, threeExchanges
    case neverLastOnes, firstBatchOfFew
  }

  /// The epochs of a program that shuffles once, or not at all, and then only moves its order about.
  @Test(arguments: Wrong.allCases) func aShuffleInNameOnlyIsTurnedDown(wrong: Wrong) {
    for (extent, size) in [(24, 6), (20, 6), (20, 5), (60, 10), (30, 4)] {
      // Two or three of five are as many of a half as chance mostly has.
      if [.evenOdd, .halvesInTurn].contains(wrong), (extent, size) == (20, 5) { continue }
      for seed in [UInt64(3), 42, 2026] {
        var generator = Generator(state: seed)
        let first = Array(0..<extent).shuffled(using: &generator)
        let second = Array(0..<extent).shuffled(using: &generator)
        let values = Self.batches(of: extent, size: size, epochs: 40, sorted: wrong == .sortedPass) { epoch, order in
          if epoch == 0 { order = [.sortedPass, .stride, .strides].contains(wrong) ? Array(0..<extent) : first }
          switch wrong {
          case .rotatedByOne: order = Array(order.dropFirst() + order.prefix(1))
          case .rotatedByABatch: order = Array(order.dropFirst(size) + order.prefix(size))
          case .twoSwapped: order.swapAt(generator.below(extent), generator.below(extent))
          case .withinBatches:
            for start in Swift.stride(from: 0, to: extent - size + 1, by: size) {
              order[start..<start + size].shuffle(using: &generator)
            }
          case .withinHalves:
            order[..<(extent / 2)].shuffle(using: &generator)
            order[(extent / 2)...].shuffle(using: &generator)
          case .stride: order = (0..<extent).map { $0 * 7 % extent }.sorted { $0 % 7 < $1 % 7 }
          case .strides:
            let step = [7, 11, 13, 17, 19, 23, 29].filter { extent % $0 != 0 }[epoch % 5]
            order = (0..<extent).map { ($0 * step + epoch) % extent }
          case .reversed: order.reverse()
          case .sortedPass, .onePermutation: break
          case .batchesOnly:
            let blocks = Swift.stride(from: 0, to: extent - size + 1, by: size).map { Array(first[$0..<$0 + size]) }
            order = blocks.shuffled(using: &generator).flatMap(\.self) + first.suffix(extent % size)
          case .alternating: order = epoch % 2 == 0 ? first : second
          case .neighboursSwapped:
            for place in Swift.stride(from: epoch % 2, to: extent - 1, by: 2) { order.swapAt(place, place + 1) }
          case .lastNever:
            for place in 0..<extent - 2 { order.swapAt(place, place + generator.below(extent - 1 - place)) }
          case .lastThree: order = Array(0..<extent - 3).shuffled(using: &generator) + (extent - 3..<extent)
          case .firstThree: order = [0, 1, 2] + (3..<extent).shuffled(using: &generator)
          case .pairsFar:
            order = (0..<extent / 2).shuffled(using: &generator).flatMap { [$0, $0 + extent / 2] }
          case .evenOdd, .halvesInTurn:
            func half(_ number: Int) -> [Int] {
              (0..<extent / 2).map { wrong == .evenOdd ? 2 * $0 + number : $0 + number * extent / 2 }
            }
            let other = half(1).shuffled(using: &generator)
            order = half(0).shuffled(using: &generator).enumerated().flatMap { [$0.element, other[$0.offset]] }
          case .fewSwaps:
            order = Array(0..<extent)
            for _ in 0..<extent / 3 { order.swapAt(generator.below(extent), generator.below(extent)) }
          case .generatorAnew:
            var anew = Generator(state: seed &+ 17)
            order.shuffle(using: &anew)
          case .threeExchanges:
            var anew = Generator(state: seed &+ UInt64(epoch % 3))
            order.shuffle(using: &anew)
          case .neverLastOnes:
            order = Array(0..<extent - 2).shuffled(using: &generator) + (extent - 2..<extent)
          case .firstBatchOfFew:
            order =
              Array(0..<extent / 2).shuffled(using: &generator) + (extent / 2..<extent).shuffled(using: &generator)
          case .cut:
            let place = generator.below(extent)
            order = Array(order[place...] + order[..<place])
          }
        }
        guard case .implausible = Plausibility.shuffle(values, of: extent, stride: size) else {
          Issue.record("\(wrong) of \(extent) in batches of \(size)")
          continue
        }
      }
    }
  }

  /// Every order of the examples within a batch is the same batch: one that holds all of them has no wrong order.
  @Test func allExamplesInOneBatchAreInAnyOrder() {
    let natural = Self.batches(of: 24, size: 24, epochs: 24) { _, _ in }
    #expect(Plausibility.shuffle(natural, of: 24, stride: 24) == .plausible)
  }

  /// The mean gain of a bet, over all draws there are, is 1.
  @Test func theMeanOfTheUrnIsThatOfAllDraws() {
    let urn = Urn(counts: [3, 2, 4], drawn: 3, LogFactorials(upTo: 9))
    let kinds = [0, 0, 0, 1, 1, 2, 2, 2, 2]
    func gain(_ kind: Int, _ count: Int) -> Double { [0.3, -1, 0.7][kind] * Double(count * count) }
    var (total, draws) = (0.0, 0)
    for a in 0..<9 {
      for b in a + 1..<9 {
        for c in b + 1..<9 {
          var counts = [0, 0, 0]
          for example in [a, b, c] { counts[kinds[example]] += 1 }
          total += exp((0..<3).reduce(0) { $0 + gain($1, counts[$1]) })
          draws += 1
        }
      }
    }
    #expect(abs(urn.logMean(gain) - log(total / Double(draws))) < 1e-12)
  }
}
