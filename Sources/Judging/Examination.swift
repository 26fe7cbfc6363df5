package import Equations
internal import Reference
package import Traces

/// One case's run, laid out so that any formula can be compared with the numbers that the program published.
package struct Examination {
  package let caseID: String
  package let recipe: Recipe
  package let inputs: RunInputs
  package let golden: Trace
  /// The published series that have the golden's layout: judged series are complete.
  package let trace: Trace
  package let precision: Precision
  /// The program's own copies of its inputs, as published under the inputs' names: `W`, as its step has left it.
  package var kept = Trace()
  /// The quantities that were not published, worked out from those that were.
  package let bridged: [String: Value]
  package let run: any RecordedRun
  /// Those of the recipe.
  package let dependencies: Dependencies
  /// The names of what was published.
  package let published: Set<String>
  /// Quantities that are worked out by their equations, though they were published in what is `reported`.
  private var reworked: [String] = []
  private var reported: Trace?

  /// - Parameters:
  ///   - precision: that of the format in which the program is to compute, if nothing else is supposed.
  ///   - counter: t at each step, if the program is supposed to count otherwise than 1, 2, 3, …
  /// - Throws: `RecipeError` if the reference itself cannot be evaluated; never because of the program's values.
  package init(
    caseID: String, recipe: Recipe, inputs: RunInputs, golden: Trace, trace: Trace, precision: Precision? = nil,
    counter: Value? = nil
  ) throws(RecipeError) {
    let precision = precision ?? Precision(inputs.format)
    self.caseID = caseID
    self.recipe = recipe
    self.inputs = inputs
    self.golden = golden
    self.trace = trace
    self.precision = precision
    dependencies = Dependencies(recipe)
    published = Set(trace.keys.map(\.quantity))
    bridged = try recipe.bridge(over: trace, inputs: inputs, precision: precision, counter: counter)
    run = try recipe.recording(of: trace, inputs: inputs, precision: precision, bridged: bridged, step: counter)
  }

  /// The same run cut to its first steps: enough to rule out most suppositions; nil if none is left.
  package func prefix(_ steps: Int) -> Examination? {
    guard steps > 0 else { return nil }
    let cut = try? Examination(
      caseID: caseID, recipe: recipe, inputs: inputs.prefix(steps), golden: golden.prefix(steps),
      trace: (reported ?? trace).prefix(steps), precision: precision)
    return reworked.isEmpty ? cut : cut?.reworking(reworked)
  }

  /// The same run, judged by the equations of a changed recipe; nil if they cannot be evaluated.
  package func supposing(_ recipe: Recipe) -> Examination? {
    try? Examination(
      caseID: caseID, recipe: recipe, inputs: inputs, golden: golden, trace: trace, precision: precision)
  }

  /// The same run as if some quantities had not been published: they are worked out from the others.
  package func without(_ quantities: Set<String>) -> Examination? {
    var kept = trace
    for key in trace.keys where quantities.contains(key.quantity) { kept[key] = nil }
    return try? Examination(
      caseID: caseID, recipe: recipe, inputs: inputs, golden: golden, trace: kept, precision: precision)
  }

  /// The same run as if some quantities had not been published: each is worked out by its equation, in which the step
  /// before is as published. nil for a network, which is replayed step by step anyway.
  func reworking(_ quantities: [String]) -> Examination? {
    guard var recording = run as? Recording else { return nil }
    var kept = trace
    for quantity in recipe.quantities where quantities.contains(quantity) {
      guard recipe.equations(of: quantity).count == 1, let formula = recipe.formula(of: quantity),
        let value = try? recording.evaluate(formula)
      else { return nil }
      recording = recording.taking(value, as: quantity)
      for key in trace.keys where key.quantity == quantity { kept[key] = nil }
    }
    return Examination(self, reworking: quantities, trace: kept, run: recording)
  }

  private init(_ other: Examination, reworking quantities: [String], trace: Trace, run: Recording) {
    (caseID, recipe, inputs, golden) = (other.caseID, other.recipe, other.inputs, other.golden)
    (precision, kept, bridged) = (other.precision, other.kept, other.bridged)
    dependencies = other.dependencies
    published = Set(trace.keys.map(\.quantity))
    (self.trace, self.run, reported, reworked) = (trace, run, other.trace, quantities)
  }

  package func isPublished(_ quantity: String) -> Bool { published.contains(quantity) }

  /// True if a quantity has a matrix, in which rows and columns can be exchanged.
  package func hasMatrix(_ quantity: String) -> Bool {
    recipe.value(of: quantity, in: trace, inputs.names).blocks.contains(where: \.isMatrixSeries)
  }

  /// Judges the published numbers of a quantity by its own equation; if each parameter has one, by all of them.
  ///
  /// - Returns: nil if an equation cannot be evaluated on these values.
  package func judge(_ quantity: String) -> Judgement? { judge(recipe.equations(of: quantity), on: run) }

  /// Judges the published numbers of an equation's target by a formula in its place.
  package func judge(_ formula: Expression, for target: Reference) -> Judgement? {
    judge([Equation(target, formula)], on: run)
  }

  /// Judges the published numbers of a quantity by a formula on the program's own values.
  ///
  /// - Parameter formula: the quantity's own, or another that the program is supposed to use.
  /// - Returns: nil if the formula cannot be evaluated on these values.
  package func judge(_ formula: Expression, for quantity: String) -> Judgement? {
    judge(equations(of: quantity, as: formula), on: run)
  }

  /// Judges a formula as if the same number had been published throughout.
  package func judge(_ formula: Expression, published number: Double) -> Judgement? {
    guard let computed = evaluate(formula) else { return nil }
    let flat = Value(perParameter: computed.blocks.map { block in block.map { _ in number } })
    return Judgement(
      published: computed.isPerParameter ? flat : Value(flat.blocks[0]), computed: computed, precision: precision)
  }

  /// Judges a quantity by its own equation, or a choice by its property.
  ///
  /// - Returns: nil if it cannot be evaluated on these values.
  package func judgeAsAsked(_ quantity: String) -> Judgement? {
    recipe.component.choices[quantity].map { judge($0, published: 0) } ?? judge(quantity)
  }

  /// A formula as the equations of a quantity. If each parameter has an equation of its own, the first formula stands
  /// for all of them. A mere number stands for all of them too.
  package func equations(of quantity: String, as formula: Expression) -> [Equation] {
    let own = recipe.equations(of: quantity)
    if own.count > 1, own[0].formula == formula { return own }
    if own.count > 1, case .number = formula.node { return own.map { Equation($0.target, formula) } }
    return [Equation(own.first?.target ?? Reference(quantity), formula)]
  }

  /// Judges published numbers by equations evaluated on a run.
  ///
  /// - Parameter reading: how the published numbers are supposed to be laid out.
  package func judge(
    _ equations: [Equation], on run: any RecordedRun, reading: (Value) -> Value = { $0 }
  ) -> Judgement? {
    var judgement: Judgement?
    for equation in equations {
      guard let computed = evaluate(equation, on: run) else { return nil }
      let published = recipe.value(of: equation.target, in: trace, inputs.names)
      let own = Judgement(published: reading(published), computed: computed, precision: precision)
      judgement = judgement.map { $0.joined(with: own) } ?? own
    }
    return judgement
  }

  /// Evaluates a formula on the program's own values.
  package func evaluate(_ formula: Expression) -> Value? { try? run.evaluate(formula) }

  /// Evaluates an equation on the program's own values, with the bound that it is judged by.
  package func evaluate(_ equation: Equation) -> Value? { evaluate(equation, on: run) }

  private func evaluate(_ equation: Equation, on run: any RecordedRun) -> Value? {
    try? run.evaluate(equation.formula, for: equation.target, orAs: recipe.forms(of: equation.target))
  }
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
