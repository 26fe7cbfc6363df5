internal import Equations
internal import Reference

/// How published numbers compare with computed ones, in units of the running error bound.
struct Judgement {
  /// The largest |published − computed| over bound; infinity where the two contradict each other outright.
  let worst: Double
  /// The largest relative difference where it could be checked.
  let deviation: Double
  private let checked: Int
  private let total: Int
  /// How many numbers other than zero could be checked, and at how many steps.
  let numbers: Int
  let steps: Int

  /// Which share of the numbers that the case asks for could be checked.
  var checkable: Double { total == 0 ? 0 : Double(checked) / Double(total) }

  /// Whether the numbers are those of the formula: within the allowance, on enough of them to mean something.
  var holds: Bool { agrees && checkable >= 0.5 }

  /// Whether no number contradicts the formula; that may be because none could be checked.
  var agrees: Bool { worst <= Residual.allowance }

  init(published: Value, computed: Value, precision: Precision) {
    var worst = 0.0
    var deviation = 0.0
    var checked = 0
    var total = 0
    var numbers = 0
    var steps: Set<Int> = []
    for (index, block) in published.blocks.enumerated() where !block.isAbsent {
      let own = computed.block(index)
      guard own.fits(block) else {
        worst = .infinity
        total += block.count
        continue
      }
      let expected = own.aligned(to: block.axes, shape: block.shape)
      let stride = block.axes.first == .step ? block.count / max(block.shape[0], 1) : block.count
      total += block.count
      for position in block.values.indices {
        let (yours, value) = (block.values[position], expected.values[position])
        // Before the bound is formed: u·∞ would hide a number that is not finite.
        guard yours.isFinite, value.isFinite else {
          if yours.isFinite != value.isFinite { worst = .infinity }
          continue
        }
        let bound = (expected.error?[position] ?? 0) + precision.unitRoundoff * abs(yours) + precision.smallest
        guard bound.isFinite else { continue }
        checked += 1
        worst = max(worst, abs(yours - value) / bound)
        let size = max(abs(yours), abs(value))
        guard size > 0 else { continue }
        deviation = max(deviation, abs(yours - value) / size)
        numbers += 1
        steps.insert(position / max(stride, 1))
      }
    }
    self.worst = worst
    self.deviation = deviation
    self.numbers = numbers
    self.steps = steps.count
    self.checked = checked
    self.total = total
  }

  private init(joining a: Judgement, _ b: Judgement) {
    worst = max(a.worst, b.worst)
    deviation = max(a.deviation, b.deviation)
    checked = a.checked + b.checked
    total = a.total + b.total
    numbers = a.numbers + b.numbers
    steps = max(a.steps, b.steps)
  }

  /// Of both together.
  func joined(with other: Judgement) -> Judgement { Judgement(joining: self, other) }
}

/// What a supposition has to show for itself over all cases.
///
/// Half of the numbers that the cases ask for are enough. Fewer are where a program's numbers stop being finite: there the
/// others must be as many, and at as many steps, that no two suppositions agree on them by chance; each has to give the same
/// numbers *and* be non-finite where the program is.
struct Evidence {
  private(set) var isComplete = true
  private(set) var numbers = 0
  private(set) var steps = 0
  private(set) var deviation = 0.0

  /// - Parameter changes: how many changes the supposition consists of; more of them fit by chance.
  func isEnough(for changes: Int) -> Bool {
    isComplete || (changes < 2 ? numbers >= 8 && steps >= 2 : numbers >= 24 && steps >= 3)
  }

  mutating func add(_ judgement: Judgement) {
    isComplete = isComplete && judgement.checkable >= 0.5
    numbers += judgement.numbers
    steps = max(steps, judgement.steps)
    deviation = max(deviation, judgement.deviation)
  }
}
