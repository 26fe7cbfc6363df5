internal import Assignments
internal import Equations
package import Grading
internal import Judging
internal import Reference
internal import Tensors
internal import Traces

/// Programs that shuffle in name only, in an assignment that leaves a shuffle to them: each must lose the choice.
package enum ShuffleInName: String, CaseIterable, Sendable {
  case natural, once, rotated, twoSwapped, withinBatches, batchesOnly, reversed, strides, neverLast

  /// The order of an epoch, of the one before.
  func next(_ order: [Int], epoch: Int, size: Int, _ generator: inout SeededGenerator) -> [Int] {
    var order = order
    let extent = order.count
    let whole = extent / size * size
    let blocks = stride(from: 0, to: whole, by: size).map { Array(order[$0..<$0 + size]) }
    switch self {
    case .natural: return Array(0..<extent)
    case .once: return order
    case .rotated: return Array(order.dropFirst() + order.prefix(1))
    case .twoSwapped:
      order.swapAt(0, extent - 1)
      return order
    case .withinBatches: return blocks.flatMap { $0.shuffled(using: &generator) } + order[whole...]
    case .batchesOnly: return blocks.shuffled(using: &generator).flatMap(\.self) + order[whole...]
    case .reversed: return order.reversed()
    case .strides:
      let steps = (2..<max(extent, 3)).filter { step in (2...step).allSatisfy { extent % $0 != 0 || step % $0 != 0 } }
      let step = steps.isEmpty ? 1 : steps[epoch % steps.count]
      return (0..<extent).map { ($0 * step + epoch) % extent }
    case .neverLast: return Array(0..<whole).shuffled(using: &generator) + Array(whole..<extent)
    }
  }
}

/// The check that no shuffle in name only earns the points of a choice.
package struct ShuffleCheck: Sendable {
  private let grader: Grader

  package init(_ grader: Grader) { self.grader = grader }

  /// The shuffles in name only that were tried, and of them those that earn something for the choice.
  package struct Result: Sendable {
    package var tried = 0
    package var missed: [ShuffleInName] = []
  }

  /// Tries all that are no real shuffle of these batches; nil if the program is left none.
  package func result() async -> Result? {
    let recipe = grader.recipe
    guard let shuffled = grader.shuffled.first,
      let input = recipe.inputs.first(where: { RunInputs(shuffled).chosen.contains($0.name) }),
      case .shuffle(let axis)? = input.chance
    else { return nil }
    var result = Result()
    for shuffle in ShuffleInName.allCases {
      // No example is the rest that is never drawn where all fill whole batches; batches of one are all that there is to shuffle.
      if shuffle == .neverLast && shuffled.leftOverPerEpoch == 0
        || shuffle == .batchesOnly && RunInputs(shuffled).series[input.name, ""]?.stride == 1
      {
        continue
      }
      result.tried += 1
      let student = SimulatedStudent(recipe) { inputs in
        guard let series = inputs.series[input.name, ""] else { return }
        let extent = inputs.extent(of: axis, in: recipe)
        var generator = SeededGenerator(seed: 5)
        var order = Array(0..<extent).shuffled(using: &generator)
        var values: [Double] = []
        var epoch = 0
        while values.count < series.values.count {
          if epoch > 0 || shuffle == .natural {
            order = shuffle.next(order, epoch: epoch, size: series.stride, &generator)
          }
          values += order.prefix(extent / series.stride * series.stride).map(Double.init)
          epoch += 1
        }
        inputs.series[input.name, ""] = .init(
          shape: series.shape, steps: series.steps, values: Array(values.prefix(series.values.count)))
      }
      let checks = await grader.grade(student).checks
      if checks.contains(where: { $0.quantity == input.name && $0.points > 0 }) { result.missed.append(shuffle) }
    }
    return result
  }
}
