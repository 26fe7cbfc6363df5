import ArgumentParser
import Assignments
import Diagnosis
import GradeModel
import Reporting

/// The options on what of a report the terminal shows.
struct ViewOptions: ParsableArguments {
  @Flag(help: "Show every check with all its numbers.")
  var full = false

  @Option(name: .customLong("case"), help: "Show one case in full; every case is run and counts.")
  var caseID: String?

  @Option(help: "With --case: show its numbers at this step too, yours beside those that are right.")
  var step: Int?

  @Flag(name: .customLong("only-failing"), help: "Show the checks that lost points, with all their numbers.")
  var onlyFailing = false

  @Flag(help: "Show the equations that are asked for, and yours beside them where they differ.")
  var explain = false

  func validate() throws {
    if let step, step < 1 { throw ValidationError("--step counts from 1, and was given \(step)") }
    if step != nil, caseID == nil { throw ValidationError("--step is a step of a case: name it with --case") }
  }

  /// Returns the view, and the step whose numbers it shows.
  func view(
    of bench: Bench, command: Reproduction
  ) throws(Failure) -> (view: View, step: (caseID: String, step: Int)?) {
    let isWhole = full || caseID != nil || onlyFailing
    let equations = explain ? bench.parts.flatMap { $0.equations(in: bench.assignment) } : []
    let view = View(
      isWhole ? .full : .brief, caseID: caseID, onlyFailing: onlyFailing, equations: equations, command: command)
    guard let caseID else { return (view, nil) }
    let cases = bench.assignment.cases.filter { !$0.isHidden }
    guard let chosen = cases.first(where: { $0.id == caseID }) else {
      throw .usage(Wording.noCase(caseID, known: cases.map(\.id)))
    }
    if let step, step > chosen.steps { throw .usage(Wording.noStep(step, of: caseID, steps: chosen.steps)) }
    return (view, step.map { (caseID, $0) })
  }
}

extension BenchPart {
  /// The equations that are asked for; each part's stand under its title.
  fileprivate func equations(in whole: Assignment) -> [EquationText] {
    let isPart = !whole.parts.isEmpty
    let lines = EquationLines(grader.recipe).entries.map { line in
      EquationText(
        symbol: line.symbol, text: line.text,
        quantity: line.target.map { isPart ? PartName.joined(assignment.id, $0.name) : $0.name },
        parameter: line.target?.parameter)
    }
    return (isPart ? [EquationText(symbol: nil, text: assignment.title)] : []) + lines
  }
}
