/// A recipe's equations at one element of one parameter, over the first steps of a recording: enough to turn a wrong formula
/// down in about a microsecond, where a `Recording` evaluates all elements and all steps.
///
/// What is not elementwise (a norm over all parameters, a matrix product) is evaluated once for the whole recording and
/// remembered. Bounds are never narrower than those of `Evaluator`, so nothing is turned down here that would pass there.
package struct ElementChain {
  /// A number, how far it may be off, and the size of the largest operand that a rearranged product may have met.
  struct Bounded {
    var value: Double
    var error: Double
    var size: Double

    init(_ value: Double, error: Double = 0, size: Double? = nil) {
      (self.value, self.error, self.size) = (value, error, size ?? abs(value))
    }

    /// Nothing can be said.
    static let open = Bounded(0, error: .infinity)
  }

  private struct Series {
    let current: [Bounded]
    let before: [Bounded]
  }

  /// The setting that stands for the constant looked for, see `roots(of:for:)`.
  package static let hole = "?"

  private let recording: Recording
  private let whole: WholeValues
  private let parameter: Int
  private let position: Int
  private let steps: Int
  private let precision: Precision
  private let series: [String: Series]
  private let settings: [String: [Bounded]]
  private let counter: [Bounded]

  /// - Parameters:
  ///   - recording: what a program published, and what else is known of its run.
  ///   - names: the quantities to look up in it.
  ///   - whole: shared by the chains of one recording.
  ///   - position: which element, row-major.
  ///   - steps: how many steps are looked at.
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
  }

  /// The numbers of one element at the first steps; nil where the value has no such element.
  private static func cells(_ value: Value, parameter: Int, position: Int, steps: Int) -> [Bounded]? {
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

  /// Whether the published numbers cannot be those of a formula; false where that is open.
  ///
  /// - Parameter supposing: formulas of quantities that are not published, in place of the recipe's.
  package func refutes(
    _ formula: Expression, for quantity: String, supposing replaced: [String: Expression] = [:],
    allowance: Double
  ) -> Bool {
    guard let published = series[quantity]?.current else { return false }
    var run = Run(chain: self, replaced: replaced, hole: 0)
    for step in 0..<steps {
      run.advance(to: step)
      let computed = run.evaluate(formula.node, step)
      if ratio(published[step], computed) > allowance { return true }
    }
    return false
  }

  /// How far the published number of each step is from what a formula gives, in units of the bound.
  package func ratios(_ formula: Expression, for quantity: String) -> [Double] {
    guard let published = series[quantity]?.current else { return [] }
    var run = Run(chain: self, replaced: [:], hole: 0)
    return (0..<steps).map { step in
      run.advance(to: step)
      return ratio(published[step], run.evaluate(formula.node, step))
    }
  }

  private func ratio(_ published: Bounded, _ computed: Bounded) -> Double {
    guard published.value.isFinite, computed.value.isFinite else {
      if computed.error == .infinity { return 0 }
      return published.value.isFinite == computed.value.isFinite ? 0 : .infinity
    }
    let bound = computed.error + precision.unitRoundoff * abs(published.value) + precision.smallest
    return bound.isFinite ? abs(published.value - computed.value) / bound : 0
  }

  /// The constants that, in place of the hole, give the published number of one step: sign changes on a grid of the
  /// magnitudes that settings have, on both sides of zero and of one, narrowed down by bisection.
  ///
  /// - Returns: at most four, in increasing order.
  package func roots(
    of formula: Expression, for quantity: String, supposing replaced: [String: Expression] = [:], at step: Int
  ) -> [Double] {
    guard let published = series[quantity]?.current, step < published.count, published[step].value.isFinite else {
      return []
    }
    func difference(_ constant: Double) -> Double? {
      var run = Run(chain: self, replaced: replaced, hole: constant)
      for earlier in 0...step { run.advance(to: earlier) }
      let computed = run.evaluate(formula.node, step)
      let result = computed.value - published[step].value
      return result.isFinite && computed.error != .infinity ? result : nil
    }
    var found: [Double] = []
    var last: (Double, Double)?
    for point in Self.grid where found.count < 4 {
      guard let value = difference(point) else {
        last = nil
        continue
      }
      if value == 0 { found.append(point) }
      if let (before, earlier) = last, earlier != 0, value != 0, (earlier < 0) != (value < 0) {
        if let root = Self.bisect(before, point, earlier, difference) { found.append(root) }
      }
      last = (point, value)
    }
    return found
  }

  private static let grid: [Double] =
    (-40...12).flatMap { exponent -> [Double] in
      let size = Binary.power.value(10, Double(exponent) / 4)
      return [size, 1 - size]
    }.sorted()

  private static func bisect(
    _ low: Double, _ high: Double, _ atLow: Double, _ difference: (Double) -> Double?
  ) -> Double? {
    var (low, high) = (low, high)
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      guard let value = difference(middle) else { return nil }
      if (value < 0) == (atLow < 0) { low = middle } else { high = middle }
    }
    return low + (high - low) / 2
  }

  // MARK: Evaluating

  /// One way through the steps, under a supposition.
  private struct Run {
    let chain: ElementChain
    let hole: Double
    private let replaced: [String: Expression]
    private let touched: Touched
    private var values: [String: [Bounded]] = [:]

    init(chain: ElementChain, replaced: [String: Expression], hole: Double) {
      self.chain = chain
      self.hole = hole
      self.replaced = replaced
      touched = replaced.isEmpty ? Touched() : chain.whole.touched(by: replaced.keys)
    }

    /// Works out the supposed quantities of a step, the steps before having been worked out.
    mutating func advance(to step: Int) {
      for (name, node) in touched.order {
        let value = evaluate(replaced[name]?.node ?? node, step)
        values[name, default: []].append(value)
      }
    }

    func evaluate(_ node: Node, _ step: Int) -> Bounded {
      switch node {
      case .number(let number):
        return Bounded(
          number, error: number == number.rounded(.towardZero) ? 0 : chain.precision.unitRoundoff * abs(number))
      case .setting(let name):
        if name == ElementChain.hole { return Bounded(hole) }
        guard let cells = chain.settings[name], step < cells.count else { return .open }
        return cells[step]
      case .step: return step < chain.counter.count ? chain.counter[step] : .open
      case .quantity(let reference):
        if touched.names.contains(reference.name) {
          guard let own = values[reference.name], step < own.count else { return .open }
          return own[step]
        }
        return chain.series[reference.name]?.current[step] ?? .open
      case .previous(let reference, along: .step):
        if touched.names.contains(reference.name), step > 0 {
          guard let own = values[reference.name], step - 1 < own.count else { return .open }
          return own[step - 1]
        }
        return chain.series[reference.name]?.before[step] ?? .open
      case .unary(let operation, let operand):
        let a = evaluate(operand, step)
        let value = operation.value(a.value)
        if a.error == .infinity { return .open }
        var error = operation.bound(a.value, a.error, value, chain.precision)
        if operation == .exponential && operand.isMultipleOfStep {
          guard step < chain.counter.count else { return .open }
          error += Evaluator.repetition(of: chain.counter[step].value, chain.precision) * abs(value)
        }
        return Bounded(value, error: error)
      case .binary(let operation, let left, let right):
        return combine(operation, evaluate(left, step), evaluate(right, step))
      case .select(let condition, let first, let second):
        let (c, a, b) = (evaluate(condition, step), evaluate(first, step), evaluate(second, step))
        if c.error > 0 { return Bounded(a.value, error: abs(a.value - b.value) + max(a.error, b.error)) }
        return c.value != 0 ? a : b
      default:
        guard node.quantities.isDisjoint(with: touched.names), !node.settings.contains(ElementChain.hole),
          let value = chain.whole.value(of: node, in: chain.recording),
          let cells = ElementChain.cells(
            value, parameter: chain.parameter, position: chain.position, steps: chain.steps)
        else { return .open }
        return cells[step]
      }
    }

    private func combine(_ operation: Binary, _ a: Bounded, _ b: Bounded) -> Bounded {
      if a.error == .infinity || b.error == .infinity { return .open }
      let value = operation.value(a.value, b.value)
      var error = operation.bound(a.value, a.error, b.value, b.error, value, chain.precision)
      switch operation {
      case .add, .subtract:
        // c·X + (1 − c)·Y may be written Y + c·(X − Y), which errs with the size of X and Y themselves.
        error += chain.precision.unitRoundoff * (a.size + b.size)
        return Bounded(value, error: error)
      case .multiply: return Bounded(value, error: error, size: max(abs(value), a.size, b.size))
      default: return Bounded(value, error: error)
      }
    }
  }
}

/// The formulas to go through at each step: those supposed, and what depends on them unpublished.
private struct Touched {
  var names: Set<String> = []
  var order: [(name: String, node: Node)] = []
}

/// What the chains of one recording share: values of formulas that are not elementwise, each worked out once, and what
/// depends on what.
package final class WholeValues {
  private let equations: [(name: String, node: Node)]
  private let published: Set<String>
  private var values: [Node: Value?] = [:]
  private var dependents: [Set<String>: Touched] = [:]

  /// - Parameter published: the quantities that the program published itself.
  package init(_ recipe: Recipe, published: Set<String>) {
    equations = recipe.equations.map { ($0.target.name, $0.formula.node) }
    self.published = published
  }

  func value(of node: Node, in recording: Recording) -> Value? {
    if let value = values[node] { return value }
    let value = try? recording.evaluate(Expression(node))
    values[node] = .some(value)
    return value
  }

  /// The unpublished quantities that depend on some, and those themselves, in the order of their equations.
  fileprivate func touched(by quantities: some Sequence<String>) -> Touched {
    let key = Set(quantities)
    if let known = dependents[key] { return known }
    var touched = Touched(names: key)
    var grew = true
    while grew {
      grew = false
      for (name, node) in equations where !touched.names.contains(name) && !published.contains(name) {
        guard !node.quantities.isDisjoint(with: touched.names) else { continue }
        touched.names.insert(name)
        grew = true
      }
    }
    touched.order = equations.filter { touched.names.contains($0.name) }
    dependents[key] = touched
    return touched
  }
}
