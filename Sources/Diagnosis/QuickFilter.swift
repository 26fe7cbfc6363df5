internal import Equations
internal import Judging
internal import Reference

/// A few elements at the first steps of every case. Nearly every wrong formula fails on them, in about a microsecond.
struct QuickFilter {
  private let chains: [String: [ElementChain]]

  /// - Parameter quantities: the published ones whose formulas will be tried.
  init(_ examinations: [Examination], quantities: [String]) {
    var chains: [String: [ElementChain]] = [:]
    // The last case has settings without special values, so that few wrong suppositions survive it.
    for examination in examinations.reversed() {
      let published = Set(examination.recipe.quantities.filter(examination.isPublished))
      let whole = WholeValues(examination.recipe, published: published)
      for quantity in quantities {
        chains[quantity, default: []] += Self.elements(of: quantity, in: examination).compactMap { element in
          examination.chain(
            whole, parameter: element.parameter, position: element.position,
            steps: min(Self.steps, examination.inputs.steps))
        }
      }
    }
    self.chains = chains
  }

  /// Steps one to three show a state's start, the value it carries over, and the effect of a counter.
  private static let steps = 3

  /// The first element of each parameter, and the last of the largest.
  private static func elements(of quantity: String, in examination: Examination) -> [(parameter: Int, position: Int)] {
    let value = examination.recipe.value(of: quantity, in: examination.trace, examination.inputs.names)
    var elements: [(parameter: Int, position: Int)] = []
    var largest = (parameter: 0, position: 0)
    for (parameter, block) in value.blocks.enumerated() where !block.isAbsent && block.count > 0 {
      let last = block.count / max(block.shape.first ?? 1, 1) - 1
      elements.append((parameter, 0))
      if last > largest.position { largest = (parameter, last) }
    }
    if largest.position > 0 { elements.append(largest) }
    return elements
  }

  /// True if the published numbers of a quantity cannot be those of a formula.
  func refutes(_ formula: Expression, for quantity: String, supposing replaced: [String: Expression] = [:]) -> Bool {
    chains[quantity]?.contains {
      $0.refutes(formula, for: quantity, supposing: replaced, allowance: Bound.allowance)
    } ?? false
  }
}
