package import Equations
internal import Reference
package import Traces

/// One case's run, laid out so that any formula can be held against what the program published.
package struct Examination {
  package let caseID: String
  package let recipe: Recipe
  package let inputs: RunInputs
  package let golden: Trace
  /// What the program published, as far as its layout is the golden's: judged series are complete.
  package let trace: Trace
  package let precision: Precision
  /// What the program published of what it was given, under the names that it was given by: `W`, as its step has left it.
  package var kept = Trace()
  /// What was not published, worked out from what was.
  package let bridged: [String: Value]
  package let run: any RecordedRun

  /// - Parameter counter: t at each step, where the program is supposed to count otherwise than 1, 2, 3, …
  /// - Throws: `RecipeError` where the reference itself cannot be evaluated; never for what the program published.
  package init(
    caseID: String, recipe: Recipe, inputs: RunInputs, golden: Trace, trace: Trace, precision: Precision = .double,
    counter: Value? = nil
  ) throws(RecipeError) {
    self.caseID = caseID
    self.recipe = recipe
    self.inputs = inputs
    self.golden = golden
    self.trace = trace
    self.precision = precision
    bridged = try recipe.bridge(over: trace, inputs: inputs, precision: precision, counter: counter)
    run = try recipe.recording(of: trace, inputs: inputs, precision: precision, bridged: bridged, step: counter)
  }

  /// The same run as far as its first steps: enough to turn most suppositions down.
  package func prefix(_ steps: Int) -> Examination? {
    var inputs = inputs
    inputs.series = inputs.series.prefix(steps)
    inputs.schedules = inputs.schedules.mapValues { Array($0.prefix(steps)) }
    inputs.steps = min(inputs.steps, steps)
    return try? Examination(
      caseID: caseID, recipe: recipe, inputs: inputs, golden: golden.prefix(steps), trace: trace.prefix(steps),
      precision: precision)
  }

  /// The same run as if some quantities had not been published: they are worked out from the others.
  package func without(_ quantities: Set<String>) -> Examination? {
    var kept = trace
    for key in trace.keys where quantities.contains(key.quantity) { kept[key] = nil }
    return try? Examination(
      caseID: caseID, recipe: recipe, inputs: inputs, golden: golden, trace: kept, precision: precision)
  }

  package func isPublished(_ quantity: String) -> Bool { !trace.parameters(of: quantity).isEmpty }

  /// Whether a quantity has a matrix, in which rows and columns can be exchanged.
  package func hasMatrix(_ quantity: String) -> Bool {
    recipe.value(of: quantity, in: trace, inputs.names).blocks.contains(where: \.isMatrixSeries)
  }

  /// Whether a quantity has a finite number that the program worked out.
  package func hasNumbers(_ quantity: String) -> Bool {
    recipe.value(of: quantity, in: trace, inputs.names).blocks.contains { $0.values.contains(where: \.isFinite) }
  }

  /// How far the published numbers of a quantity are from what its own equation gives, or those of all parameters from
  /// theirs.
  ///
  /// - Returns: nil where an equation cannot be evaluated on these values.
  package func judge(_ quantity: String) -> Judgement? { judge(recipe.equations(of: quantity), on: run) }

  /// How far the published numbers of an equation's target are from what a formula gives in its place.
  package func judge(_ formula: Expression, for target: Reference) -> Judgement? {
    judge([Equation(target, formula)], on: run)
  }

  /// How far the published numbers of a quantity are from what a formula gives on the program's own values.
  ///
  /// - Parameter formula: the quantity's own, or another that the program is supposed to use.
  /// - Returns: nil where the formula cannot be evaluated on these values.
  package func judge(_ formula: Expression, for quantity: String) -> Judgement? {
    judge(equations(of: quantity, as: formula), on: run)
  }

  /// How far a formula is from a number throughout.
  package func judge(_ formula: Expression, published number: Double) -> Judgement? {
    guard let computed = evaluate(formula) else { return nil }
    let flat = Value(perParameter: computed.blocks.map { block in block.map { _ in number } })
    return Judgement(
      published: computed.isPerParameter ? flat : Value(flat.blocks[0]), computed: computed, precision: precision)
  }

  /// How far a quantity is from being right: from its own equation, or a choice from having its property.
  ///
  /// - Returns: nil where it cannot be evaluated on these values.
  package func judgeAsAsked(_ quantity: String) -> Judgement? {
    recipe.component.choices[quantity].map { judge($0, published: 0) } ?? judge(quantity)
  }

  /// A formula as the equations of a quantity. Where each parameter has an equation of its own, the first stands for all of
  /// them, and so does a mere number.
  package func equations(of quantity: String, as formula: Expression) -> [Equation] {
    let own = recipe.equations(of: quantity)
    if own.count > 1, own[0].formula == formula { return own }
    if own.count > 1, case .number = formula.node { return own.map { Equation($0.target, formula) } }
    return [Equation(own.first?.target ?? Reference(quantity), formula)]
  }

  /// How far published numbers are from what equations give on a run.
  ///
  /// - Parameter reading: how the published numbers are supposed to be laid out.
  package func judge(
    _ equations: [Equation], on run: any RecordedRun, reading: (Value) -> Value = { $0 }
  ) -> Judgement? {
    var judgement: Judgement?
    for equation in equations {
      guard let computed = try? run.evaluate(equation.formula, for: equation.target) else { return nil }
      let published = recipe.value(of: equation.target, in: trace, inputs.names)
      let own = Judgement(published: reading(published), computed: computed, precision: precision)
      judgement = judgement.map { $0.joined(with: own) } ?? own
    }
    return judgement
  }

  /// What a formula gives on the program's own values.
  package func evaluate(_ formula: Expression) -> Value? { try? run.evaluate(formula) }

  /// What an equation gives on the program's own values, with the bound that it is judged by.
  package func evaluate(_ equation: Equation) -> Value? { try? run.evaluate(equation.formula, for: equation.target) }
}

extension Recipe {
  /// Judges each published quantity of a trace by its own equation on the trace's own values, a choice by its property.
  ///
  /// A network's trace may lack quantities: they are worked out from the rest, and not judged.
  ///
  /// - Parameter trace: complete, but for a network; see `trace(_:)` for its layout.
  /// - Returns: a judgement for each quantity that is published and whose equation can be evaluated.
  package func judgements(of trace: Trace, inputs: RunInputs) throws(RecipeError) -> [String: Judgement] {
    let examination = try Examination(caseID: "", recipe: self, inputs: inputs, golden: Trace(), trace: trace)
    var judgements: [String: Judgement] = [:]
    for quantity in Set(quantities) where examination.isPublished(quantity) || !isNetwork {
      judgements[quantity] = examination.judgeAsAsked(quantity)
    }
    return judgements
  }
}

extension Block {
  /// True if it holds a matrix with more than one row and more than one column for each step.
  package var isMatrixSeries: Bool { axes.first == .step && shape.count == 3 && shape[1] > 1 && shape[2] > 1 }
}
