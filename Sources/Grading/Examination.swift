internal import Assignments
internal import Equations
internal import Reference
internal import Traces

/// One case's run, laid out so that any formula can be held against what the program published.
struct Examination {
  let caseID: String
  let recipe: Recipe
  let inputs: RunInputs
  let golden: Trace
  /// What the program published, as far as its layout is the golden's: judged series are complete.
  let trace: Trace
  let precision: Precision
  private let bridged: [String: Value]
  private let evidence: any Evidence

  /// - Throws: `RecipeError` where the reference itself cannot be evaluated; never for what the program published.
  init(
    caseID: String, recipe: Recipe, inputs: RunInputs, golden: Trace, trace: Trace, precision: Precision = .double
  ) throws(RecipeError) {
    self.caseID = caseID
    self.recipe = recipe
    self.inputs = inputs
    self.golden = golden
    self.trace = trace
    self.precision = precision
    bridged = try recipe.bridge(over: trace, inputs: inputs, precision: precision)
    evidence = try recipe.recording(of: trace, inputs: inputs, precision: precision, bridged: bridged)
  }

  /// The same run as far as its first steps: enough to turn most suppositions down.
  func prefix(_ steps: Int) -> Examination? {
    var inputs = inputs
    inputs.series = inputs.series.prefix(steps)
    inputs.schedules = inputs.schedules.mapValues { Array($0.prefix(steps)) }
    inputs.steps = min(inputs.steps, steps)
    return try? Examination(
      caseID: caseID, recipe: recipe, inputs: inputs, golden: golden.prefix(steps), trace: trace.prefix(steps),
      precision: precision)
  }

  func isPublished(_ quantity: String) -> Bool { !trace.parameters(of: quantity).isEmpty }

  /// What else a program may be supposed to do differently than counting its steps 1, 2, 3, …
  enum Counting: Hashable { case perStep, perParameter }

  /// How far the published numbers of a quantity are from what its own equation gives, or those of all parameters from
  /// theirs.
  ///
  /// - Returns: nil where an equation cannot be evaluated on these values.
  func judge(_ quantity: String) -> Judgement? { judge(recipe.equations(of: quantity), on: evidence) }

  /// How far the published numbers of an equation's target are from what a formula gives in its place.
  func judge(_ formula: Expression, for target: Reference) -> Judgement? {
    judge([Equation(target, formula)], on: evidence)
  }

  /// What a formula gives on the program's own values.
  func computed(_ formula: Expression) -> Value? { try? evidence.evaluate(formula) }

  /// How far the published numbers of a quantity are from what a formula gives on the program's own values.
  ///
  /// - Parameters:
  ///   - formula: the quantity's own, or another that the program is supposed to use.
  ///   - supposing: formulas that it is supposed to use for quantities that it does not publish.
  /// - Returns: nil where the formula cannot be evaluated on these values.
  func judge(
    _ formula: Expression, for quantity: String, supposing replaced: [String: Expression] = [:],
    counting: Counting = .perStep
  ) -> Judgement? {
    guard let evidence = try? evidence(supposing: replaced, counting: counting) else { return nil }
    let own = recipe.equations(of: quantity)
    // Where each parameter has an equation of its own, the first stands for all of them.
    if own.count > 1, own[0].formula == formula { return judge(own, on: evidence) }
    return judge([Equation(own.first?.target ?? Reference(quantity), formula)], on: evidence)
  }

  private func judge(_ equations: [Equation], on evidence: any Evidence) -> Judgement? {
    var judgement: Judgement?
    for equation in equations {
      guard let computed = try? evidence.evaluate(equation.formula) else { return nil }
      let own = Judgement(
        published: recipe.value(of: equation.target, in: trace, inputs.names), computed: computed, precision: precision)
      judgement = judgement.map { $0.joined(with: own) } ?? own
    }
    return judgement
  }

  private func evidence(
    supposing replaced: [String: Expression], counting: Counting
  ) throws -> any Evidence {
    if replaced.isEmpty && counting == .perStep { return evidence }
    var supposed = recipe
    for (quantity, formula) in replaced { supposed = supposed.replacing(quantity, by: formula) }
    let touched = supposed.dependents(of: Set(replaced.keys))
    let step = counting == .perParameter ? stepsPerParameter : nil
    if let replay = evidence as? Replay {
      return try supposed.replay(
        of: trace, inputs: inputs, precision: precision, base: counting == .perStep ? replay : nil, touched: touched,
        step: step)
    }
    let known = bridged.filter { !touched.contains($0.key) }
    let again = try supposed.bridge(over: trace, inputs: inputs, precision: precision, known: known)
    return try supposed.recording(
      of: trace, inputs: inputs, precision: precision, bridged: known.merging(again) { $1 }, step: step)
  }

  /// t where a program raises its counter once for each parameter instead of once a step.
  private var stepsPerParameter: Value {
    let count = inputs.names.count
    return Value(
      perParameter: (0..<count).map { index in
        Block(axes: [.step], shape: [inputs.steps], values: (0..<inputs.steps).map { Double($0 * count + index + 1) })
      })
  }
}

/// How published numbers compare with computed ones, in units of the running error bound.
struct Judgement {
  /// The largest |published − computed| over bound; infinity where the two contradict each other outright.
  let worst: Double
  /// The largest relative difference where it could be checked.
  let deviation: Double
  private let checked: Int
  private let total: Int

  /// Which share of the numbers that the case asks for could be checked.
  var checkable: Double { total == 0 ? 0 : Double(checked) / Double(total) }

  /// Whether the numbers are those of the formula: within the allowance, on enough of them to mean something.
  var holds: Bool { worst <= Residual.allowance && checkable >= 0.5 }

  init(published: Value, computed: Value, precision: Precision) {
    var worst = 0.0
    var deviation = 0.0
    var checked = 0
    var total = 0
    for (index, block) in published.blocks.enumerated() where !block.isAbsent {
      let own = computed.block(index)
      guard own.axes.allSatisfy(block.axes.contains) else {
        worst = .infinity
        total += block.count
        continue
      }
      let expected = own.aligned(to: block.axes, shape: block.shape)
      total += block.count
      for position in block.values.indices {
        let (yours, value) = (block.values[position], expected.values[position])
        // Before the bound is formed: u·∞ would hide a number that is not finite.
        guard yours.isFinite, value.isFinite else {
          if yours.isFinite != value.isFinite { worst = .infinity }
          continue
        }
        let bound = (expected.error?[position] ?? 0) + precision.unitRoundoff * abs(yours) + precision.smallest
        guard bound.isFinite else { continue }
        checked += 1
        worst = max(worst, abs(yours - value) / bound)
        let size = max(abs(yours), abs(value))
        if size > 0 { deviation = max(deviation, abs(yours - value) / size) }
      }
    }
    self.worst = worst
    self.deviation = deviation
    self.checked = checked
    self.total = total
  }

  private init(worst: Double, deviation: Double, checked: Int, total: Int) {
    self.worst = worst
    self.deviation = deviation
    self.checked = checked
    self.total = total
  }

  /// Of both together.
  func joined(with other: Judgement) -> Judgement {
    Judgement(
      worst: max(worst, other.worst), deviation: max(deviation, other.deviation), checked: checked + other.checked,
      total: total + other.total)
  }
}
