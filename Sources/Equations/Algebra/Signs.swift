/// The quantities of a recipe that are never negative, proved from its equations.
package struct Signs: Sendable {
  private let known: Set<String>
  private let recipe: Recipe

  package init(_ recipe: Recipe) {
    self.recipe = recipe
    // Every quantity is assumed to be non-negative, until an equation breaks the assumption. The rest holds from step
    // to step.
    let all = Set(recipe.quantities)
    let starts = recipe.component.initial.filter { !Signs([], recipe).isNeverNegative($0.value.node) }
    let doubtful = closure(of: all.intersection(Array(starts.keys) + ["weights"])) { doubtful in
      let signs = Signs(all.subtracting(doubtful), recipe)
      return recipe.equations.filter { !signs.isNeverNegative($0.formula.node) }.map(\.target.name)
    }
    known = all.subtracting(doubtful)
  }

  private init(_ known: Set<String>, _ recipe: Recipe) {
    self.known = known
    self.recipe = recipe
  }

  /// True if a formula's value is at least 0 wherever it has one.
  package func isNeverNegative(_ node: Node) -> Bool {
    switch node {
    case .number(let value): value >= 0
    case .step, .extent, .positions: true
    case .setting(let name): domain(of: name)?.isNeverNegative ?? false
    case .quantity(let reference), .previous(let reference, _), .next(let reference, _), .recent(let reference, _):
      known.contains(reference.name) || isNeverNegative(input: reference.name)
    case .unary(.square, _), .unary(.squareRoot, _), .unary(.absolute, _), .unary(.exponential, _), .unary(.sigmoid, _),
      .unary(.softplus, _):
      true
    case .unary(.hyperbolicTangent, let a), .unary(.floor, let a), .unary(.sign, let a): isNeverNegative(a)
    // A minimum over axes is written as −max(−a).
    case .unary(.negate, .reduce(.maximum, .unary(.negate, let a), _)): isNeverNegative(a)
    case .unary: false
    case .binary(.greater, _, _), .binary(.greaterOrEqual, _, _), .binary(.equal, _, _): true
    case .binary(.add, _, _), .binary(.subtract, _, _): isNeverNegative(Terms(node))
    case .binary(.maximum, let a, let b): isNeverNegative(a) || isNeverNegative(b)
    case .binary(.power, let a, _): isNeverNegative(a)
    case .binary(.multiply, let a, let b) where a == b: true
    case .binary(_, let a, let b): isNeverNegative(a) && isNeverNegative(b)
    case .contract(let a, let b, _): isNeverNegative(a) && isNeverNegative(b)
    case .select(_, let a, let b), .choose(_, _, let a, let b): isNeverNegative(a) && isNeverNegative(b)
    case .reduce(_, let a, _), .rename(let a, _, _), .gather(let a, _, _), .merge(let a, _, _), .split(let a, _, _, _),
      .fold(let a, _, _):
      isNeverNegative(a)
    case .window(let a, let window): window.fill >= 0 && isNeverNegative(a)
    case .solve, .absent: false
    }
  }

  /// True if each term that is subtracted is outweighed by one that is added: a by 1 if it is at most 1, a and 1 by
  /// eᵃ, and x·a by ln(1 + eᵃ) for an x from 0 to 1. What is left over must be never negative.
  private func isNeverNegative(_ terms: Terms) -> Bool {
    guard let taken = terms.subtracted.first else { return terms.added.allSatisfy(isNeverNegative) }
    return terms.added.indices.contains { place in
      switch terms.added[place] {
      case .number(1) where isAtMostOne(taken):
        return isNeverNegative(terms.without(added: place, subtracted: [taken]))
      case .unary(.exponential, let a) where terms.subtracted.contains(a) && terms.subtracted.contains(.number(1)):
        return isNeverNegative(terms.without(added: place, subtracted: [a, .number(1)]))
      case .unary(.softplus, let a) where isPart(taken, of: a):
        return isNeverNegative(terms.without(added: place, subtracted: [taken]))
      default: return false
      }
    }
  }

  /// True for a itself, and for x·a with an x from 0 to 1.
  private func isPart(_ node: Node, of a: Node) -> Bool {
    if node == a { return true }
    guard case .binary(.multiply, let left, let right) = node else { return false }
    return [(left, right), (right, left)].contains { $1 == a && isNeverNegative($0) && isAtMostOne($0) }
  }

  private func isAtMostOne(_ node: Node) -> Bool {
    switch node {
    case .quantity(let reference): isAtMostOne(input: reference.name)
    case .gather(let a, _, _), .rename(let a, _, _): isAtMostOne(a)
    case .number(let value): value <= 1
    case .setting(let name): domain(of: name) == .fraction || domain(of: name) == .unitInterval
    case .binary(.power, let base, let exponent):
      isNeverNegative(base) && isAtMostOne(base) && isNeverNegative(exponent)
    case .binary(.multiply, let a, let b): [a, b].allSatisfy { isNeverNegative($0) && isAtMostOne($0) }
    case .unary(.sigmoid, _): true
    default: false
    }
  }

  /// True if an input's numbers are refused below 0.
  private func isNeverNegative(input name: String) -> Bool {
    recipe.inputs.first { $0.name == name }.map {
      [.nonNegative, .unitInterval, .zeroOrOne, .ascendingFromZero].contains($0.domain)
    } ?? false
  }

  /// True if an input's numbers are refused above 1.
  private func isAtMostOne(input name: String) -> Bool {
    recipe.inputs.first { $0.name == name }.map { [.unitInterval, .zeroOrOne].contains($0.domain) } ?? false
  }

  private func domain(of setting: String) -> Hyperparameter.Domain? {
    recipe.component.settings.first { $0.name == setting }?.domain
  }
}

/// The terms of a sum, by their signs.
private struct Terms {
  private(set) var added: [Node] = []
  private(set) var subtracted: [Node] = []

  init(_ node: Node) { add(node, isSubtracted: false) }

  private mutating func add(_ node: Node, isSubtracted: Bool) {
    switch node {
    case .binary(.add, let a, let b):
      add(a, isSubtracted: isSubtracted)
      add(b, isSubtracted: isSubtracted)
    case .binary(.subtract, let a, let b):
      add(a, isSubtracted: isSubtracted)
      add(b, isSubtracted: !isSubtracted)
    default: if isSubtracted { subtracted.append(node) } else { added.append(node) }
    }
  }

  /// The rest of the sum, without one of the terms that are added and one of each of the given that are subtracted.
  func without(added place: Int, subtracted nodes: [Node]) -> Terms {
    var rest = self
    rest.added.remove(at: place)
    for node in nodes {
      if let place = rest.subtracted.firstIndex(of: node) { rest.subtracted.remove(at: place) }
    }
    return rest
  }
}
