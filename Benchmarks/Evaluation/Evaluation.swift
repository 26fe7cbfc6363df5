internal import Diagnosis
package import Equations
internal import GradeModel
internal import Grading
internal import Judging
internal import Reference
internal import Tensors
package import Traces

/// Measures the grader itself: honest programs, single and double mistakes, wrong constants, hidden quantities, and
/// programs that no mistake explains.
package struct Evaluation: Sendable {
  package let recipe: Recipe
  private let edits: [String: [Edit]]

  package init(_ recipe: Recipe) {
    self.recipe = recipe
    let operators = EditOperators(recipe)
    edits = Dictionary(
      recipe.equations.map { ($0.target.name, operators.edits(of: $0.formula, for: $0.target.name)) },
      uniquingKeysWith: { $1 })
  }

  /// A student: a recipe of its own, and the quantities that it keeps to itself.
  package struct Student: Sendable {
    package let recipe: Recipe
    /// Its mistakes, in a quantity's own equation each; empty for an honest student.
    package var mistakes: [Edit] = []
    package var hidden: Set<String> = []
    package var name = ""

    /// The same program, publishing less.
    package func hiding(_ quantities: Set<String>) -> Student {
      var student = self
      student.hidden = quantities
      return student
    }
  }

  /// The result of grading a student.
  package struct Outcome: Sendable {
    /// The quantities that lost marks.
    package var blamed: Set<String> = []
    /// Those among them whose own equation no finite number contradicts, or that have no finite number at all.
    package var unseen: Set<String> = []
    /// The quantities with a diagnosis, and the formula that it supposes.
    package var found: [String: [Edit]] = [:]
    /// The largest ratio of a residual to its bound, for honest students.
    package var worst = 0.0
    /// The time that the search for explanations took.
    package var diagnosing: Duration = .zero
  }

  // MARK: Students

  /// Honest programs: the same equations in other orders of arithmetic.
  package func honest(_ count: Int) -> [Student] {
    (1...count).map { seed in
      var variant = HonestVariant(seed: UInt64(seed))
      return Student(recipe: variant.rearranged(recipe), name: "variant \(seed)")
    }
  }

  /// Programs with one wrong equation, every `stride`-th of all single changes.
  package func singles(stride: Int = 1) -> [Student] {
    let hidden = recipe.component.hidden
    let all = recipe.equations.filter { !hidden.contains($0.target.name) }.flatMap { edits[$0.target.name] ?? [] }
    return Swift.stride(from: 0, to: all.count, by: stride).map { student([all[$0]], seed: UInt64($0)) }
  }

  /// Programs with two changes in one equation, or in two.
  package func pairs(_ count: Int, inOneEquation: Bool, seed: UInt64) -> [Student] {
    var generator = SeededGenerator(seed: seed)
    let operators = EditOperators(recipe)
    var students: [Student] = []
    var attempts = 0
    while students.count < count && attempts < 20 * count {
      attempts += 1
      guard let quantity = recipe.quantities.randomElement(using: &generator),
        let first = edits[quantity]?.randomElement(using: &generator)
      else { continue }
      if inOneEquation {
        guard
          let second = operators.edits(of: first.formula, for: quantity).randomElement(using: &generator),
          second.formula != recipe.formula(of: quantity)
        else { continue }
        let both = Edit(quantity: quantity, formula: second.formula, changes: first.changes + second.changes)
        students.append(student([both], seed: generator.next()))
      } else {
        guard let other = recipe.quantities.filter({ $0 != quantity }).randomElement(using: &generator),
          let second = edits[other]?.randomElement(using: &generator)
        else { break }
        students.append(student([first, second], seed: generator.next()))
      }
    }
    return students
  }

  /// Programs with a number of their own where a setting belongs.
  package func constants(_ count: Int, seed: UInt64) -> [Student] {
    var generator = SeededGenerator(seed: seed)
    var students: [Student] = []
    for _ in 0..<(20 * count) where students.count < count {
      guard let quantity = recipe.quantities.randomElement(using: &generator),
        let formula = recipe.formula(of: quantity),
        let name = formula.node.settings.sorted().randomElement(using: &generator)
      else { continue }
      let value = ((0.02 + 0.95 * generator.uniform()) * 1000).rounded() / 1000
      let changed = Expression(formula.node.replacing(.setting(name), by: .number(value)))
      students.append(
        student([Edit(quantity: quantity, formula: changed, changes: [.constantForSetting(name, value)])], seed: 0))
    }
    return students
  }

  /// Programs that are wrong in ways that no one or two changes explain.
  package func strangers(_ count: Int, seed: UInt64) -> [Student] {
    var generator = SeededGenerator(seed: seed)
    let shapes: [@Sendable (Expression) -> Expression] = [
      { tanh($0) }, { $0 * exp(-square($0)) }, { $0 + square($0) / (1 + square($0)) }, { sign($0) * sqrt(abs($0)) / 3 },
      { $0 * (1 + number(0.37) * t / (t + 3)) }, { $0 / (1 + abs($0)) }, { $0 - number(0.123) * tanh($0 * 7) },
      { log($0) / 3 }, { sqrt($0 - number(0.05)) * $0 },
    ]
    return (0..<count).compactMap { index in
      let asked = recipe.quantities.filter { !recipe.component.hidden.contains($0) }
      guard let quantity = asked.randomElement(using: &generator), let formula = recipe.formula(of: quantity)
      else { return nil }
      let strange = shapes[index % shapes.count](formula)
      return student([Edit(quantity: quantity, formula: strange, changes: [])], seed: 0)
    }
  }

  private func student(_ mistakes: [Edit], seed: UInt64) -> Student {
    var changed = recipe
    for edit in mistakes { changed = changed.replacing(edit.quantity, by: edit.formula) }
    // The right equations are written in some honest way; the wrong ones stay as they are supposed.
    return Student(recipe: changed, mistakes: mistakes, name: mistakes.map(\.quantity).joined(separator: "+"))
  }

  // MARK: Grading

  /// The cases that students are graded on: usual settings and general ones.
  package func cases(steps: Int) -> [RunInputs] {
    [inputs(steps: steps, isGeneral: false, seed: 11), inputs(steps: steps, isGeneral: true, seed: 12)]
  }

  /// The settings in which no two numbers are alike.
  var general: [String: Double] {
    let settings = recipe.component.settings.compactMap { setting in setting.general.map { (setting.name, $0) } }
    return Dictionary(uniqueKeysWithValues: settings)
  }

  func inputs(steps: Int, isGeneral: Bool, seed: UInt64) -> RunInputs {
    var generator = SeededGenerator(seed: seed)
    // Some optimizers update matrices only.
    let shapes = recipe.axes["weights"] == nil ? ["W": [4, 3], "b": [3], "s": []] : ["V": [3, 5], "W": [4, 3]]
    let own = isGeneral ? general : [:]
    guard recipe.component.kind == .optimizer else {
      return DrawnInputs.inputs(for: recipe, steps: steps, settings: own, seed: seed, isLarger: isGeneral)
    }
    var parameters: [String: Tensor] = [:]
    var series = Trace()
    for (name, shape) in shapes.sorted(by: { $0.key < $1.key }) {
      parameters[name] = Tensor(repeating: 0, shape: shape).map { _ in
        (0.75 + generator.uniform() / 2) * (generator.uniform() < 0.5 ? -1 : 1)
      }
      series["gradients", name] = Trace.Series(shape: shape)
    }
    for _ in 0..<steps {
      // 10^U(−1.6, 1.6), by squaring: √10 to a whole power, times a factor.
      let size = Binary.power.value(10, Double(Int(generator.uniform() * 32) - 16) / 10)
      for name in shapes.keys.sorted() {
        let count = shapes[name]?.reduce(1, *) ?? 1
        let values = (0..<count).map { _ in
          // The sum of twelve uniform numbers is near enough to a normal one.
          size * ((0..<12).reduce(0.0) { sum, _ in sum + generator.uniform() } - 6)
        }
        series["gradients", name]?.append(values)
      }
    }
    return RunInputs(parameters: parameters, series: series, settings: own)
  }

  /// Grades the traces of a student in each case, as the grader does.
  package func grade(_ traces: [Trace], on cases: [RunInputs], diagnosing: Bool = true) -> Outcome? {
    var outcome = Outcome()
    var examinations: [Examination] = []
    for (trace, inputs) in zip(traces, cases) {
      guard let golden = try? recipe.trace(inputs),
        let examination = try? Examination(
          caseID: "", recipe: recipe, inputs: inputs, golden: golden,
          trace: Structure.judgeable(trace, golden: golden, without: recipe.component.hidden))
      else { return nil }
      examinations.append(examination)
      for (quantity, verdict) in Verdicts(examination, published: trace, edits: edits).all()
      where verdict.outcome == .incorrect || verdict.outcome == .unproven {
        outcome.blamed.insert(quantity)
      }
      for quantity in recipe.quantities where examination.isPublished(quantity) {
        if let formula = recipe.formula(of: quantity), let judgement = examination.judge(formula, for: quantity) {
          outcome.worst = max(outcome.worst, judgement.worst)
        }
      }
    }
    if diagnosing {
      let clock = ContinuousClock()
      let started = clock.now
      defer { outcome.diagnosing = clock.now - started }
      let diagnoser = Diagnoser(examinations, edits: edits)
      for quantity in outcome.blamed.sorted() {
        let hasNumbers = examinations.contains { $0.hasNumbers(quantity) }
        if diagnoser.isInnocent(quantity) || !hasNumbers {
          outcome.unseen.insert(quantity)
        } else if let finding = diagnoser.explain(quantity) {
          outcome.found[quantity] = finding.supposition.edits
        }
      }
    }
    return outcome
  }

  /// The traces that a student publishes in each case.
  package func traces(_ student: Student, on cases: [RunInputs]) -> [Trace]? {
    var traces: [Trace] = []
    for inputs in cases {
      guard var trace = try? student.recipe.trace(inputs) else { return nil }
      let unasked = student.hidden.union(recipe.component.hidden)
      for key in trace.keys where unasked.contains(key.quantity) { trace[key] = nil }
      traces.append(trace)
    }
    return traces
  }

  /// True if a mistake changes any number of its own equation in these cases.
  package func shows(_ student: Student, in cases: [RunInputs]) -> Bool {
    guard let traces = traces(Student(recipe: student.recipe), on: cases) else { return false }
    return !(grade(traces, on: cases, diagnosing: false)?.blamed.isEmpty ?? true)
  }

  /// True if a diagnosis is the mistake itself, or gives the same numbers as it on a case that it has not seen.
  package func isRight(_ found: [Edit], for mistake: Edit) -> Bool {
    guard let own = found.first(where: { $0.quantity == mistake.quantity }) else { return false }
    if own.formula == mistake.formula { return true }
    let fresh = inputs(steps: 40, isGeneral: true, seed: 977)
    let supposed = recipe.replacing(mistake.quantity, by: own.formula)
    let actual = recipe.replacing(mistake.quantity, by: mistake.formula)
    guard let trace = try? actual.trace(fresh), let golden = try? recipe.trace(fresh),
      let examination = try? Examination(
        caseID: "", recipe: supposed, inputs: fresh, golden: golden, trace: Structure.judgeable(trace, golden: golden))
    else { return false }
    return examination.judge(own.formula, for: mistake.quantity)?.holds ?? false
  }

  /// True if a diagnosis gives the same weights as a mistake on a case that it has not seen, whichever quantity it
  /// blames.
  package func isTwin(_ found: [Edit], of mistake: Edit) -> Bool {
    let fresh = inputs(steps: 40, isGeneral: true, seed: 977)
    var supposed = recipe
    for edit in found { supposed = supposed.replacing(edit.quantity, by: edit.formula) }
    let actual = recipe.replacing(mistake.quantity, by: mistake.formula)
    guard let trace = try? actual.trace(fresh), let golden = try? recipe.trace(fresh) else { return false }
    var weights = Trace()
    for key in trace.keys where key.quantity == "weights" || key.quantity == "gradients" { weights[key] = trace[key] }
    guard
      let examination = try? Examination(
        caseID: "", recipe: supposed, inputs: fresh, golden: golden, trace: Structure.judgeable(weights, golden: golden)
      ),
      let formula = supposed.formula(of: "weights")
    else { return false }
    return examination.judge(formula, for: "weights")?.holds ?? false
  }

  /// The student's program in Swift; nil if the kit lacks words for a part of it.
  package func source(_ student: Student, style: Int) -> String? {
    let styles = SwiftProgram.Style.allCases
    return SwiftProgram.source(
      student.recipe, type: "Submission", style: styles[style % styles.count], hiding: student.hidden)
  }
}

extension Examination {
  /// True if a quantity has a finite number that the program worked out.
  fileprivate func hasNumbers(_ quantity: String) -> Bool {
    recipe.value(of: quantity, in: trace, inputs.names).blocks.contains { $0.values.contains(where: \.isFinite) }
  }
}
