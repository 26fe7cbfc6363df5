package import Equations

/// A comparison of published numbers with computed ones, in units of the running error bound.
package struct Judgement {
  /// The largest |published − computed| over its bound; infinity if the two contradict each other outright.
  package let worst: Double
  /// The largest relative difference among the numbers that could be checked.
  package let deviation: Double
  private let checked: Int
  private let total: Int
  /// The count of numbers other than zero that could be checked, and the count of steps that they are from.
  package let numbers: Int
  package let steps: Int
  private let undefined: Int

  /// The share of numbers that are not finite on both sides.
  var undefinedShare: Double { total == 0 ? 0 : Double(undefined) / Double(total) }

  /// The share of the numbers asked for that could be checked.
  package var checkable: Double { total == 0 ? 0 : Double(checked) / Double(total) }

  /// True if the numbers are those of the formula: within the allowance, on enough of them to mean something.
  package var holds: Bool { agrees && checkable >= 0.5 }

  /// True if no number contradicts the formula; that may be because none could be checked.
  package var agrees: Bool { worst <= Bound.allowance }

  package init(published: Value, computed: Value, precision: Precision) {
    var worst = 0.0
    var deviation = 0.0
    var checked = 0
    var total = 0
    var undefined = 0
    var numbers = 0
    var steps: Set<Int> = []
    for (index, block) in published.blocks.enumerated() where !block.isAbsent {
      total += block.count
      guard let pairs = Pairs(block, computed.block(index), precision) else {
        worst = .infinity
        continue
      }
      for position in pairs.indices {
        if pairs.areUndefined(position) { undefined += 1 }
        guard let ratio = pairs.ratio(position) else { continue }
        worst = max(worst, ratio)
        guard pairs.areFinite(position) else { continue }
        checked += 1
        guard let share = pairs.relativeDifference(position) else { continue }
        deviation = max(deviation, share)
        numbers += 1
        steps.insert(pairs.step(position))
      }
    }
    self.worst = worst
    self.deviation = deviation
    self.numbers = numbers
    self.steps = steps.count
    self.checked = checked
    self.total = total
    self.undefined = undefined
  }

  private init(joining a: Judgement, _ b: Judgement) {
    worst = max(a.worst, b.worst)
    deviation = max(a.deviation, b.deviation)
    checked = a.checked + b.checked
    total = a.total + b.total
    undefined = a.undefined + b.undefined
    numbers = a.numbers + b.numbers
    steps = max(a.steps, b.steps)
  }

  /// The judgement of both together.
  package func joined(with other: Judgement) -> Judgement { Judgement(joining: self, other) }
}
