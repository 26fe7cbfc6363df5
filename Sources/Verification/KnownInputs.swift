internal import Assignments
internal import Diagnosis
internal import Equations
internal import Grading
internal import Judging

/// The inputs that an assignment's draws limit: those that are never negative, and those that are 0 and 1 only.
struct KnownInputs: Sendable {
  private let neverNegative: Set<String>
  /// Inputs, and quantities that are picked from them.
  private let zeroOrOne: Set<String>

  init(_ assignment: Assignment, _ recipe: Recipe) {
    let draws = assignment.cases.flatMap(\.inputs)
    func inputs(_ isSo: (InputDraw.Distribution) -> Bool) -> Set<String> {
      Set(draws.map(\.name)).subtracting(draws.filter { !isSo($0.distribution) }.map(\.name))
    }
    neverNegative = inputs(\.isNeverNegative)
    var zeroOrOne = inputs(\.isZeroOrOne)
    for equation in recipe.equations where equation.formula.node.isPicked(from: zeroOrOne) {
      zeroOrOne.insert(equation.target.name)
    }
    self.zeroOrOne = zeroOrOne
  }

  /// Removes operations that change nothing of such inputs: a magnitude of a number that is never negative, a square or
  /// a root of 0 and 1. Moves a magnitude out of tanh, which is odd. A condition is asked only if it is zero, so that its
  /// sign falls away.
  func simplified(_ node: Node) -> Node {
    let operands = node.operands.map(simplified)
    let simple = operands.isEmpty ? node : node.replacing(operands: operands)
    switch simple {
    case .unary(.absolute, let a) where a.isPicked(from: neverNegative) || a.isPicked(from: zeroOrOne): return a
    case .unary(.square, let a) where a.isPicked(from: zeroOrOne): return a
    case .unary(.squareRoot, let a) where a.isPicked(from: zeroOrOne): return a
    case .select(.unary(.negate, let condition), let a, let b): return .select(condition, a, b)
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
}

extension InputDraw.Distribution {
  fileprivate var isNeverNegative: Bool {
    switch self {
    case .normal, .sign: false
    case .uniform(let range): range.lowerBound >= 0
    case .listed(let numbers): numbers.allSatisfy { $0 >= 0 }
    case .whole, .mask, .shuffle: true
    }
  }

  fileprivate var isZeroOrOne: Bool {
    switch self {
    case .whole(_, let bound): bound <= 2
    case .mask: true
    case .listed(let numbers): numbers.allSatisfy { $0 == 0 || $0 == 1 }
    case .normal, .uniform, .sign, .shuffle: false
    }
  }
}
