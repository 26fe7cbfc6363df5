internal import Equations
internal import GradeModel
internal import Reference
internal import Traces

extension Examination {
  /// The quantities that one is computed from; a source that is not published is replaced by its own sources.
  func publishedSources(of quantity: String) -> Set<String> {
    var found: Set<String> = []
    var seen: Set<String> = [quantity]
    func visit(_ name: String) {
      for equation in recipe.equations(of: name) {
        for source in recipe.sources(of: equation.formula) where seen.insert(source).inserted {
          if isPublished(source) || recipe.formula(of: source) == nil {
            found.insert(source)
          } else {
            visit(source)
          }
        }
      }
    }
    visit(quantity)
    return found
  }

  /// Evaluates a quantity's equations on the program's own values. The values are laid out as the quantity was
  /// published; the errors say how far a correct evaluation may be from each number.
  ///
  /// The start of the weights is given, and exact.
  func computed(_ quantity: String) -> (values: Trace, errors: Trace)? {
    var values = Trace()
    var errors = Trace()
    for equation in recipe.equations(of: quantity) {
      guard let computed = evaluate(equation) else { return nil }
      let published = recipe.value(of: equation.target, in: trace, inputs.names)
      for (index, block) in published.blocks.enumerated() where !block.isAbsent {
        let owner = published.isPerParameter ? inputs.names[index] : equation.target.parameter ?? ""
        let key = Trace.Key(quantity, owner)
        let own = computed.block(index)
        guard own.fits(block), let series = trace[key] else { continue }
        let aligned = own.aligned(to: block.axes, shape: block.shape)
        let start = Trace.firstStep(of: quantity) == 0 ? Array(series.step(0)) : []
        let error = aligned.error ?? aligned.values.map { _ in 0 }
        values[key] = .init(shape: series.shape, steps: series.steps, values: start + aligned.values)
        errors[key] = .init(shape: series.shape, steps: series.steps, values: start.map { _ in 0 } + error)
      }
    }
    return (values, errors)
  }
}

extension Comparator {
  /// The tolerance that a judgement derives: so many times the bound of an evaluation and of the number's own rounding.
  static func derived(_ errors: Trace, _ precision: Precision) -> Comparator {
    Comparator { expected, key, position in
      let error = errors[key].flatMap { $0.values.indices.contains(position) ? $0.values[position] : nil } ?? 0
      return Bound.allowance * Bound.on(expected, error: error, precision)
    }
  }
}

extension Trace {
  /// The largest difference of a quantity's numbers at a step; for the weights, after the step. nil if there is nothing
  /// to compare with; NaN if a number is not finite and should be.
  func distance(_ quantity: String, from other: Trace, step: Int) -> Double? {
    var largest: Double?
    for owner in other.parameters(of: quantity) {
      let key = Key(quantity, owner)
      guard let theirs = other[key], let yours = self[key], yours.shape == theirs.shape else { continue }
      let entry = step - Trace.firstStep(of: quantity)
      guard entry < min(yours.steps, theirs.steps) else { continue }
      for (a, b) in zip(yours.step(entry), theirs.step(entry)) {
        // The same infinity, or not finite in both.
        let distance = a == b || (!a.isFinite && !b.isFinite) ? 0 : abs(a - b)
        if distance.isNaN || !a.isFinite || !b.isFinite, distance != 0 { return .nan }
        largest = max(largest ?? 0, distance)
      }
    }
    return largest
  }
}
