internal import Diagnosis
internal import Equations
internal import Grading
internal import Judging
internal import Reference
internal import Traces

/// A student with one mistake, as the self-check sends it through the cases.
struct SimulatedMistake: Sendable {
  /// The sentence for the student.
  let sentence: String
  /// The changed formula, if a single one is changed, and the right one.
  var edit: Edit?
  var original: Expression?
  /// The equation that is changed, counted in the recipe's.
  var place: Int?
  /// All equations of a program with two changes.
  var equations: [Equation]?
  /// The two mistakes by themselves, if they are in two equations.
  var parts: [SimulatedMistake] = []
  /// The quantities that may come out otherwise; nil for all.
  var touched: Set<String>?
  /// True if the mistake may change nothing, as with a single parameter.
  var isHabit = false
  /// Returns the published trace; nil if the program cannot be run.
  let trace: @Sendable (RunInputs) -> Trace?

  func reaches(_ quantity: String) -> Bool { touched?.contains(quantity) ?? true }

  /// Every single change of each equation, every other convention, and common habits.
  static func all(_ grader: Grader) -> [SimulatedMistake] {
    let asked = asked(grader)
    return edits(grader).filter {
      $0.edit.map { asked.contains($0.quantity) } ?? $0.touched.map { !$0.isDisjoint(with: asked) } ?? true
    }
      + conventions(grader.recipe) + habits(grader.recipe, of: asked)
  }

  /// The quantities that a student can get wrong: all that the weights or a grade depend on. Quantities that the host
  /// works out itself and nobody grades are skipped.
  private static func asked(_ grader: Grader) -> Set<String> {
    let recipe = grader.recipe
    let graded = Set(grader.assignment.quantities.map(\.name))
    let isAsked = grader.assignment.cases.contains { $0.objective != nil }
    let answered = isAsked ? Set(["gradients"]).subtracting(graded) : []
    return Set(recipe.quantities).subtracting(answered).filter { quantity in
      !recipe.dependents(of: [quantity]).isDisjoint(with: graded.union(["weights"]))
    }
  }

  private static func edits(_ grader: Grader) -> [SimulatedMistake] {
    let recipe = grader.recipe
    let wording = DiagnosisWording(recipe)
    let operators = EditOperators(recipe)
    let suppositions = Suppositions(recipe: recipe, edits: grader.edits, isPublished: { _ in true })
    return recipe.equations.enumerated().flatMap { index, equation in
      let quantity = equation.target.name
      let dependents = recipe.dependents(of: [quantity])
      // A quantity may have an equation for each parameter, and a student may get one of them wrong.
      let isOnly = recipe.equations(of: quantity).count == 1
      let edits = isOnly ? suppositions.own(quantity) : operators.edits(of: equation.formula, for: quantity)
      let states = isOnly ? recipe.mistakesWithStates.filter { $0.quantity == quantity } : []
      return edits.map { edit in
        SimulatedMistake(
          sentence: wording.sentence(for: edit), edit: edit, original: equation.formula, place: index,
          touched: dependents
        ) { inputs in
          var changed = recipe.equations
          changed[index] = Equation(equation.target, edit.formula)
          return try? recipe.rewritten(changed).trace(inputs)
        }
      }
        + states.map { mistake in
          SimulatedMistake(sentence: wording.sentence(.keeps(mistake.sentence), of: quantity), touched: dependents) {
            try? recipe.replacing(quantity, by: mistake.formula, keeping: mistake.states).trace($0)
          }
        }
    }
  }

  /// Another convention throughout.
  private static func conventions(_ recipe: Recipe) -> [SimulatedMistake] {
    let wording = DiagnosisWording(recipe)
    return recipe.component.conventions.compactMap { convention in
      guard convention.name != recipe.convention, let other = try? recipe.component.recipe(convention.name),
        other.inputs == recipe.inputs
      else { return nil }
      let edit = Edit(quantity: "", formula: 0, changes: [.convention(convention.name)])
      return SimulatedMistake(sentence: wording.sentence(for: edit)) { try? other.trace($0) }
    }
  }

  private static func habits(_ recipe: Recipe, of asked: Set<String>) -> [SimulatedMistake] {
    let wording = DiagnosisWording(recipe)
    var found: [SimulatedMistake] = []
    func manner(_ manner: Manner, of quantity: String, _ trace: @escaping @Sendable (RunInputs, Trace) -> Trace?) {
      found.append(
        SimulatedMistake(sentence: wording.sentence(manner, of: quantity), isHabit: true) { inputs in
          (try? recipe.trace(inputs)).flatMap { trace(inputs, $0) }
        })
    }
    let isOptimizer = recipe.component.kind == .optimizer
    if recipe.equations.contains(where: { $0.formula.node.countsSteps }) {
      manner(.countsFaster(2), of: "") { inputs, _ in
        try? recipe.trace(inputs, counter: Counters.raised(by: 2, inputs))
      }
      if isOptimizer {
        manner(.countsPerParameter, of: "") { inputs, _ in
          try? recipe.trace(inputs, counter: Counters.perParameter(inputs))
        }
      }
    }
    for quantity in recipe.reported where recipe.formula(of: quantity) != nil && asked.contains(quantity) {
      let isState = recipe.equations(of: quantity).contains { $0.formula.node.looksBack(on: quantity) }
      if isOptimizer, isState, quantity != "weights", recipe.perParameter.contains(quantity) {
        manner(.sharesState(of: quantity), of: quantity) { $1.sharing(quantity, recipe, $0) }
      }
      manner(.skips(.end(isLast: true, ofSingles: false), .zero), of: quantity) { $1.losing(quantity) }
      if isOptimizer, recipe.perParameter.contains(quantity) {
        manner(.skips(.end(isLast: true, ofSingles: false), .unchanged), of: quantity) {
          $1.freezing(quantity)
        }
      }
      if recipe.equations(of: quantity).count == 1 {
        manner(.transposes, of: quantity) { $1.transposing(quantity) }
      }
    }
    found += kept(recipe, of: asked) + keptFromStepToStep(recipe, of: asked)
    found.append(
      SimulatedMistake(sentence: DiagnosisWording.singlePrecision) { inputs in
        // Roundings of Float are no mistake where Float is asked for.
        guard inputs.format == .double else { return nil }
        return (try? recipe.trace(inputs))?.inSinglePrecision(without: recipe.inputs.map(\.name))
      })
    return found
  }
}

extension Trace {
  /// The same trace with other numbers of one quantity; `change` returns nil for a series that it leaves as it is.
  private func changing(_ quantity: String, _ change: (Series, _ parameter: String) -> Series?) -> Trace? {
    var changed = self
    for parameter in parameters(of: quantity) {
      if let series = self[quantity, parameter], let other = change(series, parameter) {
        changed[quantity, parameter] = other
      }
    }
    return changed
  }

  /// Sets the last element of each tensor to zero at every step.
  fileprivate func losing(_ quantity: String) -> Trace? {
    changing(quantity) { series, _ in
      guard series.stride > 1 else { return nil }
      let values = series.values.enumerated().map { ($0 + 1) % series.stride == 0 ? 0 : $1 }
      return Series(shape: series.shape, steps: series.steps, values: values)
    }
  }

  /// Keeps the last element of each tensor at its value in the first entry.
  fileprivate func freezing(_ quantity: String) -> Trace? {
    changing(quantity) { series, _ in
      guard series.stride > 1 else { return nil }
      let first = series.values[series.stride - 1]
      let values = series.values.enumerated().map { ($0 + 1) % series.stride == 0 ? first : $1 }
      return Series(shape: series.shape, steps: series.steps, values: values)
    }
  }

  /// Exchanges rows and columns of matrices, and their extents.
  fileprivate func transposing(_ quantity: String) -> Trace? {
    changing(quantity) { series, _ in
      guard series.shape.count == 2, series.shape[0] > 1, series.shape[1] > 1 else { return nil }
      let (rows, columns) = (series.shape[0], series.shape[1])
      let values = (0..<series.steps).flatMap { step in
        (0..<columns).flatMap { column in
          (0..<rows).map { series.values[step * rows * columns + $0 * columns + column] }
        }
      }
      return Series(shape: [columns, rows], steps: series.steps, values: values)
    }
  }

  fileprivate func inSinglePrecision(without given: [String]) -> Trace {
    var rounded = self
    for key in keys where !given.contains(key.quantity) {
      guard let series = self[key] else { continue }
      let start = (1 - Trace.firstStep(of: key.quantity)) * series.stride
      rounded[key] = Series(
        shape: series.shape, steps: series.steps,
        values: series.values.enumerated().map { $0 < start ? $1 : Double(Float($1)) })
    }
    return rounded
  }

  /// Simulates one state for all parameters, which each of them updates in turn. The equation is evaluated on the
  /// others' results again and again, until they no longer change.
  fileprivate func sharing(_ quantity: String, _ recipe: Recipe, _ inputs: RunInputs) -> Trace? {
    guard let formula = recipe.formula(of: quantity) else { return nil }
    var shared = self
    for _ in 0...(inputs.steps * inputs.names.count) {
      guard
        let examination = try? Examination(
          caseID: "", recipe: recipe, inputs: inputs, golden: self, trace: shared),
        let value = examination.sharing(quantity, formula)
      else { return nil }
      var isSettled = true
      for (name, block) in zip(inputs.names, value.blocks) where !block.isAbsent {
        guard let series = shared[quantity, name], block.count == series.values.count else { return nil }
        let axes = [.step] + series.shape.indices.map(Axis.dimension)
        // A factor of a matrix has its columns alone.
        guard Set(axes) == Set(block.axes) else { return nil }
        let ordered = block.aligned(to: axes, shape: [series.steps] + series.shape)
        if ordered.values != series.values { isSettled = false }
        shared[quantity, name] = Series(shape: series.shape, steps: series.steps, values: ordered.values)
      }
      if isSettled { break }
    }
    let own = recipe.value(of: quantity, in: shared, inputs.names)
    return try? recipe.trace(inputs, taking: [quantity: own])
  }
}
