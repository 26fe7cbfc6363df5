extension ElementChain {
  /// A pass over the steps, under a supposition.
  struct Run {
    let chain: ElementChain
    private let replaced: [String: Expression]
    private let touched: Touched
    private var values: [String: [Bounded]] = [:]
    /// True if the computed values have the bound of a program that computes in another form.
    private let isWidened: Bool
    private var sums: [String: UnrolledSum] = [:]
    /// Accumulated values with their unwidened bound, and the quantity being evaluated.
    private var plain: [String: [Bounded]] = [:]
    private var carrying: String?

    init(chain: ElementChain, replaced: [String: Expression], isWidened: Bool = false) {
      self.chain = chain
      self.isWidened = isWidened
      self.replaced = replaced
      touched = replaced.isEmpty ? Touched() : chain.whole.touched(by: replaced.keys)
    }

    /// Evaluates the supposed quantities of a step. The steps before must be done.
    mutating func advance(to step: Int) {
      for (name, node) in touched.order {
        let own = replaced[name]?.node ?? node
        guard isWidened, let recurrence = Recurrence(own, of: Reference(name)) else {
          let value = evaluate(own, step)
          values[name, default: []].append(isWidened ? widened(value, as: name, step) : value)
          continue
        }
        carrying = name
        let before = evaluate(.previous(Reference(name), along: .step), step).value
        let value = evaluate(own, step)
        var sum = sums[name] ?? UnrolledSum(start: before)
        let unrolled = widened(value, recurrence, &sum, before: before, step)
        values[name, default: []].append(widened(unrolled, as: name, step))
        sums[name] = sum
        plain[name, default: []].append(value)
        carrying = nil
      }
    }

    /// A step of a quantity that a recurrence carries on, with the wider bound.
    func widened(
      _ value: Bounded, _ recurrence: Recurrence, _ sum: inout UnrolledSum, before: Double, _ step: Int
    ) -> Bounded {
      let (c, r) = (evaluate(recurrence.factor, step), evaluate(recurrence.rest, step))
      var widened = value
      widened.error += sum.widening(
        factor: c.value, c.error, rest: r.value, r.error, before: before, plain: value.error, chain.precision)
      return widened
    }

    /// A step of a quantity with the wider bounds of its other forms. How far they may be wider, only all elements show.
    func widened(_ value: Bounded, as name: String, _ step: Int) -> Bounded {
      (chain.forms[name] ?? []).reduce(into: value) { value, form in
        let other = evaluate(form.node, step).error
        if other > value.error { value.error = other }
      }
    }

    func evaluate(_ node: Node, _ step: Int) -> Bounded {
      switch node {
      case .number(let number):
        return Bounded(number, error: chain.precision.rounding(of: number))
      case .setting(let name):
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
          let known = reference.name == carrying ? plain : values
          guard let own = known[reference.name], step - 1 < own.count else { return .open }
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
          error += chain.precision.repetition(over: chain.counter[step].value) * abs(value)
        }
        return Bounded(value, error: error)
      case .binary(let operation, let left, let right):
        return combine(operation, evaluate(left, step), evaluate(right, step))
      case .select(let condition, let first, let second):
        let (c, a, b) = (evaluate(condition, step), evaluate(first, step), evaluate(second, step))
        var chosen = c.value != 0 ? a : b
        chosen.error = selectionBound(c.value, c.error, a.value, a.error, b.value, b.error)
        return chosen
      default:
        guard node.quantities.isDisjoint(with: touched.names),
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
        // c·X + (1 − c)·Y may be written Y + c·(X − Y), whose error grows with the size of X and Y themselves.
        error += chain.precision.unitRoundoff * (a.size + b.size)
        return Bounded(value, error: error)
      case .multiply: return Bounded(value, error: error, size: max(abs(value), a.size, b.size))
      default: return Bounded(value, error: error)
      }
    }
  }
}

/// The formulas to evaluate at each step: those supposed, and the unpublished ones that depend on them.
struct Touched {
  var names: Set<String> = []
  var order: [(name: String, node: Node)] = []
}

/// Data that the chains of one recording share: the values of formulas that are not elementwise, each evaluated once,
/// and the dependencies of quantities.
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

  /// The unpublished quantities that depend on the given ones, and the given ones, in the order of their equations.
  fileprivate func touched(by quantities: some Sequence<String>) -> Touched {
    let key = Set(quantities)
    if let known = dependents[key] { return known }
    let names = closure(of: key) { known in
      equations.filter { !published.contains($0.name) && !$0.node.quantities.isDisjoint(with: known) }.map(\.name)
    }
    let touched = Touched(names: names, order: equations.filter { names.contains($0.name) })
    dependents[key] = touched
    return touched
  }
}
