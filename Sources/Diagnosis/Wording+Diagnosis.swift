package import Equations
package import GradeModel
internal import Judging

/// The words for each change, to the student who made it: enough to find the place, without writing the solution.
package struct DiagnosisWording {
  let recipe: Recipe
  private let rendering: Rendering
  /// True for words with no more of a formula than the names in it, for students who are told why, and no formulas.
  let isNamesOnly: Bool
  /// True unless some case has no numbers to be judged.
  let judgesAll: Bool

  /// - Parameter judgesAll: false if the program reports no numbers that can be judged in some of the cases.
  package init(_ recipe: Recipe, judgesAll: Bool = true) {
    self.init(recipe, isNamesOnly: false, judgesAll: judgesAll)
  }

  private init(_ recipe: Recipe, isNamesOnly: Bool, judgesAll: Bool) {
    self.recipe = recipe
    self.isNamesOnly = isNamesOnly
    self.judgesAll = judgesAll
    rendering = Rendering(for: recipe, calling: AxisWords.several)
  }

  /// - Parameter steps: the number of steps of each case; 0 if it differs.
  package func diagnosis(_ finding: Diagnoser.Finding, steps: Int, cases: Int) -> Diagnosis {
    let own = together(sentences(finding.supposition), finding.supposition.edits)
    var others: [String] = []
    for alternative in finding.alternatives.map({ sentences($0).joined(separator: " ") })
    where !alternative.isEmpty && alternative != own.joined(separator: " ") && !others.contains(alternative) {
      others.append(alternative)
    }
    var diagnosis = Diagnosis(
      kinds: finding.supposition.kinds, sentences: own,
      evidence: evidence(finding, besides: own, steps: steps, cases: cases),
      alternatives: others)
    let names = DiagnosisWording(recipe, isNamesOnly: true, judgesAll: judgesAll)
    if isTold(finding.supposition) {
      let open = names.together(names.sentences(finding.supposition), finding.supposition.edits)
      if open != own { diagnosis.withoutFormulas = open }
    }
    return diagnosis
  }

  private func evidence(
    _ finding: Diagnoser.Finding, besides sentences: [String], steps: Int, cases: Int
  ) -> String {
    if let words = finding.supposition.manner.flatMap({ evidence($0, finding.evidence) }) { return words }
    // A fact that is the headline is not said again below it.
    let fact = fact(finding.supposition).flatMap { sentences.contains($0) ? nil : "\($0) " } ?? ""
    let size = finding.evidence.deviation == 0 ? " exactly" : ", but for roundings"
    guard finding.evidence.isComplete else {
      return
        "\(fact)This reproduces your numbers as far as they are finite, \(finding.evidence.numbers) of them\(size)."
    }
    let places = (cases == 1 ? "the case" : "\(cases) cases") + (judgesAll ? "" : " \(Self.whereJudged)")
    let isLate = finding.supposition.manner == .reportsLate
    let all =
      isLate ? "from step 2 on in" : steps == 1 ? "in" : steps == 0 ? "at all steps of" : "at all \(steps) steps of"
    return "\(fact)This reproduces your numbers \(all) \(places)\(size)."
  }

  /// The cases in which a quantity has numbers of the right layout.
  static let whereJudged = "in which it has its shape"

  /// The sentences for a student who makes a change.
  package func sentence(for edit: Edit) -> String {
    edit.changes.map { Agreement.agreeing(sentence($0, of: edit), with: edit.quantity) }.joined(separator: " ")
  }

  package func sentences(_ supposition: Diagnoser.Supposition) -> [String] {
    if let manner = supposition.manner {
      if case .pattern(let pattern) = manner { return sentences(pattern, supposition.edits[0].quantity) }
      return [sentence(manner, of: supposition.edits[0].quantity)]
    }
    var said: [String] = []
    for edit in supposition.edits {
      for change in edit.changes {
        // Two ways of writing the same, as soon as they are simplified, are no change.
        if case .replaced(let a, let b) = change, whole(a.simplified) == whole(b.simplified) { continue }
        let sentence = Agreement.agreeing(sentence(change, of: edit), with: edit.quantity)
        if !said.contains(sentence) { said.append(sentence) }
      }
    }
    if said.contains(where: isSecret) {
      let open = supposition.edits.flatMap { edit in edit.changes.map { openly($0, of: edit) } }
      said = open.compactMap(\.self).count == open.count ? open.compactMap(\.self) : []
    }
    // A number that is left out is told best by what is left.
    let isNumberDropped = supposition.edits.contains { edit in
      edit.changes.contains { if case .dropped(.number) = $0 { true } else { false } }
    }
    // A formula that is changed throughout is a fact, and no list of slips. So are parts that the asked one has only
    // after it was written otherwise, and parts of parts.
    let isFact = said.isEmpty || isNumberDropped || said.count > Self.mostChanges || isTangled(supposition.edits[0])
    if supposition.edits.count == 1, isFact {
      if isNamesOnly { return [Self.anotherFormula(supposition.edits[0].quantity)] }
      if let fact = fact(supposition), fact.count <= Self.longestSentence { return [fact] }
    }
    if said.isEmpty, let edit = supposition.edits.first { return [Self.anotherFormula(edit.quantity)] }
    return said
  }

  /// True if there is more to say about a supposition than that there is another formula.
  func isTold(_ supposition: Diagnoser.Supposition) -> Bool {
    sentences(supposition) != supposition.edits.prefix(1).map { Self.anotherFormula($0.quantity) }
  }

  private static func anotherFormula(_ quantity: String) -> String { "\(quantity) is computed by another formula." }

  private static let mostChanges = 2
  static let longestSentence = 200

  func isEveryParameter(_ names: [String]) -> Bool {
    !recipe.parameters.isEmpty && Set(names) == Set(recipe.parameters)
  }
  func isPerParameter(_ quantity: String) -> Bool { recipe.perParameter.contains(quantity) }
  var isSchedule: Bool { recipe.component.kind == .schedule }
  func carries(_ quantity: String) -> Bool { recipe.carries(quantity) }

  func equation(of edit: Edit) -> Equation? {
    recipe.equations.first {
      $0.target.name == edit.quantity && (edit.parameter == nil || $0.target.parameter == edit.parameter)
    }
  }

  /// A part in words, if it counts entries.
  func counted(_ node: Node) -> String {
    guard case .extent(_, let axis) = node else { return text(node.simplified) }
    return "the number of \(AxisWords.several(axis.name))"
  }

  /// A part of a formula; of a long one its beginning and its end, by which it is found.
  func text(_ node: Node) -> String {
    if isNamesOnly { return name(node) ?? "a part of it" }
    let whole = whole(node)
    return whole.count <= Self.longestPart ? whole : "\(whole.prefix(30)) … \(whole.suffix(20))"
  }

  /// A formula. The handouts count the positions of a sequence by t.
  func whole(_ node: Node) -> String {
    rendering.text(Expression(node)).replacing("[time − 1]", with: "(t−1)").replacing("[time + 1]", with: "(t+1)")
  }

  private static let longestPart = 60
  private func symbol(_ setting: String) -> String { text(.setting(setting)) }

  /// The name of a quantity to somebody who has read the handout, which does not name steps between.
  private func known(_ quantity: String) -> String {
    recipe.component.internals.contains(quantity) ? text(.quantity(Reference(quantity))) : quantity
  }

  /// The sentence for one change of an edit. A word on the whole quantity is said only if the whole is changed, not one
  /// of several places.
  private func sentence(_ change: Change, of edit: Edit) -> String {
    let here = "In the equation of \(edit.quantity)\(edit.parameter.map { "[\($0)]" } ?? "")"
    let asked = equation(of: edit)?.formula.node
    switch change {
    case .replaced(let a, .number(let value)) where a.size > 1 && edit.formula.node == .number(value):
      let words = value == 0 ? "zero" : isNamesOnly ? "one number" : plain(value)
      return "\(edit.quantity)\(edit.parameter.map { "[\($0)]" } ?? "") is \(words) throughout."
    case .replaced(let a, let b):
      return negated(a, b, in: edit) ?? "\(here), \(clause(a, b, in: edit))."
    case .signFlipped(let x, let isSubtracted) where edit.quantity == "weights" && !edit.isStepReversed(asked):
      return "\(here), \(signFlipped(x, isSubtracted))."
    case .forgotten(let x) where x == edit.quantity && edit.formula.node.looksBack(on: x):
      return
        "\(here), \(text(.previous(Reference(x, symbol: asked.flatMap { $0.symbol(of: x) }), along: .step))) is left out at one place."
    case .notCarried(let x) where asked?.comes(next: x) == true:
      return "\(here), \(known(x)) of the position after is taken as zero: nothing is carried along the sequence."
    case .constantForSetting(let name, let value) where value != 0 && edit.formula.node.settings.contains(name):
      return "\(here), \(plain(value)) stands where \(symbol(name)) belongs."
    default: return sentence(change, in: edit.quantity)
    }
  }

  private func sentence(_ change: Change, in quantity: String) -> String {
    let here = "In the equation of \(quantity)"
    switch change {
    case .replaced(let a, let b): return "\(here), \(text(b)) stands where \(text(a)) belongs."
    case .settingReplaced(let a, let b): return "\(here), \(symbol(b)) stands where \(symbol(a)) belongs."
    case .settingsExchanged(let a, let b): return "\(here), \(symbol(a)) and \(symbol(b)) have changed places."
    case .complementDropped(let x): return "\(here), \(text(x)) stands where one minus it belongs."
    case .complementAdded(let x): return "\(here), \(oneMinus) \(text(x)) stands where \(text(x)) itself belongs."
    case .constantForSetting(let name, let value):
      return value == 0
        ? "\(here), \(symbol(name)) is left out or taken as 0."
        : "\(here), \(symbol(name)) is \(plain(value)) whatever the setting says: use the property \(name)."
    case .constantForNumber(let old, let new): return "\(here), \(plain(new)) stands where \(plain(old)) belongs."
    case .scaled(let x, let factor): return "\(here), \(text(x)) is multiplied by \(plain(factor))."
    case .signFlipped(let x, let isSubtracted):
      return quantity == "weights"
        ? "The step has the wrong sign: it goes up the gradient, and should go down."
        : "\(here), \(signFlipped(x, isSubtracted))."
    case .negated(let x): return "\(here), \(text(x)) has the wrong sign."
    case .dropped(let x) where x.isBiasCorrection:
      let cure = isNamesOnly ? "it makes up for that" : "\(text(x)) makes up for it"
      return "\(here), the bias correction is missing: the average starts at zero, and \(cure)."
    case .dropped(.number(let value)): return "\(here), the number \(plain(value)) is left out."
    case .dropped(let x): return "\(here), \(counted(x)) is missing."
    case .operandsExchanged(let x): return "\(here), the two sides of \(text(x)) are exchanged."
    case .timesForDividedBy(let x): return "\(here), \(text(x)) is multiplied where it should be divided."
    case .dividedByForTimes(let x): return "\(here), \(text(x)) is divided where it should be multiplied."
    case .timesForPlus(let x): return "\(here), the parts of \(text(x)) are multiplied."
    case .regrouped(let x): return "\(here), brackets are missing or misplaced around \(text(x))."
    case .currentForPrevious(let x):
      return "\(here), \(x) of this step \(isOrAre(x)) used where that of the step before belongs."
    case .previousForCurrent(let x):
      return "\(here), \(x) of the step before \(isOrAre(x)) used where that of this step belongs."
    case .quantityReplaced(let a, let b): return "\(here), \(known(b)) stands where \(known(a)) belongs."
    case .forgotten(let x):
      return x == quantity
        ? "\(quantity) does not remember its value from the step before: it starts from zero at every step."
        : "\(here), \(x) of the step before \(isOrAre(x)) taken as zero."
    case .stepShifted(let by):
      if isSchedule {
        return "\(here), t is one too \(by < 0 ? "small" : "large"): take the step as it is handed in, from 1 on."
      }
      return by < 0
        ? "\(here), t is one too small: it counts from 1, so raise it before it is used."
        : "\(here), t is one too large: it counts from 1."
    case .stepFrozen where isSchedule: return "\(here), t stays 1: take the step that is handed in."
    case .stepFrozen: return "\(here), t stays 1: the counter is never raised, or starts anew at every step."
    case .squareMissing(let x): return "\(here), \(text(x)) is not squared."
    case .squareAdded(let x): return "\(here), \(text(x)) is squared, and should not be."
    case .doubledForSquared(let x): return "\(here), \(text(x)) is doubled, not squared."
    case .cubedForSquared(let x): return "\(here), \(text(x)) is raised to the third power, not squared."
    case .absoluteForSquared(let x): return "\(here), the absolute value of \(text(x)) is taken, not its square."
    case .rootMissing(let x): return "\(here), the root of \(text(x)) is not taken."
    case .rootAdded(let x): return "\(here), the root of \(text(x)) is taken, and should not be."
    case .squareForRoot(let x): return "\(here), \(text(x)) is squared where its root belongs."
    case .movedIntoRoot(let x): return "\(here), \(text(x)) stands under the root: it belongs outside."
    case .movedOutOfRoot(let x): return "\(here), \(text(x)) stands outside the root: it belongs under it."
    case .squaredIntoRoot(let x): return "\(here), the square of \(text(x)) stands under the root: it belongs outside."
    case .powerMissing(let x): return "\(here), the exponent of \(text(x)) is missing."
    case .productForPower(let x): return "\(here), base and exponent of \(text(x)) are multiplied."
    case .complementOfBase(let x): return "\(here), one minus \(text(x)) is raised to the power, not \(text(x))."
    case .extremeExchanged: return "\(here), the larger and the smaller are exchanged."
    case .extremeDropped(let x): return "\(here), nothing is compared with \(text(x))."
    case .sumForExtreme: return "\(here), two values are added where one of them should be chosen."
    case .absoluteMissing(let x): return "\(here), the absolute value of \(text(x)) is not taken."
    case .absoluteAdded(let x): return "\(here), the absolute value of \(text(x)) is taken, and should not be."
    case .meanForSum: return "\(here), a mean stands where a sum belongs."
    case .sumForMean: return "\(here), a sum stands where a mean belongs."
    case .meanForProduct(let axis):
      return
        "\(here), the sum over \(AxisWords.all(axis)) is divided by how many there are: a mean stands where a sum belongs."
    case .oneAlone(let axis, let isLast):
      return
        "\(here), only the \(isLast ? "last" : "first") \(AxisWords.one(axis)) is taken, and all of them belong in."
    case .oneMissing(let axis, let isLast):
      return "\(here), the \(isLast ? "last" : "first") \(AxisWords.one(axis)) is left out, and all of them belong in."
    case .begunWith(let x):
      return "\(here), the average begins with the first \(text(x)) itself: it should begin with zero."
    case .sumOver(let axis): return "\(here), a sum over \(AxisWords.all(axis)) stands where the mean belongs."
    case .extentReplaced(let a, let b):
      return "\(here), \(AxisWords.all(b)) are counted where \(AxisWords.all(a)) should be."
    case .branchesExchanged(let x): return "\(here), the two cases of \(text(x)) are exchanged."
    case .conditionMissing(let x): return "\(here), \(text(x)) is not looked at: one case is taken for both."
    case .notCarried(let x):
      return "\(here), \(x) of the position before is taken as zero: nothing is carried along the sequence."
    case .transposed(let x): return "\(here), \(x) is taken with rows and columns exchanged."
    case .elementForReduction(let x): return "\(here), \(text(x)) is left out: each element is taken alone."
    case .functionMissing(.unary(.floor, let x)): return "\(here), \(text(x)) is not rounded down."
    case .functionMissing(let x): return "\(here), the function in \(text(x)) is not applied."
    case .scaledInPlace(let name):
      return "\(here), the gradient is multiplied by \(oneMinus) \(symbol(name)) first, and should not be."
    case .weightAdded: return "\(here), the weights are added to the gradient."
    case .convention(let name): return convention(name, of: quantity)
    case .named(let name): return "\(here): \(name)."
    case .overwritten(let other):
      return recipe.carries(quantity)
        ? "\(quantity) is overwritten with \(other), and carries it into the next step: keep the two apart."
        : "\(quantity) is overwritten with \(other): keep the two apart."
    case .unchanged: return "\(quantity) never changes from its starting value."
    case .zero: return "\(quantity) is zero throughout."
    }
  }

  private func isOrAre(_ name: String) -> String { Agreement.isPlural(name) ? "are" : "is" }

  private func signFlipped(_ term: Node, _ isSubtracted: Bool) -> String {
    "\(text(term)) is \(isSubtracted ? "subtracted, and should be added" : "added, and should be subtracted")"
  }

  private func convention(_ name: String, of quantity: String) -> String {
    let known = recipe.component.conventions
    let used = known.first { $0.name == name }
    let asked = known.first { $0.name == recipe.convention }
    let source =
      (used?.taughtIn ?? []).isEmpty
      ? "another form" : "the form of note \((used?.taughtIn ?? []).joined(separator: ", "))"
    if isNamesOnly { return "This is \(source) (\(name)). This assignment asks for \(recipe.convention)." }
    var rule = ": \(asked?.rule ?? "")"
    // The mark of a form may be right in another one that leaves a setting out.
    if let theirs = (try? recipe.component.recipe(name))?.formula(of: quantity)?.node.settings {
      let own = recipe.formula(of: quantity)?.node.settings ?? []
      let left = own.subtracting(theirs).sorted().map(symbol)
      if !left.isEmpty, !left.contains(where: rule.contains) { rule = ", which has \(AxisWords.list(left))" }
    }
    return "This is \(source) (\(name): \(used?.rule ?? "")). This assignment asks for \(recipe.convention)\(rule)."
  }

  private var oneMinus: String { isNamesOnly ? "one minus" : "1 −" }

  private func plain(_ value: Double) -> String {
    if isNamesOnly { return "a number" }
    return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }
}

extension Node {
  /// True if the formula takes a quantity from the position after, and not from the one before.
  fileprivate func comes(next name: String) -> Bool {
    !subformulas.contains {
      if case .previous(let reference, along: .time) = $0 { reference.name == name } else { false }
    }
      && subformulas.contains {
        if case .next(let reference, along: .time) = $0 { reference.name == name } else { false }
      }
  }
}
