/// The gradient on its way down one formula.
struct Flow {
  let axes: [String: [Axis]]
  let needed: Set<String>
  /// The quantity that the formula belongs to. It names the gradients that flow along a sequence.
  let place: String

  private(set) var received: [(String, Expression)] = []
  private(set) var intermediate: [Equation] = []

  init(axes: [String: [Axis]], needed: Set<String>, place: String) {
    self.axes = axes
    self.needed = needed
    self.place = place
  }

  /// The name of the gradient that flows back along a sequence from the equation of one quantity to another.
  static func name(_ quantity: String, from place: String) -> String { "d\(quantity)From\(place)" }

  mutating func push(_ gradient: Expression, to node: Node) throws(Derivative.Failure) {
    guard isNeeded(node) else { return }
    let own = try axes(of: node)
    let g = try reduced(gradient, to: own)
    switch node {
    case .quantity(let reference): received.append((reference.name, g))
    case .previous(let reference, along: .time), .next(let reference, along: .time):
      // A value that position k takes from its neighbour sends its gradient back to the neighbour.
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
    case .reduce(let reduction, let a, let over): try push(g, through: reduction, a, over)
    case .contract(let a, let b, let over):
      try push(contracted(g, Expression(b), for: a, over: over), to: a)
      try push(contracted(g, Expression(a), for: b, over: over), to: b)
    case .solve(let a, let b, let rows, let columns): try push(g, throughSystem: a, b, rows, columns, result: node)
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
    case .exponentialMinusOne: exp(x)
    case .softplus: sigmoid(x)
    case .sine: cos(x)
    case .cosine: -sin(x)
    case .errorFunction: 2 / sqrt(number(.pi)) * exp(-square(x))
    }
  }

  private mutating func push(
    _ g: Expression, through reduction: Reduction, _ a: Node, _ over: [Axis]
  ) throws(Derivative.Failure) {
    let x = Expression(a)
    // The gradient is the same along the axes summed over: it is repeated when it meets the operand's axes.
    let spread = Equations.spread(g, like: x)
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

  /// The gradients of x = A⁻¹·b. The gradient at b solves the transposed system, b' = A⁻ᵀ·g, and that at A is −b'·xᵀ
  /// (Giles, An extended collection of matrix derivative results for forward and reverse mode AD, 2008, section 2.2.3
  /// and 2.3.1).
  private mutating func push(
    _ g: Expression, throughSystem a: Node, _ b: Node, _ rows: Axis, _ columns: Axis, result: Node
  ) throws(Derivative.Failure) {
    let transposed = solve(Expression(a), g, rows: columns, columns: rows)
    try push(transposed, to: b)
    guard isNeeded(a) else { return }
    let own = Set(try axes(of: a))
    let summed = try axes(of: b).filter { !own.contains($0) }
    try push(-Expression(.contract(transposed.node, result, over: summed)), to: a)
  }

  /// The gradient at one factor of a contraction, from the gradient at the result and the other factor.
  private func contracted(
    _ g: Expression, _ other: Expression, for factor: Node, over: [Axis]
  ) throws(Derivative.Failure) -> Expression {
    let own = Set(try axes(of: factor))
    let result = try axes(of: .contract(factor, other.node, over: over))
    return .init(.contract(g.node, other.node, over: result.filter { !own.contains($0) }))
  }

  /// Sums over the axes that a gradient has and its operand lacks.
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
