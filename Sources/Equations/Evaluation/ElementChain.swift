/// A recipe's equations at one element of one parameter, over the first steps of a recording. It refutes a wrong
/// formula in about a microsecond, because it does not evaluate all elements and all steps as a `Recording` does.
///
/// A part that is not elementwise (a norm over all parameters, a matrix product) is evaluated once for the whole
/// recording and remembered. Bounds are never narrower than those of `Evaluator`, so a formula refuted here would not
/// pass there.
package struct ElementChain {
  /// A number, its error bound, and the size of the largest operand that a rearranged product may have met.
  struct Bounded {
    var value: Double
    var error: Double
    var size: Double

    init(_ value: Double, error: Double = 0, size: Double? = nil) {
      (self.value, self.error, self.size) = (value, error, size ?? abs(value))
    }

    /// An unknown number: its bound is infinite.
    static let open = Bounded(0, error: .infinity)
  }

  struct Series {
    let current: [Bounded]
    let before: [Bounded]
  }

  let recording: Recording
  let whole: WholeValues
  let parameter: Int
  let position: Int
  let steps: Int
  let precision: Precision
  let series: [String: Series]
  let settings: [String: [Bounded]]
  let counter: [Bounded]
  /// The other forms of each quantity, whose bounds count as well.
  let forms: [String: [Expression]]

  /// - Parameters:
  ///   - recording: the published values of a program, and the other known facts of its run.
  ///   - names: the quantities to look up in it.
  ///   - whole: shared by the chains of one recording.
  ///   - position: the index of the element, row-major.
  ///   - steps: the number of steps looked at.
  package init(
    _ recipe: Recipe, recording: Recording, names: [String], whole: WholeValues, parameter: Int, position: Int,
    steps: Int, precision: Precision
  ) {
    self.recording = recording
    self.whole = whole
    self.parameter = parameter
    self.position = position
    self.steps = steps
    self.precision = precision
    func cells(_ value: Value?) -> [Bounded]? {
      value.flatMap { Self.cells($0, parameter: parameter, position: position, steps: steps) }
    }
    var series: [String: Series] = [:]
    for name in names {
      let reference = Reference(name)
      guard let current = cells(try? recording.value(of: reference)) else { continue }
      series[name] = Series(
        current: current,
        before: cells(try? recording.previous(reference, along: .step)) ?? Array(repeating: .open, count: steps))
    }
    self.series = series
    settings = Dictionary(
      recipe.component.settings.map { ($0.name, cells(try? recording.setting($0.name)) ?? []) },
      uniquingKeysWith: { $1 })
    counter = cells(recording.step) ?? []
    forms = Dictionary(names.map { ($0, recipe.forms(of: Reference($0))) }, uniquingKeysWith: { $1 })
  }

  /// The numbers of one element at the first steps; nil if the value has no such element.
  static func cells(_ value: Value, parameter: Int, position: Int, steps: Int) -> [Bounded]? {
    guard !value.isPerParameter || parameter < value.blocks.count else { return nil }
    let block = value.block(parameter)
    let isSeries = block.axes.first == .step
    guard !block.isAbsent, let total = isSeries ? block.shape.first : 1, total >= (isSeries ? steps : 1) else {
      return nil
    }
    let stride = block.count / total
    let place = stride == 1 ? 0 : position
    guard place < stride else { return nil }
    return (0..<steps).map { step in
      let index = (isSeries ? step : 0) * stride + place
      return Bounded(block.values[index], error: block.error?[index] ?? 0)
    }
  }

  // MARK: Asking

  /// True if the published numbers cannot come from a formula; false if they may.
  ///
  /// - Parameter supposing: formulas of quantities that are not published, in place of the recipe's.
  package func refutes(
    _ formula: Expression, for quantity: String, supposing replaced: [String: Expression] = [:],
    allowance: Double
  ) -> Bool {
    guard let published = series[quantity]?.current else { return false }
    var run = Run(chain: self, replaced: replaced)
    for step in 0..<steps {
      run.advance(to: step)
      let ratio = self.ratio(published[step], run.evaluate(formula.node, step))
      if ratio <= allowance { continue }
      return (ratio > allowance * Self.widest && forms.values.allSatisfy(\.isEmpty))
        || refutesForms(formula, for: quantity, published, supposing: replaced, allowance: allowance)
    }
    return false
  }

  /// A factor above the growth of any bound for programs that add up the terms of all steps: the growth at a computed
  /// quantity, and that at the quantity it is judged by.
  private static let widest = 0x1p42

  /// True if they cannot come from a program that computes in another form, either: adds up the terms of all steps (see
  /// `UnrolledSum`), or takes a form that the recipe has.
  private func refutesForms(
    _ formula: Expression, for quantity: String, _ published: [Bounded], supposing replaced: [String: Expression],
    allowance: Double
  ) -> Bool {
    var run = Run(chain: self, replaced: replaced, isWidened: true)
    let recurrence = Recurrence(formula.node, of: Reference(quantity))
    let before = series[quantity]?.before ?? []
    var sum = UnrolledSum(start: before.first?.value ?? 0)
    for step in 0..<steps {
      run.advance(to: step)
      var computed = run.evaluate(formula.node, step)
      if let recurrence, step < before.count {
        computed = run.widened(computed, recurrence, &sum, before: before[step].value, step)
      }
      computed = run.widened(computed, as: quantity, step)
      if ratio(published[step], computed) > allowance { return true }
    }
    return false
  }

  private func ratio(_ published: Bounded, _ computed: Bounded) -> Double {
    // A value in doubt at every bound contradicts no number.
    if computed.error == .infinity { return 0 }
    return Bound.ratio(published.value, computed.value, error: computed.error, precision) ?? 0
  }
}
