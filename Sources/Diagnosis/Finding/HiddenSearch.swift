internal import Equations
internal import Judging
internal import Reference
internal import Traces

/// The search for a formula that a program computes for a quantity that it does not publish, such as a layer's
/// pre-activation: the change is carried through the asked equations to what is published, and must give all of it.
struct HiddenSearch {
  private let examinations: [Examination]
  private let quantity: String
  private let recipe: Recipe
  /// The first step of the smallest case that shows the mistake, and its first steps.
  private let screens: [Examination]
  private let probe: Probe?

  /// The unpublished quantities that may be changed, nearest first.
  private let hidden: [String]
  /// The other published quantities that are wrong as well.
  private let others: [String]

  /// The most formulas that are tried.
  private let most: Int
  private static let mostProven = 12

  /// - Parameter most: the most formulas that are tried where each costs one run. A run of a sequence costs as many as
  ///   it has positions.
  init(_ examinations: [Examination], _ quantity: String, _ recipe: Recipe, hidden: [String], most: Int) {
    self.most = most / max(1, examinations.map(\.walkedPositions).min() ?? 1)
    self.examinations = examinations
    self.quantity = quantity
    self.recipe = recipe
    let asked = recipe.formula(of: quantity)
    let wrong = examinations.filter { one in asked.flatMap { one.judge($0, for: quantity) }.map { !$0.agrees } ?? false
    }
    let first = wrong.sorted { $0.size < $1.size }.compactMap { $0.prefix(1) }.first {
      $0.judge(quantity).map { !$0.agrees } ?? false
    }
    screens = (first.map { [$0] } ?? []) + wrong.compactMap { $0.prefix(3) }
    probe = first.flatMap { Probe($0, quantity) }
    let published = recipe.quantities.filter { $0 != quantity && $0 != "weights" && examinations[0].isPublished($0) }
    let right = published.filter { name in examinations.allSatisfy { $0.judge(name)?.agrees ?? true } }
    others = published.filter { !right.contains($0) }
    self.hidden = hidden.filter { name in
      let reached = recipe.reached(from: name, isPublished: examinations[0].isPublished)
      // A change that reaches what is right is none. What a layer takes in is one of the layers' quantities; a target
      // is not.
      guard reached.isDisjoint(with: right), recipe.equations(of: name).count == 1 else { return false }
      return recipe.gradients[name] != nil
        || reached.contains { $0 != name && hidden.contains($0) && recipe.gradients[$0] == nil }
        || !(recipe.formula(of: name)?.node.isGathered ?? true)
    }
  }

  /// A formula that gives all numbers, and how many of the other wrong quantities it gives as well.
  private struct Proven {
    let edit: Edit
    let explained: Int
    let evidence: Evidence
    let cost: Double
  }

  /// The simplest change that gives the most; nil if none does.
  func finding() -> Diagnoser.Finding? {
    guard recipe.isNetwork, !screens.isEmpty, !hidden.isEmpty else { return nil }
    let rules = AxisRules(axes: recipe.axesThroughout.merging(recipe.inputs.map { ($0.name, $0.axes) }) { $1 })
    var proven: [Proven] = []
    var tried = 0
    func solve(_ open: HiddenForms.Open, for name: String, _ own: Node) {
      guard let probe, tried < most, proven.count < Self.mostProven else { return }
      let root = probe.root(open, for: name)
      tried += root.runs
      if let number = root.number, let found = prove(open.form(number), for: name, own) { proven.append(found) }
    }
    for name in hidden {
      guard let own = recipe.formula(of: name)?.node, !own.operands.isEmpty else { continue }
      let following = recipe.followers(of: Reference(name))
      let peers = recipe.equations.map(\.target).filter { target in
        target.parameter == nil && target.name != "weights" && !following.contains { $0.name == target.name }
      }
      let given = recipe.inputs.map { Reference($0.name, symbol: $0.symbol, gradientOf: $0.gradientOf) }
      let forms = HiddenForms(
        of: own, axes: rules, peers: (peers + given).map { .quantity($0) }, parameters: recipe.parameters,
        isSolved: recipe.isSolved(name))
      for form in forms.forms where tried < most && proven.count < Self.mostProven {
        tried += 1
        if let found = prove(form, for: name, own) { proven.append(found) }
      }
      for open in forms.open { solve(open, for: name, own) }
    }
    return best(of: proven)
  }

  private func best(of proven: [Proven]) -> Diagnoser.Finding? {
    guard
      let best = proven.enumerated().min(by: {
        ($1.element.explained, $0.element.cost, $0.offset) < ($0.element.explained, $1.element.cost, $1.offset)
      })?.element
    else { return nil }
    return Diagnoser.Finding(
      supposition: Diagnoser.Supposition(edits: [best.edit]), alternatives: [], evidence: best.evidence)
  }

  /// The largest share that a formula's own bound may have of the deviation that it explains, for most numbers.
  private static let widest = 0.01

  /// True if the numbers that a change leads to are known well enough to prove something where the asked ones are off.
  private func isSharp(_ supposed: [String: Expression]) -> Bool {
    guard let screen = screens.last else { return false }
    var shares: [Double] = []
    for equation in recipe.equations(of: quantity) {
      guard let own = screen.evaluate(equation), let other = screen.computed(equation, supposing: supposed),
        own.blocks.count == other.blocks.count
      else { return false }
      let published = recipe.value(of: equation.target, in: screen.trace, screen.inputs.names)
      for (index, block) in published.blocks.enumerated() where !block.isAbsent {
        guard let asked = Pairs(block, own.block(index), screen.precision),
          let found = Pairs(block, other.block(index), screen.precision)
        else { return false }
        for position in asked.indices where asked.ratio(position).map({ $0 > Bound.allowance }) ?? false {
          shares.append(found.allowed(position) / asked.distance(position))
        }
      }
    }
    shares.sort()
    return shares.isEmpty || shares[shares.count / 2] <= Self.widest
  }

  /// True if what a change leads to is nothing but rounding: the numbers are those of anything that vanishes on the way.
  func isLost(_ edits: [Edit]) -> Bool {
    guard let screen = screens.last else { return false }
    let supposed = Dictionary(edits.map { ($0.quantity, $0.formula) }) { $1 }
    var sizes = (all: 0, lost: 0)
    for equation in recipe.equations(of: quantity) {
      guard let value = screen.computed(equation, supposing: supposed) else { continue }
      let published = recipe.value(of: equation.target, in: screen.trace, screen.inputs.names)
      for (index, block) in published.blocks.enumerated() where !block.isAbsent && index < value.blocks.count {
        guard let pairs = Pairs(block, value.block(index), screen.precision) else { continue }
        for position in pairs.indices where block.values[position] != 0 {
          sizes.all += 1
          if abs(block.values[position]) <= 2 * pairs.allowed(position) { sizes.lost += 1 }
        }
      }
    }
    return 2 * sizes.lost > sizes.all
  }

  private func prove(_ form: HiddenForms.Form, for name: String, _ own: Node) -> Proven? {
    let edit = Edit(quantity: name, formula: Expression(form.formula), changes: [form.change])
    let supposed = [name: edit.formula]
    guard let asked = recipe.formula(of: quantity), probe?.refutes(supposed) != true else { return nil }
    for screen in screens {
      guard let judgement = screen.judge(asked, for: quantity, supposing: supposed), judgement.agrees,
        judgement.checkable >= 0.5
      else { return nil }
    }
    var evidence = Evidence()
    for examination in examinations {
      guard let judgement = examination.judge(asked, for: quantity, supposing: supposed), judgement.agrees else {
        return nil
      }
      evidence.add(judgement)
    }
    guard evidence.isEnough(for: 1), !isLost([edit]), isSharp(supposed) else { return nil }
    let finding = Diagnoser.Finding(
      supposition: Diagnoser.Supposition(edits: [edit]), alternatives: [], evidence: evidence)
    let shared = Set(others.filter { other in examinations.allSatisfy { $0.shares(finding, other) } })
    let earlier = recipe.reachedBefore(quantity, from: [name], isPublished: examinations[0].isPublished)
    guard earlier.intersection(others).isSubset(of: shared) else { return nil }
    return Proven(
      edit: edit, explained: shared.count, evidence: evidence, cost: Double(form.formula.size - own.size).magnitude)
  }
}

extension Examination {
  /// The cost of a run: the positions of a sequence, and then the published numbers.
  var size: (Int, Int) {
    (walkedPositions, trace.keys.reduce(0) { $0 + (trace[$1]?.values.count ?? 0) / max(1, inputs.steps) })
  }

  /// The positions of a sequence that the equations go along one by one; 1 if they go along none.
  var walkedPositions: Int {
    let axes = Set(recipe.equations.flatMap { $0.formula.node.subformulas }.compactMap(\.walkedAxis))
    return recipe.inputs.flatMap { input in
      let shape = inputs.constants[Trace.Key(input.name)]?.shape ?? inputs.series[input.name, ""]?.shape ?? []
      return zip(input.axes, shape).filter { axes.contains($0.0) }.map(\.1)
    }.max() ?? 1
  }
}

extension Recipe {
  /// The published quantities that a change of unpublished ones reaches, as far as all of their equations come before those
  /// of another.
  func reachedBefore(_ quantity: String, from changed: Set<String>, isPublished: (String) -> Bool) -> Set<String> {
    let reached = changed.reduce(into: Set<String>()) { $0.formUnion(self.reached(from: $1, isPublished: isPublished)) }
    let names = equations.map(\.target.name)
    let later = Set(names.drop { $0 != quantity })
    return reached.filter { isPublished($0) && !later.contains($0) }
  }

  /// True for the matrix of a linear system.
  fileprivate func isSolved(_ name: String) -> Bool {
    equations.contains { equation in
      equation.formula.node.subformulas.contains {
        if case .solve(.quantity(let reference), _, _, _) = $0 { reference.name == name } else { false }
      }
    }
  }

  /// The quantities that a change of an unpublished one reaches. What is published is taken as it is, and passes nothing
  /// on.
  func reached(from name: String, isPublished: (String) -> Bool) -> Set<String> {
    var known: Set<String> = [name]
    var open = [name]
    while let source = open.popLast() {
      for equation in equations where sources(of: equation.formula).contains(source) {
        let target = equation.target.name
        if known.insert(target).inserted && !isPublished(target) { open.append(target) }
      }
    }
    return known
  }
}

extension Node {
  /// The axis of a neighbour that is not a step.
  fileprivate var walkedAxis: Axis? {
    switch self {
    case .previous(_, let axis), .next(_, let axis): axis == .step ? nil : axis
    default: nil
    }
  }

  /// True for entries that are merely taken out of an input.
  fileprivate var isGathered: Bool { if case .gather = self { true } else { false } }
}
