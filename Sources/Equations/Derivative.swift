/// Reverse-mode differentiation of a recipe's equations: from the gradient of a loss at some quantities to its gradient at
/// others, as equations of the same kind.
///
/// The gradient at a quantity `x` is named `dx`; where `dx` is the name of what it starts from and more is added to that,
/// the total is `dxTotal`. Axes that an operand lacks are summed over on the way back, as it was
/// repeated along them on the way there. At kinks the derivative is the one-sided one that the comparison selects: of equal
/// maxima along axes the first takes the gradient, of two equal operands the second.
package struct Derivative {
  /// Why a recipe cannot be differentiated.
  package enum Failure: Error, Equatable {
    /// The axes of a quantity must be declared, for sums to be taken over the right ones.
    case undeclaredAxes(String)
    case notDifferentiable(String)
  }

  private let axes: [String: [Axis]]
  private let initial: [String: Expression]

  /// - Parameters:
  ///   - axes: the axes of every quantity, inputs and parameters included.
  ///   - initial: what stands before the first position of a sequence, where that is another quantity.
  package init(axes: [String: [Axis]], initial: [String: Expression] = [:]) {
    self.axes = axes
    self.initial = initial
  }

  /// The equations of the way back.
  ///
  /// - Parameters:
  ///   - equations: the way there, in order of evaluation.
  ///   - seeds: what the gradient at some of the quantities starts from, such as `["y": quantity("dy")]`.
  ///   - wanted: the quantities whose gradients are asked for; the names of those equations are `d` and the name.
  /// - Returns: equations in order of evaluation.
  package func equations(
    of equations: [Equation], seeds: [String: Expression], wanted: Set<String>
  ) throws(Failure) -> [Equation] {
    let needed = dependents(equations, wanted)
    let reaching = ancestors(equations, Set(seeds.keys))
    let walked = Set(
      Passage.split(equations).filter { $0.direction != nil }.flatMap { $0.equations.map(\.target.name) })
    let active = equations.filter { needed.contains($0.target.name) && reaching.contains($0.target.name) }
    // What each quantity receives. What flows back along a sequence comes from equations that are reached later, so it
    // is promised here, under the name of the equation that will define it.
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
      let gradient = quantity("d\(name)")
      guard let parts = received[name], let first = parts.first else { return gradient }
      // A seed that nothing was added to is the gradient already.
      if parts == [gradient] { return gradient }
      let isTaken = parts.contains { $0.node.quantities.contains("d\(name)") }
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
        // It may need the whole sequence, so it is worked out before the sequence is walked back.
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
    var known = seeds
    var grew = true
    while grew {
      grew = false
      for equation in equations where known.contains(equation.target.name) {
        let names = Self.names(equation.formula.node)
        if !names.isSubset(of: known) {
          known.formUnion(names)
          grew = true
        }
      }
    }
    return known
  }

  private static func names(_ node: Node) -> Set<String> {
    switch node {
    case .quantity(let reference), .previous(let reference, along: .time), .next(let reference, along: .time):
      [reference.name]
    default: node.operands.reduce(into: []) { $0.formUnion(names($1)) }
    }
  }

  /// The quantities that a formula takes from another position of a sequence, each once, and whether from the one before.
  private func recurrences(_ node: Node) -> [(name: String, isForward: Bool)] {
    var found: [(name: String, isForward: Bool)] = []
    func visit(_ node: Node) {
      let entry: (name: String, isForward: Bool)
      switch node {
      case .previous(let reference, along: .time): entry = (reference.name, true)
      case .next(let reference, along: .time): entry = (reference.name, false)
      default: return node.operands.forEach(visit)
      }
      if !found.contains(where: { $0 == entry }) { found.append(entry) }
    }
    visit(node)
    return found
  }

  /// The quantities that depend on a wanted one, and the wanted ones.
  private func dependents(_ equations: [Equation], _ wanted: Set<String>) -> Set<String> {
    var known = wanted
    var grew = true
    while grew {
      grew = false
      for equation in equations where !known.contains(equation.target.name) {
        if mentions(equation.formula.node, known) {
          known.insert(equation.target.name)
          grew = true
        }
      }
    }
    return known
  }

  private func mentions(_ node: Node, _ names: Set<String>) -> Bool {
    switch node {
    case .quantity(let reference), .previous(let reference, _), .next(let reference, _): names.contains(reference.name)
    default: node.operands.contains { mentions($0, names) }
    }
  }
}

/// The gradient on its way down one formula.
private struct Flow {
  let axes: [String: [Axis]]
  let needed: Set<String>
  /// The quantity whose formula this is, to name what flows along a sequence.
  let place: String

  private(set) var received: [(String, Expression)] = []
  private(set) var intermediate: [Equation] = []

  init(axes: [String: [Axis]], needed: Set<String>, place: String) {
    self.axes = axes
    self.needed = needed
    self.place = place
  }

  /// What flows back along a sequence from the equation of one quantity to another.
  static func name(_ quantity: String, from place: String) -> String { "d\(quantity)From\(place)" }

  mutating func push(_ gradient: Expression, to node: Node) throws(Derivative.Failure) {
    guard isNeeded(node) else { return }
    let own = try axes(of: node)
    let g = try reduced(gradient, to: own)
    switch node {
    case .quantity(let reference): received.append((reference.name, g))
    case .previous(let reference, along: .time), .next(let reference, along: .time):
      // What position k takes from its neighbour flows back to the neighbour.
      let target = quantity(Flow.name(reference.name, from: place))
      if let index = intermediate.firstIndex(where: { (target ← 0).target == $0.target }) {
        intermediate[index] = target ← intermediate[index].formula + g
      } else {
        intermediate.append(target ← g)
      }
    case .previous, .next, .recent: return
    case .setting, .step, .number, .extent, .positions, .absent: return
    case .unary(let operation, let a): try push(g * derivative(operation, Expression(a), Expression(node)), to: a)
    case .binary(let operation, let a, let b): try push(g, through: operation, a, b, result: node)
    case .reduce(let reduction, let a, let over): try push(g, through: reduction, a, over, result: node)
    case .contract(let a, let b, let over):
      try push(contracted(g, Expression(b), for: a, over: over), to: a)
      try push(contracted(g, Expression(a), for: b, over: over), to: b)
    case .select(let condition, let a, let b):
      try push(select(Expression(condition), g, 0), to: a)
      try push(select(Expression(condition), 0, g), to: b)
    case .choose(let rank, let subject, let a, let b):
      try push(.init(.choose(rank: rank, of: subject, g.node, .absent)), to: a)
      try push(.init(.choose(rank: rank, of: subject, .absent, g.node)), to: b)
    case .rename(let a, let axis, let other): try push(g.renamed(other, to: axis), to: a)
    case .gather(let table, let index, let axis):
      let indexAxes = try axes(of: index)
      let marks = oneHot(Expression(index), as: axis, of: Expression(table))
      try push(.init(.contract(marks.node, g.node, over: indexAxes)), to: table)
    case .window(let a, let window): try push(fold(g, back: window, like: Expression(a)), to: a)
    case .fold(let a, _, let window): try push(Equations.window(g, window), to: a)
    case .merge(let a, let merged, let axis): try push(.init(.split(g.node, a, axis, into: merged)), to: a)
    case .split(let a, _, let axis, let parts): try push(.init(.merge(g.node, parts, into: axis)), to: a)
    }
  }

  private func isNeeded(_ node: Node) -> Bool {
    switch node {
    case .quantity(let reference), .previous(let reference, _), .next(let reference, _): needed.contains(reference.name)
    case .extent, .positions: false
    default: node.operands.contains(where: isNeeded)
    }
  }

  private mutating func push(
    _ g: Expression, through operation: Binary, _ a: Node, _ b: Node, result: Node
  ) throws(Derivative.Failure) {
    let (x, y) = (Expression(a), Expression(b))
    switch operation {
    case .add:
      try push(g, to: a)
      try push(g, to: b)
    case .subtract:
      try push(g, to: a)
      try push(-g, to: b)
    case .multiply:
      try push(g * y, to: a)
      try push(g * x, to: b)
    case .divide:
      try push(g / y, to: a)
      try push(-(g * Expression(result) / y), to: b)
    case .power:
      try push(g * y * pow(x, y - 1), to: a)
      if isNeeded(b) { try push(g * Expression(result) * log(x), to: b) }
    case .maximum:
      try push(select(greater(x, y), g, 0), to: a)
      try push(select(greater(x, y), 0, g), to: b)
    case .minimum:
      try push(select(greater(y, x), g, 0), to: a)
      try push(select(greater(y, x), 0, g), to: b)
    case .greater, .greaterOrEqual, .equal: return
    }
  }

  private func derivative(_ operation: Unary, _ x: Expression, _ y: Expression) -> Expression {
    switch operation {
    case .negate: -1
    case .square: 2 * x
    case .squareRoot: 1 / (2 * y)
    case .absolute: sign(x)
    case .sign, .floor: 0
    case .exponential: y
    case .logarithm: 1 / x
    case .binaryLogarithm: 1 / (x * log(2))
    case .hyperbolicTangent: 1 - square(y)
    case .sigmoid: y * (1 - y)
    }
  }

  private mutating func push(
    _ g: Expression, through reduction: Reduction, _ a: Node, _ over: [Axis], result: Node
  ) throws(Derivative.Failure) {
    let x = Expression(a)
    // The gradient is the same along what was summed over: it is repeated when it meets the operand's axes.
    let spread = g + 0 * x
    switch reduction {
    case .sum: try push(spread, to: a)
    case .mean:
      let count = over.map { extent(of: x, $0) }
      try push(count.reduce(spread) { $0 / $1 }, to: a)
    case .maximum:
      let all: Axis = "maximum"
      let row = Expression(.merge(a, over, into: all))
      let isFirst = oneHot(argmax(row, along: all), as: all, of: row)
      try push(select(.init(.split(isFirst.node, a, all, into: over)), spread, 0), to: a)
    }
  }

  /// The gradient at one factor of a contraction, from the gradient at the result and the other factor.
  private func contracted(
    _ g: Expression, _ other: Expression, for factor: Node, over: [Axis]
  ) throws(Derivative.Failure) -> Expression {
    let own = Set(try axes(of: factor))
    let result = try axes(of: .contract(factor, other.node, over: over))
    return .init(.contract(g.node, other.node, over: result.filter { !own.contains($0) }))
  }

  /// Sums over the axes that a gradient has and its operand has not.
  private func reduced(_ gradient: Expression, to own: [Axis]) throws(Derivative.Failure) -> Expression {
    let extra = try axes(of: gradient.node).filter { !own.contains($0) }
    return extra.isEmpty ? gradient : .init(.reduce(.sum, gradient.node, over: extra))
  }

  /// The axes that a formula's value has, quantities defined on the way included.
  func axes(of node: Node) throws(Derivative.Failure) -> [Axis] {
    var known = axes
    for equation in intermediate where known[equation.target.name] == nil {
      known[equation.target.name] = try AxisRules(axes: known).axes(of: equation.formula.node)
    }
    return try AxisRules(axes: known).axes(of: node)
  }
}
