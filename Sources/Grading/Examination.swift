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
  /// What the program published of what it was given, under the names that it was given by: `W`, as its step has left it.
  var kept = Trace()
  private let bridged: [String: Value]
  private let run: any RecordedRun

  /// - Parameter counter: t at each step, where the program is supposed to count otherwise than 1, 2, 3, …
  /// - Throws: `RecipeError` where the reference itself cannot be evaluated; never for what the program published.
  init(
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
  func prefix(_ steps: Int) -> Examination? {
    var inputs = inputs
    inputs.series = inputs.series.prefix(steps)
    inputs.schedules = inputs.schedules.mapValues { Array($0.prefix(steps)) }
    inputs.steps = min(inputs.steps, steps)
    return try? Examination(
      caseID: caseID, recipe: recipe, inputs: inputs, golden: golden.prefix(steps), trace: trace.prefix(steps),
      precision: precision)
  }

  /// The same run as if some quantities had not been published: they are worked out from the others.
  func without(_ quantities: Set<String>) -> Examination? {
    var kept = trace
    for key in trace.keys where quantities.contains(key.quantity) { kept[key] = nil }
    return try? Examination(
      caseID: caseID, recipe: recipe, inputs: inputs, golden: golden, trace: kept, precision: precision)
  }

  /// One element of the run, over its first steps; nil for a network, where hardly an equation is elementwise.
  func chain(_ whole: WholeValues, parameter: Int, position: Int, steps: Int) -> ElementChain? {
    guard let recording = run as? Recording else { return nil }
    return ElementChain(
      recipe, recording: recording, names: recipe.quantities + recipe.inputs.map(\.name), whole: whole,
      parameter: parameter, position: position, steps: steps, precision: precision)
  }

  func isPublished(_ quantity: String) -> Bool { !trace.parameters(of: quantity).isEmpty }

  /// Whether a quantity has a matrix, in which rows and columns can be exchanged.
  func hasMatrix(_ quantity: String) -> Bool {
    recipe.value(of: quantity, in: trace, inputs.names).blocks.contains(where: \.isMatrixSeries)
  }

  /// Whether a quantity has a finite number that the program worked out.
  func hasNumbers(_ quantity: String) -> Bool {
    recipe.value(of: quantity, in: trace, inputs.names).blocks.contains { $0.values.contains(where: \.isFinite) }
  }

  /// How far the published numbers of a quantity are from what its own equation gives, or those of all parameters from
  /// theirs.
  ///
  /// - Returns: nil where an equation cannot be evaluated on these values.
  func judge(_ quantity: String) -> Judgement? { judge(recipe.equations(of: quantity), on: run) }

  /// How far the published numbers of an equation's target are from what a formula gives in its place.
  func judge(_ formula: Expression, for target: Reference) -> Judgement? {
    judge([Equation(target, formula)], on: run)
  }

  /// How far the published numbers of a quantity are from what a formula gives on the program's own values.
  ///
  /// - Parameters:
  ///   - formula: the quantity's own, or another that the program is supposed to use.
  ///   - supposing: formulas that it is supposed to use for quantities that it does not publish.
  /// - Returns: nil where the formula cannot be evaluated on these values.
  func judge(
    _ formula: Expression, for quantity: String, supposing replaced: [String: Expression] = [:], habit: Habit = .none
  ) -> Judgement? {
    guard let run = try? run(supposing: replaced, habit: habit) else { return nil }
    let own = recipe.equations(of: quantity)
    let isTransposed = habit == .transposes
    if case .scales(let scale) = habit {
      let multiples = own.compactMap { equation in
        scale.multiple(of: equation.formula, in: recipe).map { Equation(equation.target, $0) }
      }
      return multiples.isEmpty ? nil : judge(multiples, on: run)
    }
    // Where each parameter has an equation of its own, the first stands for all of them, and so does a mere number.
    if own.count > 1, own[0].formula == formula { return judge(own, on: run, isTransposed: isTransposed) }
    if own.count > 1, case .number = formula.node {
      return judge(own.map { Equation($0.target, formula) }, on: run, isTransposed: isTransposed)
    }
    let equation = Equation(own.first?.target ?? Reference(quantity), formula)
    return judge([equation], on: run, isTransposed: isTransposed)
  }

  private func judge(
    _ equations: [Equation], on run: any RecordedRun, isTransposed: Bool = false
  ) -> Judgement? {
    var judgement: Judgement?
    for equation in equations {
      guard let computed = try? run.evaluate(equation.formula, for: equation.target) else { return nil }
      let published = recipe.value(of: equation.target, in: trace, inputs.names)
      let own = Judgement(
        published: isTransposed ? published.readByColumns : published, computed: computed, precision: precision)
      judgement = judgement.map { $0.joined(with: own) } ?? own
    }
    return judgement
  }

  /// What a formula gives on the program's own values.
  func evaluate(_ formula: Expression) -> Value? { try? run.evaluate(formula) }

  /// What a state's formula gives where the parameters have one state between them.
  func sharing(_ quantity: String, _ formula: Expression) -> Value? {
    try? run(supposing: [:], habit: .sharesState(of: quantity)).evaluate(formula)
  }

  /// What an equation gives on the program's own values, with the bound that it is judged by.
  func evaluate(_ equation: Equation) -> Value? { try? run.evaluate(equation.formula, for: equation.target) }

  private func run(supposing replaced: [String: Expression], habit: Habit) throws -> any RecordedRun {
    if case .sharesState(let quantity) = habit {
      guard let recording = run as? Recording else { throw EvaluationError.unknownQuantity(Reference(quantity)) }
      let own = recipe.value(of: quantity, in: trace, inputs.names)
      return recording.looking(backOn: quantity, as: own.sharedInTurn(precision))
    }
    let countsPerParameter = habit == .countsPerParameter
    let looksAhead = habit == .looksAhead
    if replaced.isEmpty && !countsPerParameter && !looksAhead { return run }
    var supposed = recipe
    for (quantity, formula) in replaced { supposed = supposed.replacing(quantity, by: formula) }
    let counter = countsPerParameter ? stepsPerParameter : nil
    // Another counter reaches every quantity that was worked out with it, and so do other weights.
    let touched = counter == nil && !looksAhead ? supposed.dependents(of: Set(replaced.keys)) : Set(recipe.quantities)
    if let replay = run as? Replay {
      return try supposed.replay(
        of: trace, inputs: inputs, precision: precision, base: replay, touched: touched,
        looksAhead: looksAhead, step: counter)
    }
    let known = bridged.filter { !touched.contains($0.key) }
    let again = try supposed.bridge(
      over: trace, inputs: inputs, precision: precision, known: known, counter: counter)
    return try supposed.recording(
      of: trace, inputs: inputs, precision: precision, bridged: known.merging(again) { $1 }, step: counter)
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

extension Block {
  /// Whether it holds a matrix with more than one row and more than one column for each step.
  fileprivate var isMatrixSeries: Bool { axes.first == .step && shape.count == 3 && shape[1] > 1 && shape[2] > 1 }
}

extension Value {
  /// The same with each matrix read column by column: the transposed one, where rows are as many as columns.
  fileprivate var readByColumns: Value {
    map { block in
      guard block.isMatrixSeries else { return block }
      let (rows, columns) = (block.shape[1], block.shape[2])
      var values = block.values
      for step in 0..<block.shape[0] {
        for row in 0..<rows {
          for column in 0..<columns {
            let start = step * rows * columns
            values[start + row * columns + column] = block.values[start + column * rows + row]
          }
        }
      }
      return Block(axes: block.axes, shape: block.shape, values: values)
    }
  }

  /// What each parameter finds from the step before where all of them write to one state, each element at its place, in
  /// the parameters' order: what the last one to have such an element has left there; zero at the start.
  fileprivate func sharedInTurn(_ precision: Precision) -> Value {
    let strides = blocks.map { $0.isAbsent || $0.shape.isEmpty ? 0 : $0.count / Swift.max($0.shape[0], 1) }
    var left = [Double](repeating: 0, count: strides.max() ?? 0)
    var found = blocks.map { [Double](repeating: 0, count: $0.count) }
    for step in 0..<(blocks.first { !$0.isAbsent }?.shape.first ?? 0) {
      for (parameter, stride) in strides.enumerated() where (step + 1) * stride <= blocks[parameter].count {
        for place in 0..<stride {
          found[parameter][step * stride + place] = left[place]
          left[place] = blocks[parameter].values[step * stride + place]
        }
      }
    }
    return Value(
      perParameter: zip(blocks, found).map { block, values in
        block.isAbsent
          ? block : Block(axes: block.axes, shape: block.shape, values: values).rounded(in: precision)
      })
  }
}
