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
    for other in atOtherTimes(than: formula, following) { add(other, 2) }
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

  /// The formulas of an optimizer's equations with a value of another time in the place of one: of this step for the one
  /// before, or the other way round; and an objective's gradient at the weights before the step.
  private func atOtherTimes(than formula: Node, _ following: Set<Reference>) -> [Node] {
    guard component.kind == .optimizer else { return [] }
    let isAsked = inputs.contains { $0.name == "curvature" }
    let weights = Node.previous(Reference("weights", symbol: "w"), along: .step)
    var found: [Node] = []
    for equation in equations where equation.target.name != "weights" && equation.formula.node.size <= 9 {
      let own = equation.formula.node
      for leaf in own.subformulas {
        var others: [Node] = []
        switch leaf {
        case .quantity(let reference) where inputs.allSatisfy { $0.name != reference.name }:
          others = [.previous(reference, along: .step)] + (isAsked ? [weights] : [])
        case .previous(let reference, along: .step): others = [.quantity(reference)]
        default: break
        }
        for other in others {
          let moved = own.replacing(leaf, by: other)
          let isFree = moved.subformulas.allSatisfy { node in
            if case .quantity(let reference) = node { !following.contains(reference) } else { true }
          }
          if isFree && moved != formula && !found.contains(moved) { found.append(moved) }
        }
      }
    }
    return Array(found.prefix(12))
  }

  /// The quantities that are computed from one at the same step, and that one.
  func followers(of target: Reference) -> Set<Reference> {
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
    // The asked formula has the target's own last value: its new one explains nothing.
    let taken = Set(
      formula.subformulas.compactMap { if case .quantity(let reference) = $0 { reference.name } else { nil } })
    return counts + norms(taken)
      + named.flatMap { input -> [Node] in
        let node = Node.quantity(Reference(input.name, symbol: input.symbol, gradientOf: input.gradientOf))
        let axes = input.axes.isEmpty ? [.rows, .columns] : input.axes
        if input.axes.count == 1 && input.chance == nil && component.kind == .optimizer {
          let last = Node.binary(.subtract, .extent(node, input.axes[0]), .number(1))
          let largest = Node.reduce(.maximum, node, over: input.axes)
          let least = argmax(-Expression(node), along: input.axes[0])
          return [.gather(node, .number(0), along: input.axes[0]), .gather(node, last, along: input.axes[0])]
            + (input.isPerStep ? [] : [largest, .gather(node, least.node, along: input.axes[0])])
        }
        return [
          .reduce(.mean, node, over: [.elements]), Node.norm(of: node, over: [.elements]), .extent(node, .elements),
        ] + axes.map { .extent(node, $0) }
      }
  }

  /// The norms, of each parameter and of all together, of what an optimizer is given and of what its formula
  /// takes of this step, and the means and the sums of that.
  private func norms(_ mentioned: Set<String>) -> [Node] {
    guard component.kind == .optimizer else { return [] }
    let given = inputs.filter(\.isPerParameter).filter(\.isPerStep).map { Reference($0.name, symbol: $0.symbol) }
    let computed = equations.map(\.target).filter { perParameter.contains($0.name) && $0.name != "weights" }
    let together = computed.filter { mentioned.contains($0.name) }.flatMap { reference in
      [Reduction.mean, .sum].map { Node.reduce($0, .quantity(reference), over: [.elements]) }
    }
    return together
      + (given + computed.filter { mentioned.contains($0.name) }).flatMap { reference in
        [[.elements], [.elements, .parameters]].map { Node.norm(of: .quantity(reference), over: $0) }
      }
  }

  /// The numbers of entries along every axis of a network: a program may divide by the wrong one.
  private var counts: [Node] {
    guard isNetwork else { return [] }
    var found: [Axis: Node] = [:]
    for input in inputs {
      for axis in input.axes where axis != .step && found[axis] == nil {
        found[axis] = .extent(.quantity(Reference(input.name, symbol: input.symbol)), axis)
      }
    }
    for equation in equations where equation.target.parameter == nil {
      for axis in axes[equation.target.name] ?? [] where axis != .step && found[axis] == nil {
        found[axis] = .extent(.quantity(equation.target), axis)
      }
    }
    return found.sorted { $0.key.name < $1.key.name }.map(\.value)
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

extension Node {
  fileprivate static func norm(of node: Node, over axes: [Axis]) -> Node {
    .unary(.squareRoot, .reduce(.sum, .unary(.square, node), over: axes))
  }
}
