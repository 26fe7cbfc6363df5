internal import Equations
internal import Judging
internal import Reference

extension Recipe {
  /// The leaves that a program may put into an equation, each with its cost: quantities that do not follow from the
  /// target at the same step, values of the step before, settings, t, and a few numbers.
  ///
  /// - Parameter isSeries: true if there are several steps. At a single one t is 1, and nothing has a value before.
  func leaves(for target: Reference, _ formula: Node, isSeries: Bool) -> [(node: Node, cost: Int)] {
    var found: [(node: Node, cost: Int)] = []
    func add(_ node: Node, _ cost: Int) {
      if !found.contains(where: { $0.node == node }) { found.append((node, cost)) }
    }
    let mentioned = formula.subformulas.filter { $0.reference != nil }
    for node in mentioned { add(node, 1) }
    let following = followers(of: target)
    let inputs = self.inputs.map { Reference($0.name, symbol: $0.symbol, gradientOf: $0.gradientOf) }
    let weights = Reference("weights", symbol: "w")
    let targets = equations.map(\.target)
    for reference in inputs + targets where !following.contains(reference) { add(.quantity(reference), 1) }
    for parameter in parameters { add(.quantity(Reference(parameter)), 1) }
    if isSeries && component.kind == .schedule {
      // The value that a program keeps from step to step, from a setting on.
      for setting in component.settings where usedSettings.contains(setting.name) {
        let isFirst = Node.binary(.equal, .step, .number(1))
        add(.select(isFirst, .setting(setting.name), .previous(target, along: .step)), 1)
      }
    } else if isSeries {
      for reference in targets + [weights] { add(.previous(reference, along: .step), 1) }
    }
    for setting in component.settings where usedSettings.contains(setting.name) { add(.setting(setting.name), 1) }
    for number in [1.0, 2, 0] { add(.number(number), 1) }
    for part in otherParts(than: formula, following) { add(part, 2) }
    guard isSeries else { return found }
    add(.step, 1)
    for input in self.inputs where input.isPerStep {
      add(.previous(Reference(input.name, symbol: input.symbol), along: .step), 2)
    }
    return found
  }

  /// The parts of the other equations, as far as they do not follow from the target, and the slopes of tanh and sigmoid.
  private func otherParts(than formula: Node, _ following: Set<Reference>) -> [Node] {
    var found: [Node] = []
    for equation in equations where !following.contains(equation.target) {
      guard component.kind == .optimizer || component.kind == .schedule else { break }
      found += equation.formula.node.subformulas.filter { !$0.operands.isEmpty && $0.size <= 4 && $0 != formula }
    }
    guard isNetwork else { return found }
    for equation in forward where !following.contains(equation.target) && gradients[equation.target.name] == nil {
      let output = Node.quantity(equation.target)
      found.append(.binary(.subtract, .number(1), .unary(.square, output)))
      found.append(.binary(.multiply, output, .binary(.subtract, .number(1), output)))
    }
    return found
  }

  /// The quantities that are computed from one at the same step, and that one.
  private func followers(of target: Reference) -> Set<Reference> {
    var known: Set<Reference> = [target]
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for equation in equations where !known.contains(equation.target) {
        let takes = equation.formula.node.subformulas.contains {
          if case .quantity(let reference) = $0 {
            known.contains(reference) || known.contains { $0.name == reference.name && reference.parameter == nil }
          } else {
            false
          }
        }
        if takes {
          known.insert(equation.target)
          isGrowing = true
        }
      }
    }
    return known
  }

  /// Parts that are not elementwise: the mean and the norm of an input, and its numbers of entries.
  func wholes(for formula: Node) -> [Node] {
    let mentioned = formula.quantities
    let named = inputs.filter { mentioned.contains($0.name) || component.kind == .optimizer }
    return named.flatMap { input -> [Node] in
      let node = Node.quantity(Reference(input.name, symbol: input.symbol, gradientOf: input.gradientOf))
      let axes = input.axes.isEmpty ? [.rows, .columns] : input.axes
      if input.axes.count == 1 && input.chance == nil && component.kind == .optimizer {
        let last = Node.binary(.subtract, .extent(node, input.axes[0]), .number(1))
        return [.gather(node, .number(0), along: input.axes[0]), .gather(node, last, along: input.axes[0])]
      }
      return [
        .reduce(.mean, node, over: [.elements]),
        .unary(.squareRoot, .reduce(.sum, .unary(.square, node), over: [.elements])), .extent(node, .elements),
      ] + axes.map { .extent(node, $0) }
    }
  }

  /// The entries that a program takes if it counts them itself, and not by the index that is given.
  var countedEntries: [Node] {
    equations.compactMap { equation in
      guard case .gather(let table, .quantity(let index), let axis) = equation.formula.node,
        let own = axes[index.name]?.first
      else { return nil }
      return .gather(table, .positions(.quantity(index), own), along: axis)
    }
  }
}
