/// Reverse-mode differentiation of a recipe's equations: from the gradient of a loss at some quantities to its gradient
/// at others, as equations of the same kind.
///
/// The gradient at a quantity `x` is named `dx`. If `dx` is already the name of the starting gradient and more is added
/// to it, the total is `dxTotal`. Axes that an operand lacks are summed over on the way back, because it was repeated
/// along them on the way there. At kinks the derivative is the one-sided one that the comparison selects: of equal
/// maxima along axes the first takes the gradient, of two equal operands the second.
package struct Derivative {
  /// A reason that a recipe cannot be differentiated.
  package enum Failure: Error, Equatable {
    /// The axes of a quantity must be declared, for sums to be taken over the right ones.
    case undeclaredAxes(String)
  }

  private let axes: [String: [Axis]]
  private let initial: [String: Expression]

  /// - Parameters:
  ///   - axes: the axes of every quantity, inputs and parameters included.
  ///   - initial: the value before the first position of a sequence, if that is another quantity.
  package init(axes: [String: [Axis]], initial: [String: Expression] = [:]) {
    self.axes = axes
    self.initial = initial
  }

  /// The equations of the way back.
  ///
  /// - Parameters:
  ///   - equations: the way there, in order of evaluation.
  ///   - seeds: the starting gradient at some of the quantities, such as `["y": quantity("dy")]`.
  ///   - wanted: the quantities whose gradients are asked for. The names of those equations are `d` and the
  ///     quantity's name.
  /// - Returns: equations in order of evaluation.
  package func equations(
    of equations: [Equation], seeds: [String: Expression], wanted: Set<String>
  ) throws(Failure) -> [Equation] {
    let needed = dependents(equations, wanted)
    let reaching = ancestors(equations, Set(seeds.keys))
    let walked = Set(
      Passage.split(equations).filter { $0.direction != nil }.flatMap { $0.equations.map(\.target.name) })
    let active = equations.filter { needed.contains($0.target.name) && reaching.contains($0.target.name) }
    // Gradients that each quantity receives. A gradient that flows back along a sequence comes from an equation that is
    // reached later, so it is promised here, under the name of the equation that will define it.
    var received: [String: [Expression]] = seeds.mapValues { [$0] }
    for equation in active {
      for (name, isForward) in recurrences(equation.formula.node) where needed.contains(name) {
        let flow = quantity(Flow.name(name, from: equation.target.name))
        received[name, default: []].append(isForward ? next(flow, along: .time) : previous(flow, along: .time))
        if isForward, case .quantity(let start)? = initial[name]?.node, needed.contains(start.name) {
          received[start.name, default: []].append(gather(flow, at: 0, along: .time))
        }
      }
    }
    var axes = axes
    for equation in equations where axes[equation.target.name] == nil {
      axes[equation.target.name] = try AxisRules(axes: axes).axes(of: equation.formula.node)
    }
    var result: [Equation] = []
    /// Adds up what a quantity received; returns its gradient.
    func close(_ name: String) -> Expression {
      let gradient = Expression(.quantity(.gradient(of: name)))
      guard let parts = received[name], let first = parts.first else { return gradient }
      // A seed that nothing was added to is the gradient already.
      if parts == [gradient] { return gradient }
      let isTaken = parts.contains { $0.node.quantities.contains(gradient.reference.name) }
      let total = isTaken ? quantity("d\(name)Total") : gradient
      axes[total.reference.name] = axes[name]
      result.append(total ← parts.dropFirst().reduce(first) { $0 + $1 })
      return total
    }
    for equation in active.reversed() {
      let name = equation.target.name
      guard received[name] != nil else { continue }
      let gradient = close(name)
      var flow = Flow(axes: axes, needed: needed, place: name)
      try flow.push(gradient, to: equation.formula.node)
      for equation in flow.intermediate { axes[equation.target.name] = try flow.axes(of: equation.formula.node) }
      result += flow.intermediate
      for (input, part) in flow.received {
        guard walked.contains(input), !walked.contains(name) else {
          received[input, default: []].append(part)
          continue
        }
        // This part may need the whole sequence, so it is evaluated before the sequence is walked back.
        let whole = quantity("d\(input)Through\(name)")
        if let index = result.firstIndex(where: { $0.target == whole.reference }) {
          result[index] = whole ← result[index].formula + part
        } else {
          axes[whole.reference.name] = axes[input]
          result.append(whole ← part)
          received[input, default: []].append(whole)
        }
      }
    }
    let defined = Set(equations.map(\.target.name))
    for name in wanted.sorted() where !defined.contains(name) { _ = close(name) }
    return result
  }

  /// The quantities that a seed depends on, and the seeds.
  private func ancestors(_ equations: [Equation], _ seeds: Set<String>) -> Set<String> {
    closure(of: seeds) { known in
      equations.filter { known.contains($0.target.name) }.flatMap { equation in
        equation.formula.node.subformulas.compactMap { node -> String? in
          switch node {
          case .quantity(let reference), .previous(let reference, along: .time), .next(let reference, along: .time):
            reference.name
          default: nil
          }
        }
      }
    }
  }

  /// The quantities that a formula takes from another position of a sequence, each once; `isForward` if from the one
  /// before.
  private func recurrences(_ node: Node) -> [(name: String, isForward: Bool)] {
    var found: [(name: String, isForward: Bool)] = []
    for node in node.subformulas {
      let entry: (name: String, isForward: Bool)
      switch node {
      case .previous(let reference, along: .time): entry = (reference.name, true)
      case .next(let reference, along: .time): entry = (reference.name, false)
      default: continue
      }
      if !found.contains(where: { $0 == entry }) { found.append(entry) }
    }
    return found
  }

  /// The quantities that depend on a wanted one, and the wanted ones.
  private func dependents(_ equations: [Equation], _ wanted: Set<String>) -> Set<String> {
    closure(of: wanted) { known in
      equations.filter { mentions($0.formula.node, known) }.map(\.target.name)
    }
  }

  private func mentions(_ node: Node, _ names: Set<String>) -> Bool {
    node.subformulas.contains { part in
      if case .recent = part { return false }
      return part.reference.map { names.contains($0.name) } ?? false
    }
  }
}
