internal import Assignments
internal import Equations
package import Grading
internal import Judging
internal import Reference
package import Traces

/// A program that cheats in one way.
package struct CheatingStudent: Subject {
  private let grader: Grader
  private let cheat: Cheat
  private var recipe: Recipe { grader.recipe }

  package init(_ cheat: Cheat, in grader: Grader) {
    self.cheat = cheat
    self.grader = grader
  }

  package func run(_ inputs: RunInputs) async -> CaseRun {
    let honest = await SimulatedStudent(recipe).run(inputs)
    let isKnown = grader.inputs.contains(inputs)
    switch cheat {
    case .memorised: return await memorised(inputs)
    case .knowsTheCases where !isKnown:
      return CaseRun(trace: Trace(), ending: .stopped(.crashed, .crashed(message: "unknown inputs"), place: nil))
    case .honestElsewhere where !isKnown: return honest
    default: break
    }
    guard honest.ending == .completed else { return honest }
    if cheat == .backSolved { return CaseRun(trace: backSolved(honest.trace, inputs), ending: .completed) }
    let made = cheat.followsThrough ? following(honest.trace, inputs) : nil
    return CaseRun(trace: made ?? changed(honest.trace, inputs), ending: .completed)
  }

  /// The program has no other answers for inputs that it has never seen.
  private func memorised(_ inputs: RunInputs) async -> CaseRun {
    let cases = grader.assignment.cases
    var other = cases.first { RunInputs($0) == inputs } ?? cases[0]
    other.seed += 1_000
    for setting in recipe.component.settings where other.settings[setting.name] != nil {
      // A count stays the case's own: seven eighths of it is none.
      guard let usual = recipe.defaults[setting.name], usual != 0, setting.domain.contains(0.875 * usual) else {
        continue
      }
      other.settings[setting.name] = 0.875 * usual
    }
    return await SimulatedStudent(recipe).run(RunInputs(other))
  }

  /// The quantities that are computed from an input, of those that are graded.
  private var roots: [String] {
    let given = Set(recipe.inputs.map(\.name))
    let graded = Set(grader.assignment.quantities.map(\.name))
    func reaches(_ quantity: String, _ seen: Set<String>) -> Bool {
      recipe.equations(of: quantity).contains { equation in
        recipe.sources(of: equation.formula).contains { source in
          if given.contains(source), recipe.formula(of: source) == nil { return true }
          return !graded.contains(source) && !seen.contains(source) && reaches(source, seen.union([source]))
        }
      }
    }
    let found = recipe.quantities.filter { graded.contains($0) && $0 != "weights" && reaches($0, [$0]) }
    return Array(Set(found)).sorted()
  }

  /// The inputs are the kit's to report, and not the program's. Its picks are its own.
  private func owned(_ inputs: RunInputs) -> (String) -> Bool {
    let given =
      recipe.quantities.contains("gradients") ? [] : Set(recipe.inputs.map(\.name)).subtracting(inputs.chosen)
    return { !given.contains($0) }
  }

  private func changed(_ trace: Trace, _ inputs: RunInputs, only names: Set<String>? = nil) -> Trace {
    let isOwn = owned(inputs)
    let smallest = inputs.parameters.min { ($0.value.count, $0.key) < ($1.value.count, $1.key) }?.key
    var trace = trace
    for key in trace.keys where names?.contains(key.quantity) ?? isOwn(key.quantity) {
      if [.oneParameterOnly, .undefinedButInOne].contains(cheat), key.parameter == smallest, inputs.parameters.count > 1
      {
        continue
      }
      trace[key] = trace[key].flatMap { MadeUp(cheat, steps: inputs.steps).series($0, of: key.quantity) }
    }
    return trace
  }

  /// Made-up numbers in the roots, and everything else computed from them. nil if that cannot be.
  private func following(_ honest: Trace, _ inputs: RunInputs) -> Trace? {
    // A schedule has no inputs: all of it is made up.
    guard !roots.isEmpty else { return nil }
    let made = changed(honest, inputs, only: Set(roots))
    let taken = Dictionary(uniqueKeysWithValues: roots.map { ($0, recipe.value(of: $0, in: made, inputs.names)) })
    guard var trace = try? recipe.trace(inputs, taking: taken) else { return nil }
    for key in trace.keys where recipe.component.hidden.contains(key.quantity) { trace[key] = nil }
    for key in made.keys where roots.contains(key.quantity) { trace[key] = made[key] }
    return trace
  }

  /// Everything is made up out of the right numbers. Then one quantity is what the next equation wants, moved by a few
  /// roundings.
  private func backSolved(_ honest: Trace, _ inputs: RunInputs) -> Trace {
    let made = changed(honest, inputs)
    for result in recipe.quantities.reversed() where recipe.equations(of: result).count == 1 {
      for operand in recipe.quantities where operand != result && recipe.equations(of: operand).count == 1 {
        guard
          let solved = recipe.formula(of: result)?.node.solved(
            for: Reference(operand), result: Reference(result)),
          let examination = try? Examination(caseID: "", recipe: recipe, inputs: inputs, golden: honest, trace: made),
          let value = examination.evaluate(Expression(solved))
        else { continue }
        var trace = made
        // A layer's axes have names. A formula that is solved backwards may lack some of them, or have others.
        let published = recipe.value(of: operand, in: made, inputs.names)
        for (index, owner) in (published.isPerParameter ? inputs.names : [""]).enumerated() {
          let own = published.block(index)
          guard let series = made[operand, owner], own.count == series.values.count, value.block(index).fits(own) else {
            continue
          }
          let block = value.block(index).aligned(to: own.axes, shape: own.shape)
          trace[operand, owner] = .init(
            shape: series.shape, steps: series.steps,
            values: block.values.enumerated().map {
              $1 * (1 + ($0 % 2 == 0 ? 8 : -8) * examination.precision.unitRoundoff)
            })
        }
        return trace
      }
    }
    return made
  }
}
