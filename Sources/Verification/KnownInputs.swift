internal import Assignments
internal import Diagnosis
internal import Equations
internal import Grading
internal import Judging

/// Facts that no equation says alone: the inputs that an assignment's draws limit, to numbers that are never negative or
/// are 0 and 1 only, and what follows for the quantities.
struct KnownInputs: Sendable {
  /// Inputs, and quantities that are picked from them.
  private let neverNegative: Set<String>
  /// Inputs, and quantities that are picked from them or are such a number.
  private let zeroOrOne: Set<String>
  /// Quantities that are positive just where a part of their formula is.
  private let positiveWith: [String: Node]
  /// Matrices that are their own transpose, with their two axes.
  private let symmetric: [String: Set<Axis>]

  init(_ assignment: Assignment, _ recipe: Recipe) {
    let draws = assignment.cases.flatMap(\.inputs)
    func inputs(_ isSo: (InputDraw.Distribution) -> Bool) -> Set<String> {
      Set(draws.map(\.name)).subtracting(draws.filter { !isSo($0.distribution) }.map(\.name))
    }
    var neverNegative = inputs(\.isNeverNegative)
    var zeroOrOne = inputs(\.isZeroOrOne)
    var (positiveWith, symmetric): ([String: Node], [String: Set<Axis>]) = ([:], [:])
    for equation in recipe.equations where recipe.equations(of: equation.target.name).count == 1 {
      let (name, node) = (equation.target.name, equation.formula.node)
      if node.isPicked(from: zeroOrOne) || node == .number(0) || node == .number(1) { zeroOrOne.insert(name) }
      if node.isPicked(from: neverNegative) { neverNegative.insert(name) }
      positiveWith[name] = node.positivePart { $0.isPicked(from: neverNegative) }
      symmetric[name] = node.axesOfSymmetry
    }
    (self.neverNegative, self.zeroOrOne) = (neverNegative, zeroOrOne)
    (self.positiveWith, self.symmetric) = (positiveWith, symmetric)
  }

  /// Removes operations that change nothing of such inputs: a magnitude of a number that is never negative, a square or
  /// a root of 0 and 1, the magnitude of what is known to be positive, the transpose of a symmetric matrix. Moves a
  /// magnitude out of tanh, which is odd. A condition is asked only if it is zero, so that its sign falls away.
  func simplified(_ node: Node) -> Node {
    let operands = node.operands.map(simplified)
    let simple = operands.isEmpty ? node : node.replacing(operands: operands)
    switch simple {
    case .unary(.absolute, let a) where a.isPicked(from: neverNegative) || a.isPicked(from: zeroOrOne): return a
    case .unary(.square, let a) where a.isPicked(from: zeroOrOne): return a
    case .unary(.squareRoot, let a) where a.isPicked(from: zeroOrOne): return a
    case .select(let condition, let a, let b) where condition.unsigned != condition:
      return .select(condition.unsigned, a, b)
    case .select(.binary(.greater, let a, .number(0)), let yes, let no):
      let asked = a.reference.flatMap { a == .quantity($0) ? positiveWith[$0.name] : nil } ?? a
      return .select(
        .binary(.greater, asked, .number(0)), yes.rewritten { $0 == .unary(.absolute, asked) ? asked : $0 }, no)
    case .rename(.rename(.rename(.quantity(let matrix), let p, let between), let q, let first), let last, let second)
    where p == first && q == second && between == last && symmetric[matrix.name] == [p, q]:
      return .quantity(matrix)
    case .unary(.hyperbolicTangent, .unary(.absolute, let a)): return .unary(.absolute, .unary(.hyperbolicTangent, a))
    default: return simple
    }
  }
}

extension Node {
  /// True if every number of the formula is one of the named quantities'.
  fileprivate func isPicked(from names: Set<String>) -> Bool {
    switch self {
    case .quantity(let reference): names.contains(reference.name)
    case .gather(let a, _, _), .rename(let a, _, _): a.isPicked(from: names)
    default: false
    }
  }

  /// The formula as a condition asks for it, which is only if it is zero: its sign falls away, wherever its numbers are
  /// laid.
  fileprivate var unsigned: Node {
    switch self {
    case .unary(.negate, let a): a.unsigned
    case .rename(let a, let from, let to): .rename(a.unsigned, from: from, to: to)
    case .split(let a, let like, let axis, let axes): .split(a.unsigned, like, axis, into: axes)
    default: self
    }
  }

  /// The x of (x if x > 0, else a·x), for an a that is never negative: the whole is positive just where x is.
  fileprivate func positivePart(_ isNeverNegative: (Node) -> Bool) -> Node? {
    guard case .select(.binary(.greater, let x, .number(0)), let yes, .binary(.multiply, let a, let b)) = self,
      yes == x
    else { return nil }
    return a == x && isNeverNegative(b) || b == x && isNeverNegative(a) ? x : nil
  }

  /// The two axes of AᵀA.
  fileprivate var axesOfSymmetry: Set<Axis>? {
    guard case .contract(let a, .rename(let b, let from, let to), _) = self, a == b else { return nil }
    return [from, to]
  }
}

extension InputDraw.Distribution {
  fileprivate var isNeverNegative: Bool {
    switch self {
    case .normal, .sign: false
    case .uniform(let range): range.lowerBound >= 0
    case .listed(let numbers): numbers.allSatisfy { $0 >= 0 }
    case .whole, .mask, .shuffle, .oneHot, .probabilities: true
    }
  }

  fileprivate var isZeroOrOne: Bool {
    switch self {
    case .whole(_, let bound): bound <= 2
    case .mask, .oneHot: true
    case .listed(let numbers): numbers.allSatisfy { $0 == 0 || $0 == 1 }
    case .normal, .uniform, .sign, .shuffle, .probabilities: false
    }
  }
}
