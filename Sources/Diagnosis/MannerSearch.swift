internal import Equations
internal import Judging
internal import Reference

/// Looks for mistakes outside a program's formulas: in its counter, its inputs and the ends of its loops. Also tries
/// the formulas of other components.
struct MannerSearch {
  private let examinations: [Examination]
  private let recipe: Recipe
  /// The first steps of the last case, whose settings have no special values: most suppositions fail there.
  private let start: Examination?

  init(_ examinations: [Examination], recipe: Recipe) {
    self.examinations = examinations
    self.recipe = recipe
    start = examinations.last.flatMap { $0.inputs.steps > 3 ? $0.prefix(3) : nil }
  }

  /// The first manner that gives the numbers of every case.
  ///
  /// - Parameter hidden: the quantities that are not published and that this one is computed from.
  func finding(_ quantity: String, _ formula: Expression, hidden: [String]) -> Diagnoser.Finding? {
    counting(quantity, formula, hidden) ?? changed(quantity, formula) ?? keeping(quantity) ?? sibling(quantity)
      ?? place(quantity, formula, [.unchanged, .zero])
  }

  // MARK: Counters

  func counting(_ quantity: String, _ formula: Expression, _ hidden: [String]) -> Diagnoser.Finding? {
    let formulas = [formula] + hidden.compactMap(recipe.formula)
    guard formulas.contains(where: { $0.node.countsSteps }) else { return nil }
    let names = examinations[0].inputs.names
    let elements = examinations[0].inputs.parameters.values.reduce(0) { $0 + $1.count }
    for count in Set([2, 3, names.count, elements]).filter({ $0 > 1 }).sorted() {
      let manner = Manner.countsFaster(count)
      if let found = proven(manner, quantity, formula, { $0.counting(Counters.raised(by: count, $0.inputs)) }) {
        return found
      }
    }
    guard elements > 1 else { return nil }
    return proven(.countsElements, quantity, formula) { $0.counting(Counters.perElement($0.inputs)) }
  }

  // MARK: Overwritten inputs

  private func changed(_ quantity: String, _ formula: Expression) -> Diagnoser.Finding? {
    for input in recipe.inputs where formula.node.quantities.contains(input.name) {
      let manner = Manner.usesChanged(input.name)
      if let found = proven(manner, quantity, formula, { $0.using(changed: input.name) }) { return found }
    }
    return nil
  }

  // MARK: Other components

  private func keeping(_ quantity: String) -> Diagnoser.Finding? {
    for mistake in recipe.mistakesWithStates where mistake.quantity == quantity {
      let other = recipe.replacing(quantity, by: mistake.formula, keeping: mistake.states)
      let manner = Manner.keeps(mistake.sentence)
      if let found = proven(manner, quantity, mistake.formula, { $0.following(other) }) { return found }
    }
    return nil
  }

  private func sibling(_ quantity: String) -> Diagnoser.Finding? {
    guard let own = recipe.formula(of: quantity) else { return nil }
    for component in Catalogue.components
    where component.name != recipe.name && component.kind == recipe.component.kind && component.kind != .training {
      for convention in component.conventions {
        guard let other = try? component.recipe(convention.name), let formula = other.formula(of: quantity),
          formula != own, other.equations(of: quantity).count == 1
        else { continue }
        let manner = Manner.sibling(component.title, rule: convention.rule)
        if let found = proven(manner, quantity, formula, { $0.following(other) }) { return found }
      }
    }
    return nil
  }

  // MARK: Places

  /// Finds the one place at which the equation does not hold.
  func place(
    _ quantity: String, _ formula: Expression, _ remainders: [Manner.Remainder] = [.other]
  ) -> Diagnoser.Finding? {
    let columns = examinations.compactMap { $0.columns(formula, for: quantity) }
    guard columns.count == examinations.count, let first = columns.first else { return nil }
    let departures = zip(columns, examinations).map { own, examination in
      own.map { $0.departures(examination.precision) }
    }
    func fits(_ spot: Spot) -> Bool {
      zip(columns, departures).allSatisfy { own, wrong in
        zip(own, wrong).allSatisfy { spot.mask($0.parameter, shape: $0.shape) == $1 }
      }
    }
    let lost = zip(first, departures[0]).filter { $1.allSatisfy(\.self) }.map(\.0.parameter)
    let several = lost.count > 1 && lost.count < first.count ? [Spot.parameters(lost)] : []
    guard let spot = (Self.spots(first) + several).first(where: fits) else { return nil }
    var evidence = Evidence()
    for (own, examination) in zip(columns, examinations) {
      guard let judgement = rest(own, spot, examination.precision), judgement.holds else { return nil }
      evidence.add(judgement)
    }
    // An equation that holds in half of the numbers or less is no rule with an exception.
    let taken = columns.joined().reduce(0) {
      $0 + $1.steps * spot.mask($1.parameter, shape: $1.shape).count(where: \.self)
    }
    let all = columns.joined().reduce(0) { $0 + $1.steps * $1.count }
    guard evidence.isEnough(for: 1), 2 * taken < all else { return nil }
    for remainder in remainders where isLeft(remainder, at: spot, quantity, formula) {
      return finding(.excepts(spot, remainder), quantity, formula, evidence)
    }
    return nil
  }

  private static func spots(_ columns: [Examination.Columns]) -> [Spot] {
    let parameters = columns.count > 1 ? columns.map { Spot.parameter($0.parameter) } : []
    let axes = columns.map(\.axes).max { $0.count < $1.count } ?? []
    let slices =
      axes.count < 2
      ? []
      : axes.enumerated().flatMap { index, axis in
        [true, false].map { Spot.slice(index, isLast: $0, of: axis.name) }
      }
    let ends = [true, false].flatMap { isLast in
      [false, true].map { Spot.end(isLast: isLast, ofSingles: $0) }
    }
    return parameters + ends + slices
  }

  /// Judges the numbers outside one place by the equation.
  private func rest(_ columns: [Examination.Columns], _ spot: Spot, _ precision: Precision) -> Judgement? {
    var judgement: Judgement?
    for own in columns {
      let mask = spot.mask(own.parameter, shape: own.shape).map { !$0 }
      guard mask.contains(true) else { continue }
      let (published, computed) = own.taking(mask)
      let part = Judgement(published: Value(published), computed: Value(computed), precision: precision)
      judgement = judgement.map { $0.joined(with: part) } ?? part
    }
    return judgement
  }

  /// True if the numbers at a place are those of one step before, or zero.
  private func isLeft(
    _ remainder: Manner.Remainder, at spot: Spot, _ quantity: String, _ formula: Expression
  ) -> Bool {
    let left: Expression
    switch remainder {
    case .other: return true
    case .zero: left = 0
    case .unchanged:
      guard quantity == "weights" || formula.node.looksBack(on: quantity) else { return false }
      left = previous(Equations.quantity(quantity))
    }
    return examinations.allSatisfy { examination in
      guard let columns = examination.columns(left, for: quantity) else { return false }
      return columns.allSatisfy { own in
        let mask = spot.mask(own.parameter, shape: own.shape)
        guard mask.contains(true) else { return true }
        let (published, computed) = own.taking(mask)
        return Judgement(published: Value(published), computed: Value(computed), precision: examination.precision).holds
      }
    }
  }

  // MARK: Evidence

  /// Returns a finding if a manner gives the numbers of every case.
  private func proven(
    _ manner: Manner, _ quantity: String, _ formula: Expression, _ supposed: (Examination) -> Examination?
  ) -> Diagnoser.Finding? {
    if let start {
      guard let judgement = supposed(start)?.judge(formula, for: quantity), judgement.agrees else { return nil }
    }
    var evidence = Evidence()
    for examination in examinations {
      guard let judgement = supposed(examination)?.judge(formula, for: quantity), judgement.agrees else { return nil }
      evidence.add(judgement)
    }
    return evidence.isEnough(for: 1) ? finding(manner, quantity, formula, evidence) : nil
  }

  private func finding(
    _ manner: Manner, _ quantity: String, _ formula: Expression, _ evidence: Evidence
  ) -> Diagnoser.Finding {
    let asWritten = Edit(quantity: quantity, formula: formula, changes: [])
    return Diagnoser.Finding(
      supposition: Diagnoser.Supposition(edits: [asWritten], manner: manner), alternatives: [], evidence: evidence)
  }
}
