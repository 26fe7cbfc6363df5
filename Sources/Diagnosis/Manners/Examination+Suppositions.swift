internal import Equations
internal import Judging
internal import Reference

extension Examination {
  /// Judges the published numbers of a quantity by a formula on the program's own values.
  ///
  /// - Parameters:
  ///   - formula: the quantity's own, or another that the program is supposed to use.
  ///   - supposing: formulas that it is supposed to use for quantities that it does not publish.
  /// - Returns: nil if the formula cannot be evaluated on these values.
  func judge(
    _ formula: Expression, for quantity: String, supposing replaced: [String: Expression]
  ) -> Judgement? {
    let equations = equations(of: quantity, as: formula)
    let forms = equations.flatMap { [$0.formula] + recipe.forms(of: $0.target) }
    guard let run = try? run(supposing: replaced, for: forms) else { return nil }
    return judge(equations, on: run)
  }

  /// The numbers of an equation with some unpublished quantities computed otherwise; nil if it cannot be evaluated.
  ///
  /// - Parameter isBounded: false if a network's numbers are wanted without the bounds of their errors.
  func computed(
    _ equation: Equation, supposing replaced: [String: Expression], isBounded: Bool = true
  ) -> Value? {
    guard let run = try? run(supposing: replaced, for: [equation.formula], isBounded: isBounded) else { return nil }
    return try? run.evaluate(equation.formula)
  }

  /// One element of the run, over its first steps; nil for a network, which has hardly an elementwise equation.
  func chain(_ whole: WholeValues, parameter: Int, position: Int, steps: Int) -> ElementChain? {
    guard let recording = run as? Recording else { return nil }
    return ElementChain(
      recipe, recording: recording, names: recipe.quantities + recipe.inputs.map(\.name), whole: whole,
      parameter: parameter, position: position, steps: steps, precision: precision)
  }

  /// The run of a program that computes what it does not publish by other formulas.
  ///
  /// - Parameters:
  ///   - looksAhead: true if a parameter's name is supposed to mean its weights after the step.
  ///   - formulas: the only ones that will be evaluated; nil for any.
  ///   - isBounded: false if a network's numbers are wanted without the bounds of their errors.
  func run(
    supposing replaced: [String: Expression], looksAhead: Bool = false, for formulas: [Expression]? = nil,
    isBounded: Bool = true
  ) throws -> any RecordedRun {
    if replaced.isEmpty && !looksAhead { return run }
    var supposed = recipe
    for (quantity, formula) in replaced { supposed = supposed.replacing(quantity, by: formula) }
    // Other weights reach every quantity.
    let changed = Set(replaced.keys)
    if let replay = run as? Replay {
      var touched =
        looksAhead ? Set(recipe.quantities) : dependencies.dependents(of: changed, besides: published)
      if let formulas {
        touched.formIntersection(dependencies.ancestors(of: formulas, supposing: replaced, besides: published))
      }
      return try replay.supposing(
        supposed, changed: changed, touched: touched, looksAhead: looksAhead, isBounded: isBounded)
    }
    let touched = looksAhead ? Set(recipe.quantities) : dependencies.dependents(of: changed)
    let known = bridged.filter { !touched.contains($0.key) }
    let again = try supposed.bridge(over: trace, inputs: inputs, precision: precision, known: known)
    return try supposed.recording(
      of: trace, inputs: inputs, precision: precision, bridged: known.merging(again) { $1 })
  }
}
