/// A generator of the single changes of an equation, for mutation testing and diagnosis.
package struct EditOperators {
  private let recipe: Recipe
  private let settings: [String]

  package init(_ recipe: Recipe) {
    self.recipe = recipe
    settings = recipe.component.settings.map(\.name)
  }

  /// Every formula that is one change away from `formula`, each once, with the likeliest change.
  ///
  /// - Parameter quantity: the quantity whose formula it is. Quantities defined before it can replace it.
  package func edits(of formula: Expression, for quantity: String) -> [Edit] {
    var found: [Node: Change] = [:]
    var order: [Node] = []
    let context = EditContext(recipe: recipe, settings: settings, quantity: quantity)
    for (path, node) in formula.node.places {
      context.changes(of: node) { part, change in
        let replacement = formula.node.replacing(at: path[...], with: part)
        guard replacement != formula.node else { return }
        if let known = found[replacement] {
          if change.surprise < known.surprise { found[replacement] = change }
        } else {
          found[replacement] = change
          order.append(replacement)
        }
      }
    }
    for (replacement, change) in context.everywhere(in: formula.node) where replacement != formula.node {
      if found[replacement] == nil { order.append(replacement) }
      found[replacement] = change
    }
    for (replacement, change) in context.overwritings(of: formula) + context.beginnings(of: formula)
    where found[replacement] == nil {
      order.append(replacement)
      found[replacement] = change
    }
    // Known mistakes apply to the original formula only.
    if formula == recipe.formula(of: quantity) {
      for mistake in recipe.knownMistakes where mistake.quantity == quantity {
        if found[mistake.formula.node] == nil { order.append(mistake.formula.node) }
        found[mistake.formula.node] = mistake.changes[0]
      }
    }
    // A quantity is no part of its own formula: any numbers would satisfy that.
    return order.filter { !$0.takes(quantity) }.compactMap { node in
      found[node].map { Edit(quantity: quantity, formula: Expression(node), changes: [$0]) }
    }
  }
}

extension Node {
  /// True if the formula takes a quantity's value of the same step.
  fileprivate func takes(_ quantity: String) -> Bool {
    if case .quantity(let reference) = self { return reference.name == quantity }
    return operands.contains { $0.takes(quantity) }
  }
}

/// The replacements for a node of one equation.
struct EditContext {
  let recipe: Recipe
  let settings: [String]
  /// Quantities defined before this one, and all that the recipe defines.
  let earlier: [String]
  let all: [String]
  let quantity: String
  /// The axes of a part of a formula.
  let rules: AxisRules

  init(recipe: Recipe, settings: [String], quantity: String) {
    self.recipe = recipe
    self.settings = settings
    self.quantity = quantity
    all = recipe.quantities
    earlier = Array(all.prefix { $0 != quantity })
    let inputs = Dictionary(recipe.inputs.map { ($0.name, $0.axes) }, uniquingKeysWith: { $1 })
    rules = AxisRules(axes: recipe.axes.merging(inputs) { $1 })
  }

  /// The results of storing a later quantity in place of this one, if that is computed from this one and settings
  /// alone.
  func overwritings(of formula: Expression) -> [(Node, Change)] {
    recipe.equations.compactMap { equation in
      let name = equation.target.name
      guard name != quantity, !earlier.contains(name), equation.formula.node.quantities == [quantity],
        !equation.formula.node.looksBack
      else { return nil }
      let overwritten = equation.formula.node.rewritten {
        if case .quantity = $0, $0.reference?.name == quantity { formula.node } else { $0 }
      }
      return (overwritten, .overwritten(by: name))
    }
  }

  /// Changes of a setting wherever it stands: a name mistaken once is mistaken throughout.
  func everywhere(in node: Node) -> [(Node, Change)] {
    var found: [(Node, Change)] = []
    let used = node.settings.sorted()
    for name in used {
      for other in settings where other != name {
        if used.contains(other) {
          if name < other {
            found.append((node.exchanging(.setting(name), .setting(other)), .settingsExchanged(name, other)))
          }
        } else {
          found.append((node.replacing(.setting(name), by: .setting(other)), .settingReplaced(name, by: other)))
        }
      }
      for value in Self.usual(name, recipe) {
        found.append((node.replacing(.setting(name), by: .number(value)), .constantForSetting(name, value)))
      }
      let rest = Node.binary(.subtract, .number(1), .setting(name))
      found.append((node.replacing(.setting(name), by: rest), .complementAdded(.setting(name))))
    }
    return found
  }

  func changes(of node: Node, _ put: (Node, Change) -> Void) {
    switch node {
    case .setting(let name): setting(name, node, put)
    case .number(let value): if value != 1 { put(.number(1), .constantForNumber(value, 1)) }
    case .step: step(put)
    case .quantity(let reference): current(reference, node, put)
    case .previous(let reference, along: .step): before(reference, put)
    case .unary(let operation, let a): unary(operation, a, put)
    case .binary(let operation, let a, let b): binary(operation, a, b, node, put)
    case .reduce(let reduction, let a, let axes):
      put(a, .elementForReduction(node))
      if reduction == .sum { put(.reduce(.mean, a, over: axes), .meanForSum) }
      if reduction == .mean { put(.reduce(.sum, a, over: axes), .sumForMean) }
    default: break
    }
    changesAlongAxes(of: node, put)
    if node.isFormula, !node.isComplement { put(.unary(.negate, node), .negated(node)) }
  }

  private func setting(_ name: String, _ node: Node, _ put: (Node, Change) -> Void) {
    for other in settings where other != name { put(.setting(other), .settingReplaced(name, by: other)) }
    put(.binary(.subtract, .number(1), node), .complementAdded(node))
    for value in Self.usual(name, recipe) { put(.number(value), .constantForSetting(name, value)) }
    for factor in [10, 0.1, 2, 0.5] { put(.binary(.multiply, node, .number(factor)), .scaled(node, by: factor)) }
  }

  /// Values that programs have written into them: the recipe's default, and those of books and libraries.
  private static func usual(_ name: String, _ recipe: Recipe) -> [Double] {
    let standard = recipe.defaults[name].map { [$0] } ?? []
    let usual = recipe.component.settings.first { $0.name == name }?.usual ?? []
    return standard + usual.filter { !standard.contains($0) }
  }

  private func step(_ put: (Node, Change) -> Void) {
    put(.binary(.subtract, .step, .number(1)), .stepShifted(by: -1))
    put(.binary(.add, .step, .number(1)), .stepShifted(by: 1))
    put(.number(1), .stepFrozen)
  }

  private func current(_ reference: Reference, _ node: Node, _ put: (Node, Change) -> Void) {
    let name = reference.name
    if all.contains(name) || name == "gradients" {
      put(.previous(reference, along: .step), .previousForCurrent(name))
    }
    for other in earlier + ["gradients"] where other != name && isLike(other, name) {
      put(.quantity(Reference(other)), .quantityReplaced(name, by: other))
    }
    put(.unary(.square, node), .squareAdded(node))
    put(.unary(.squareRoot, .unary(.absolute, node)), .rootAdded(node))
    put(.unary(.absolute, node), .absoluteAdded(node))
    if name == "gradients" {
      for setting in settings where recipe.isFraction(setting) {
        let rest = Node.binary(.subtract, .number(1), .setting(setting))
        put(.binary(.multiply, rest, node), .scaledInPlace(by: setting))
      }
      put(.binary(.add, node, .previous(Reference("weights"), along: .step)), .weightAdded)
    }
  }

  private func before(_ reference: Reference, _ put: (Node, Change) -> Void) {
    let name = reference.name
    if earlier.contains(name) || name == "gradients" { put(.quantity(reference), .currentForPrevious(name)) }
    put(.number(0), .forgotten(name))
    for other in all where other != name && isLike(other, name) {
      put(.previous(Reference(other), along: .step), .quantityReplaced(name, by: other))
    }
    if isLike("gradients", name) { put(.quantity(Reference("gradients")), .quantityReplaced(name, by: "gradients")) }
  }

  /// True if two quantities have equally many values: one for each parameter, or one for all.
  private func isLike(_ a: String, _ b: String) -> Bool {
    recipe.perParameter.contains(a) == recipe.perParameter.contains(b)
  }

  private func unary(_ operation: Unary, _ a: Node, _ put: (Node, Change) -> Void) {
    switch operation {
    case .square:
      put(a, .squareMissing(a))
      put(.unary(.absolute, a), .absoluteForSquared(a))
      put(.binary(.multiply, .number(2), a), .doubledForSquared(a))
      put(.binary(.multiply, .unary(.square, a), a), .cubedForSquared(a))
    case .squareRoot:
      put(a, .rootMissing(a))
      put(.unary(.square, a), .squareForRoot(a))
      if case .binary(.add, let inner, let small) = a {
        put(.binary(.add, .unary(.squareRoot, inner), small), .movedOutOfRoot(small))
        put(.binary(.add, .unary(.squareRoot, small), inner), .movedOutOfRoot(inner))
      }
    case .absolute:
      put(a, .absoluteMissing(a))
      put(.unary(.square, a), .squareAdded(a))
    case .negate: put(a, .negated(a))
    case .exponentialMinusOne:
      put(.unary(.exponential, a), .dropped(.number(1)))
      put(a, .functionMissing(.unary(operation, a)))
    case .softplus:
      put(.unary(operation, .unary(.negate, a)), .negated(a))
      put(a, .functionMissing(.unary(operation, a)))
    default: put(a, .functionMissing(.unary(operation, a)))
    }
  }

  private func binary(_ operation: Binary, _ a: Node, _ b: Node, _ node: Node, _ put: (Node, Change) -> Void) {
    switch operation {
    case .add, .subtract:
      if a == .number(1), operation == .subtract { complement(b, put) }
      put(.binary(operation == .add ? .subtract : .add, a, b), .signFlipped(b, isSubtracted: operation == .add))
      // A part of 1 − x is not a slip of its own: x alone is `complementDropped`, 1 alone the missing factor.
      if !node.isComplement {
        put(a, .dropped(b))
        put(b, .dropped(a))
      }
      if operation == .subtract { put(.binary(.subtract, b, a), .operandsExchanged(node)) }
      put(.binary(.multiply, a, b), .timesForPlus(node))
      for (root, small) in [(a, b), (b, a)] {
        guard operation == .add, case .unary(.squareRoot, let inner) = root else { continue }
        put(.unary(.squareRoot, .binary(.add, inner, small)), .movedIntoRoot(small))
        put(.unary(.squareRoot, .binary(.add, inner, .unary(.square, small))), .squaredIntoRoot(small))
      }
    case .multiply, .divide:
      put(
        .binary(operation == .multiply ? .divide : .multiply, a, b),
        operation == .multiply ? .dividedByForTimes(node) : .timesForDividedBy(node))
      put(a, .dropped(b))
      if a != .number(1) { put(b, .dropped(a)) }
      if operation == .divide { put(.binary(.divide, b, a), .operandsExchanged(node)) }
    case .power:
      put(a, .powerMissing(node))
      put(.binary(.power, b, a), .operandsExchanged(node))
      put(.binary(.multiply, a, b), .productForPower(node))
      put(.binary(.power, .binary(.subtract, .number(1), a), b), .complementOfBase(a))
    case .maximum, .minimum:
      put(.binary(operation == .maximum ? .minimum : .maximum, a, b), .extremeExchanged)
      put(a, .extremeDropped(b))
      put(b, .extremeDropped(a))
      put(.binary(.add, a, b), .sumForExtreme)
    case .greater, .greaterOrEqual, .equal: break
    }
    regroup(operation, a, b, node, put)
  }

  private func complement(_ b: Node, _ put: (Node, Change) -> Void) {
    put(b, .complementDropped(b))
    guard case .binary(.power, let base, let exponent) = b else { return }
    put(.binary(.power, .binary(.subtract, .number(1), base), exponent), .complementOfBase(base))
  }

  /// Regroups two operations in a row, as forgotten or misplaced brackets do.
  private func regroup(_ operation: Binary, _ a: Node, _ b: Node, _ node: Node, _ put: (Node, Change) -> Void) {
    guard operation.isArithmetic else { return }
    if case .binary(let inner, let c, let d) = b, inner.isArithmetic {
      put(.binary(inner, .binary(operation, a, c), d), .regrouped(node))
    }
    // Without brackets below the line, its second part counts once more outside.
    if case .binary(.divide, let above, .binary(let inner, let c, let d)) = b, inner == .add || inner == .subtract,
      operation == .add || operation == .subtract
    {
      put(.binary(inner, .binary(operation, a, .binary(.divide, above, c)), d), .regrouped(b))
    }
    if case .binary(let inner, let c, let d) = a, inner.isArithmetic {
      put(.binary(inner, c, .binary(operation, d, b)), .regrouped(node))
    }
  }
}

extension Binary {
  fileprivate var isArithmetic: Bool { [.add, .subtract, .multiply, .divide].contains(self) }
}

extension Recipe {
  /// True if a setting is the factor of a decaying average.
  fileprivate func isFraction(_ setting: String) -> Bool {
    component.settings.contains { $0.name == setting && $0.domain == .fraction }
  }
}
