internal import Equations
internal import Judging
internal import Reference

/// Looks for the rule by which a program chooses.
struct ChoiceSearch {
  private let steps: [Step]
  private let quantity: WrongQuantity
  private let list: Node
  private let values: Node

  /// One step of one case.
  private struct Step {
    let list: [Double]
    let values: [Double]
    let choice: Double
    /// The values of the step before in the same case.
    let before: [Double]?

    /// The place that was chosen; nil if the choice is not in the list.
    var place: Int? { list.firstIndex(of: choice) }
    var best: Int { values.indices.min { (values[$0], $0) < (values[$1], $1) } ?? 0 }
    var isRight: Bool { place.map { values[$0] == values[best] } ?? false }
  }

  /// - Returns: nil if the choice is not one from a list by values that are published beside it.
  init?(_ quantity: WrongQuantity) {
    let recipe = quantity.recipe
    let named = quantity.formula.node.quantities
    guard
      let list = recipe.inputs.first(where: { $0.axes.count == 1 && !$0.isPerStep && named.contains($0.name) }),
      let values = recipe.quantities.first(where: { name in
        named.contains(name) && quantity.examinations.allSatisfy { $0.isPublished(name) }
      })
    else { return nil }
    self.quantity = quantity
    self.list = .quantity(Reference(list.name, symbol: list.symbol))
    self.values = .quantity(Reference(values))
    var steps: [Step] = []
    for examination in quantity.examinations {
      guard let given = examination.evaluate(Expression(self.list))?.blocks[0].values, given.count > 1,
        let own = examination.evaluate(Expression(self.values))?.blocks[0].values,
        let chosen = examination.evaluate(Expression(.quantity(Reference(quantity.name))))?.blocks[0].values,
        own.count == given.count * chosen.count
      else { return nil }
      let rows = chosen.indices.map { Array(own[$0 * given.count..<($0 + 1) * given.count]) }
      for (index, choice) in chosen.enumerated() where (rows[index] + [choice]).allSatisfy(\.isFinite) {
        steps.append(
          Step(list: given, values: rows[index], choice: choice, before: index > 0 ? rows[index - 1] : nil))
      }
    }
    self.steps = steps
  }

  /// The fewest steps that show a rule, and the fewest of these at which the choice is wrong.
  private static let fewest = (steps: 8, wrong: 3)

  func finding() -> Diagnoser.Finding? {
    guard steps.count >= Self.fewest.steps, steps.count(where: { !$0.isRight }) >= Self.fewest.wrong,
      let rule = plain ?? formula
    else { return nil }
    var evidence = quantity.columns?.evidence { $0 != nil } ?? Evidence()
    evidence.count(steps: steps.count)
    let asWritten = Edit(quantity: quantity.name, formula: quantity.formula, changes: [])
    return Diagnoser.Finding(
      supposition: Diagnoser.Supposition(edits: [asWritten], manner: .chooses(rule)), alternatives: [],
      evidence: evidence)
  }

  // MARK: Rules with a name

  private var plain: ChoiceRule? {
    let choices = Set(steps.map(\.choice))
    if choices.count == 1, let choice = choices.first, steps.contains(where: { $0.place == nil }) {
      return .fixed(choice)
    }
    let shortest = steps.map(\.list.count).min() ?? 0
    let rules: [ChoiceRule] =
      [.place(1), .place(0), .largest, .smallest] + (2..<max(shortest, 2)).map { .place($0) }
      + (2..<max(shortest, 2)).map { .rank($0) } + [.beside(1), .beside(-1), .beside(2), .beside(-2)]
      + [.leaving(isLast: true), .leaving(isLast: false), .firstDip, .lastDip]
      + [.belowFirst(isLast: true), .belowFirst(isLast: false), .stale, .neverReset]
    return rules.first { places($0).map { zip(steps, $0).allSatisfy { $0.place == $1 } } ?? false }
  }

  /// The place that a rule chooses at each step; nil if it does not say.
  private func places(_ rule: ChoiceRule) -> [Int]? {
    switch rule {
    case .place(let place): steps.map { place == 0 ? $0.list.count - 1 : place - 1 }
    case .largest: steps.map { step in step.list.indices.max { step.list[$0] < step.list[$1] } ?? 0 }
    case .smallest: steps.map { step in step.list.indices.min { step.list[$0] < step.list[$1] } ?? 0 }
    case .rank(let rank):
      steps.map { step in
        step.values.indices.sorted { (step.values[$0], $0) < (step.values[$1], $1) }[rank - 1]
      }
    case .beside(let by): steps.map { ($0.best + by + $0.list.count) % $0.list.count }
    case .firstDip:
      steps.map { step in
        step.values.indices.dropLast().first { step.values[$0 + 1] > step.values[$0] } ?? step.values.count - 1
      }
    case .lastDip:
      steps.map { step in step.values.indices.last { $0 > 0 && step.values[$0] < step.values[$0 - 1] } ?? 0 }
    case .belowFirst(let isLast):
      steps.map { step in
        let below = step.values.indices.filter { step.values[$0] < step.values[0] }
        return (isLast ? below.last : below.first) ?? 0
      }
    case .leaving(let isLast):
      steps.map { step in
        let others = isLast ? step.values.indices.dropLast() : step.values.indices.dropFirst()
        return others.min { (step.values[$0], $0) < (step.values[$1], $1) } ?? 0
      }
    case .stale:
      steps.map { step in
        guard let before = step.before else { return step.place ?? -1 }
        return before.indices.min { (before[$0], $0) < (before[$1], $1) } ?? 0
      }
    case .neverReset: neverReset
    default: nil
    }
  }

  private var neverReset: [Int] {
    var (least, rate) = (Double.infinity, Double.nan)
    return steps.map { step in
      if step.before == nil { (least, rate) = (.infinity, .nan) }
      for place in step.values.indices where step.values[place] < least {
        (least, rate) = (step.values[place], step.list[place])
      }
      return step.list.firstIndex(of: rate) ?? -1
    }
  }

  // MARK: Other formulas

  /// The simplest formula of an entry and its value of which the choice is the least or the largest; nil if several that
  /// are as simple would choose otherwise on other lists.
  private var formula: ChoiceRule? {
    let places = steps.compactMap(\.place)
    // A choice that hardly moves follows from too many formulas.
    guard places.count == steps.count, Set(places).count > 1 else { return nil }
    var dictionary = FormulaDictionary(
      width: steps.reduce(0) { $0 + $1.list.count },
      leaves: [
        (values, 1, steps.flatMap(\.values)), (list, 1, steps.flatMap(\.list)),
        (.number(1), 1, steps.flatMap { $0.list.map { _ in 1 } }),
      ], most: 4_000, unary: [.negate, .squareRoot, .square, .absolute, .logarithm, .floor],
      binary: [.add, .subtract, .multiply, .divide, .maximum, .minimum])
    var found: (rule: ChoiceRule, choices: [Int])?
    for cost in 1...4 {
      dictionary.grow(to: cost)
      for row in dictionary.count(upTo: cost - 1)..<dictionary.count(upTo: cost) {
        guard let isLeast = isLeast(Array(dictionary.row(row))) else { continue }
        let node = dictionary.node(row)
        let choices = choices(node, isLeast: isLeast)
        if let found { if found.choices != choices { return nil } else { continue } }
        found = (isLeast ? .least(Expression(node)) : .most(Expression(node)), choices)
      }
      if let found { return found.rule }
    }
    return nil
  }

  /// True if the first of the least numbers is chosen at each step, false if the first of the largest; nil if neither.
  private func isLeast(_ row: [Double]) -> Bool? {
    func fits(_ isBefore: (Double, Double) -> Bool) -> Bool {
      var start = 0
      for step in steps {
        let own = row[start..<start + step.list.count]
        start += step.list.count
        guard let place = step.place else { return false }
        let chosen = own[own.startIndex + place]
        for (index, other) in own.enumerated() where index != place {
          if isBefore(other, chosen) || other == chosen && index < place { return false }
        }
      }
      return true
    }
    return fits(<) ? true : fits(>) ? false : nil
  }

  /// The places that a formula chooses from lists that no case has.
  private func choices(_ node: Node, isLeast: Bool) -> [Int] {
    let (lists, length) = (60, 5)
    var run = LeafRun(count: lists * length)
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    for leaf in [list, values] {
      let drawn = (0..<lists * length).map { _ -> Double in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return 0.01 + 8 * Double(state >> 11) * 0x1p-53
      }
      run[leaf] = Points.Series(values: drawn, errors: drawn.map { _ in 0 })
    }
    guard let numbers = run.evaluate(node)?.values else { return [] }
    return (0..<lists).map { one in
      let own = Array(numbers[one * length..<(one + 1) * length])
      return own.indices.min { a, b in
        (isLeast ? own[a] : -own[a], a) < (isLeast ? own[b] : -own[b], b)
      } ?? 0
    }
  }
}
