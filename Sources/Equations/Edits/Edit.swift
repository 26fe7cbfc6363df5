/// A departure of a program from an equation: the formula that it computes instead.
package struct Edit: Hashable, Sendable {
  /// The quantity whose equation is changed.
  package let quantity: String
  package let formula: Expression
  /// The changes of the formula; of several, the outermost is last.
  package let changes: [Change]
  /// The parameter whose equation is changed, if each has its own.
  package let parameter: String?

  package init(quantity: String, of parameter: String? = nil, formula: Expression, changes: [Change]) {
    self.quantity = quantity
    self.parameter = parameter
    self.formula = formula
    self.changes = changes
  }

  /// The unlikeliness of the edit: each change counts, and changes that markers see often count less.
  package var surprise: Int { changes.reduce(0) { $0 + $1.surprise } }
}

/// A single change of a formula. A sentence can be written about each kind.
package enum Change: Hashable, Sendable {
  case settingReplaced(String, by: String)
  case settingsExchanged(String, String)
  /// β in place of 1 − β, or 1 − β in place of β.
  case complementDropped(Node)
  case complementAdded(Node)
  /// A setting's value written into the program.
  case constantForSetting(String, Double)
  case constantForNumber(Double, Double)
  case scaled(Node, by: Double)
  /// A minus in the place of a plus before a term, or a plus in the place of a minus.
  case signFlipped(Node, isSubtracted: Bool)
  case negated(Node)
  case dropped(Node)
  case operandsExchanged(Node)
  case timesForDividedBy(Node)
  case dividedByForTimes(Node)
  case timesForPlus(Node)
  case regrouped(Node)
  case currentForPrevious(String)
  case previousForCurrent(String)
  case quantityReplaced(String, by: String)
  /// The previous value is taken as zero.
  case forgotten(String)
  case stepShifted(by: Int)
  case stepFrozen
  case squareMissing(Node)
  case squareAdded(Node)
  case doubledForSquared(Node)
  case cubedForSquared(Node)
  case absoluteForSquared(Node)
  case rootMissing(Node)
  case rootAdded(Node)
  case squareForRoot(Node)
  case movedIntoRoot(Node)
  case movedOutOfRoot(Node)
  case squaredIntoRoot(Node)
  case powerMissing(Node)
  case productForPower(Node)
  case complementOfBase(Node)
  case extremeExchanged
  case extremeDropped(Node)
  case sumForExtreme
  case absoluteMissing(Node)
  case absoluteAdded(Node)
  case meanForSum
  case sumForMean
  case elementForReduction(Node)
  case functionMissing(Node)
  /// A sum of products divided by the number of terms.
  case meanForProduct(over: String)
  /// One example (one entry along an axis) in place of all of them.
  case oneAlone(of: String, isLast: Bool)
  /// One entry left out: a loop begins one too late, or ends one too early.
  case oneMissing(of: String, isLast: Bool)
  /// An average that starts from its first new value, not from zero.
  case begunWith(Node)
  /// A mean over several axes that is a sum over one of them.
  case sumOver(String)
  /// Another axis is counted.
  case extentReplaced(String, by: String)
  case branchesExchanged(Node)
  case conditionMissing(Node)
  /// The value carried over from the position before is taken as zero.
  case notCarried(String)
  /// A matrix with rows and columns exchanged.
  case transposed(String)
  /// The gradient is multiplied by 1 − β before this equation sees it.
  case scaledInPlace(by: String)
  case weightAdded
  /// The formula of another convention of the same component.
  case convention(String)
  /// A known mistake of the component, by its sentence.
  case named(String)
  /// The quantity is overwritten with one that is computed from it, and carries that into the next step.
  case overwritten(by: String)
  /// The quantity does not change from step to step, or is zero, or is one number throughout.
  case unchanged, zero
  /// A part of the formula, and what a program is found to compute in its place.
  case replaced(Node, by: Node)

  /// The rarity of the change to a marker: 1 is an everyday slip.
  package var surprise: Int {
    switch self {
    case .named, .convention: 1
    case .overwritten: 2
    // A factor of 1 is described as a missing factor, which is plainer.
    case .constantForSetting(_, 1): 4
    case .dropped(let node) where node.isBiasCorrection: 2
    case .settingsExchanged, .complementDropped, .complementAdded, .signFlipped, .currentForPrevious, .forgotten,
      .stepShifted, .stepFrozen, .squareMissing, .rootMissing, .movedIntoRoot, .movedOutOfRoot, .powerMissing,
      .complementOfBase, .extremeExchanged, .absoluteMissing, .meanForSum, .sumForMean, .unchanged, .zero,
      .meanForProduct, .oneAlone, .notCarried, .transposed:
      2
    case .settingReplaced, .dropped, .previousForCurrent, .quantityReplaced, .constantForSetting, .doubledForSquared,
      .timesForDividedBy, .regrouped, .elementForReduction, .functionMissing, .extremeDropped, .scaledInPlace, .negated,
      .sumOver, .oneMissing, .begunWith,
      .extentReplaced, .branchesExchanged, .conditionMissing:
      3
    case .operandsExchanged, .dividedByForTimes, .absoluteForSquared, .productForPower, .squaredIntoRoot, .squareAdded,
      .squareForRoot, .cubedForSquared:
      4
    case .timesForPlus, .rootAdded, .sumForExtreme, .absoluteAdded, .scaled, .constantForNumber, .weightAdded,
      .replaced:
      5
    }
  }
}

extension Node {
  /// True for 1 − βᵗ, the divisor of an average that starts at zero.
  package var isBiasCorrection: Bool {
    if case .binary(.subtract, .number(1), .binary(.power, _, .step)) = self { true } else { false }
  }
}

extension Recipe {
  /// The same recipe with another formula for one quantity.
  package func replacing(_ quantity: String, by formula: Expression) -> Recipe {
    Recipe(self, equations: equations.map { $0.target.name == quantity ? Equation($0.target, formula) : $0 })
  }

  /// The formula of a quantity.
  package func formula(of quantity: String) -> Expression? {
    equations.first { $0.target.name == quantity }?.formula
  }
}
