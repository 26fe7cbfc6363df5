import Testing

@testable import Judging

/// Verdicts on drawn numbers: right samples of several generators, and wrong ones, each wrong in one way.
@Suite struct PlausibilityTests {
  /// A generator that shares nothing with the one that cases are drawn from.
  private struct Congruential: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var x = state
      x ^= x >> 33
      return x &* 0xff51_afd7_ed55_8ccd
    }
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }
    /// The sum of 48 uniform numbers, scaled: near enough to a normal one for no test to tell 4 000 of them.
    mutating func normal() -> Double { ((0..<48).reduce(-24.0) { sum, _ in sum + uniform() }) / 2 }
  }

  private func draws(_ count: Int, seed: UInt64, _ draw: (inout Congruential) -> Double) -> [Double] {
    var generator = Congruential(state: seed)
    return (0..<count).map { _ in draw(&generator) }
  }

  @Test(arguments: 1...20) func honestDrawsArePlausible(seed: UInt64) {
    for count in [60, 400, 4_000] {
      #expect(Plausibility.normal(draws(count, seed: seed) { $0.normal() }, stride: 20) == .plausible)
      #expect(Plausibility.uniform(draws(count, seed: seed) { $0.uniform() }, stride: 20) == .plausible)
      let mask = draws(count, seed: seed) { $0.uniform() < 0.3 ? 0 : 1 }
      #expect(Plausibility.mask(mask, rate: 0.3, stride: 20) == (count == 60 ? .untestable : .plausible))
    }
  }

  @Test func aNormalSampleMustBeOne() {
    let right = draws(4_000, seed: 7) { $0.normal() }
    func flaw(_ values: [Double], stride: Int = 4_000) -> Plausibility { .normal(values, stride: stride) }
    #expect(flaw(right) == .plausible)
    guard case .implausible(.mean) = flaw(right.map { $0 + 0.2 }) else { return _ = Issue.record("shifted") }
    guard case .implausible(.spread) = flaw(right.map { $0 * 1.2 }) else { return _ = Issue.record("too wide") }
    guard case .implausible(.spread) = flaw(right.map { $0 * 0.85 }) else { return _ = Issue.record("too narrow") }
    // Mean 0 and variance 1, evenly spread.
    let even = draws(4_000, seed: 8) { ($0.uniform() - 0.5) * 12.0.squareRoot() }
    guard case .implausible(.distribution) = flaw(even) else { return _ = Issue.record("uniform") }
    let coins = draws(4_000, seed: 9) { $0.uniform() < 0.5 ? -1 : 1 }
    guard case .implausible(.distribution) = flaw(coins) else { return _ = Issue.record("coins") }
    guard case .implausible(.support) = flaw([.nan] + right) else { return _ = Issue.record("not a number") }
    #expect(flaw(right.map { _ in 0.0 }) != .plausible)
    #expect(flaw(Array(right[..<100]) + Array(right[..<100]), stride: 100) == .implausible(.repeated(step: 2, of: 1)))
    // Too few numbers for zeros to be told from draws.
    #expect(flaw([0, 0, 0], stride: 3) == .untestable)
  }

  @Test func aUniformSampleMustBeOne() {
    let right = draws(4_000, seed: 7) { $0.uniform() }
    func flaw(_ values: [Double]) -> Plausibility { .uniform(values, stride: values.count) }
    #expect(flaw(right) == .plausible)
    #expect(flaw(right.map { $0 * 2 - 1 }) != .plausible)
    #expect(flaw([1] + right) == .implausible(.support(1)))
    guard case .implausible(.mean) = flaw(right.map { $0 * 0.8 }) else { return _ = Issue.record("too low") }
    // The mean of two: the same mean, too narrow.
    let peaked = draws(4_000, seed: 3) { ($0.uniform() + $0.uniform()) / 2 }
    guard case .implausible(.spread) = flaw(peaked) else { return _ = Issue.record("peaked") }
    // The mean and the spread of a uniform number, on four points only.
    let distance = (1.0 / 12 - 0.01).squareRoot()
    let four = draws(4_000, seed: 4) {
      let (low, left) = ($0.uniform() < 0.5, $0.uniform() < 0.5)
      return 0.5 + (low ? -distance : distance) + (left ? -0.1 : 0.1)
    }
    guard case .implausible(.distribution) = flaw(four) else { return _ = Issue.record("four points") }
  }

  @Test func aMaskDropsAsOftenAsAsked() {
    let right = draws(1_000, seed: 5) { $0.uniform() < 0.3 ? 0 : 1 }
    #expect(Plausibility.mask(right, rate: 0.3, stride: 100) == .plausible)
    // The share kept taken for the share dropped.
    guard case .implausible(.rate) = Plausibility.mask(right, rate: 0.7, stride: 100) else {
      return _ = Issue.record("the wrong rate")
    }
    #expect(Plausibility.mask(right.map { $0 * 0.5 }, rate: 0.3, stride: 100) == .implausible(.support(0.5)))
    let all = right.map { _ in 1.0 }
    guard case .implausible(.rate) = Plausibility.mask(all, rate: 0.3, stride: 100) else {
      return _ = Issue.record("nothing dropped")
    }
    #expect(Plausibility.mask(all, rate: 0, stride: 100) == .plausible)
    let frozen = (0..<10).flatMap { _ in right[..<100] }
    #expect(Plausibility.mask(frozen, rate: 0.3, stride: 100) == .implausible(.repeated(step: 2, of: 1)))
    #expect(Plausibility.mask([1, 1, 0], rate: 0.3, stride: 3) == .untestable)
  }

  @Test func everyEpochIsAPermutationOfItsOwn() {
    var generator = Congruential(state: 11)
    let epochs = (0..<4).map { _ in (0..<20).map(Double.init).shuffled(using: &generator) }
    let right = epochs.flatMap(\.self)
    #expect(Plausibility.shuffle(right, of: 20, stride: 5) == .plausible)
    // Cut off within an epoch.
    #expect(Plausibility.shuffle(Array(right.dropLast(5)), of: 20, stride: 5) == .plausible)
    // Drawn with replacement.
    let replaced = draws(80, seed: 2) { Double(Int($0.uniform() * 20)) }
    guard case .implausible(.twice(_, epoch: 1)) = Plausibility.shuffle(replaced, of: 20, stride: 5) else {
      return _ = Issue.record("with replacement")
    }
    #expect(
      Plausibility.shuffle((0..<4).flatMap { _ in epochs[0] }, of: 20, stride: 5)
        == .implausible(.shuffledOnce(epoch: 2)))
    #expect(
      Plausibility.shuffle((0..<4).flatMap { _ in (0..<20).map(Double.init) }, of: 20, stride: 5)
        == .implausible(.unshuffled))
    #expect(Plausibility.shuffle([0, 1, 20, 3, 4], of: 20, stride: 5) == .implausible(.support(20)))
    #expect(Plausibility.shuffle([0, 1, 0.5, 3, 4], of: 20, stride: 5) == .implausible(.support(0.5)))
    // Of three examples any order may come up.
    #expect(Plausibility.shuffle([0, 1, 2, 0, 1, 2], of: 3, stride: 3) == .plausible)
  }
  /// A batch is a set: a program may sort it, and the whole data set has one order only.
  @Test func theOrderWithinABatchIsFree() {
    var generator = Congruential(state: 9)
    func sorted(_ extent: Int, _ stride: Int, epochs: Int) -> [Double] {
      (0..<epochs).flatMap { _ in
        let order = (0..<extent).map(Double.init).shuffled(using: &generator)
        return (0..<extent / stride).flatMap { order[$0 * stride..<($0 + 1) * stride].sorted() }
      }
    }
    for (extent, stride) in [(20, 20), (20, 19), (20, 10), (20, 5), (4, 2)] {
      #expect(Plausibility.shuffle(sorted(extent, stride, epochs: 6), of: extent, stride: stride) == .plausible)
    }
    // Two halves of 20 come out in order once in 184 756 epochs, which one epoch does not disprove and three do.
    let inOrder = (0..<20).map(Double.init)
    #expect(Plausibility.shuffle(inOrder, of: 20, stride: 10) == .plausible)
    #expect(Plausibility.shuffle(inOrder + inOrder + inOrder, of: 20, stride: 10) == .implausible(.unshuffled))
    let once = sorted(20, 5, epochs: 1)
    #expect(Plausibility.shuffle(once + once + once, of: 20, stride: 5) == .implausible(.shuffledOnce(epoch: 2)))
  }
}
