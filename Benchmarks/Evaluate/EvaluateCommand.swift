import ArgumentParser
import Equations
import Evaluation
import Reference
import Traces

import Foundation

/// The report that `script/evaluate` prints.
@main
struct Evaluate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gradus-evaluate", abstract: "Measure the grader itself on honest and wrong programs.")

  @Option(help: "Try every Nth single mistake.")
  var stride = 3

  @Option(help: "Compile and run every Nth student of a row as a real Swift program; 0 for none.")
  var real = 2

  @Option(help: "Instead: judge that many check lines of legal rearrangements, over all recipes.")
  var lines: Int?

  @Option(help: "Instead: diagnose that many programs of each generator for each assignment.")
  var drawn: Int?

  @Option(help: "With --drawn: one assignment alone.")
  var assignment: String?

  @Option(help: "With --drawn: another row of draws for each number.")
  var seed: UInt64 = 0

  @Flag(help: "With --drawn: list the programs that were not explained.")
  var list = false

  @Flag(help: "With --drawn: only programs that compute something else.")
  var outside = false

  @Option(help: "Instead: run programs for Adam, and write what they publish to this folder.")
  var traces: String?

  @Argument(help: "With --traces: the programs' files or folders.")
  var programs: [String] = []

  private static let recipes = [
    "gradientDescent", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "adamax", "nadam", "amsgrad",
    "adamw", "radam", "lion", "yogi", "adabelief",
  ]

  func run() async throws {
    if let lines { return try judge(lines: lines) }
    if let traces { return try await PublishedTraces().write(programs, to: traces) }
    if let drawn {
      let rows = DrawnRows(count: drawn, assignment: assignment, seed: seed, lists: list, isOutside: outside)
      return try rows.run()
    }
    let machine = try await RealPrograms(environment: ProcessInfo.processInfo.environment)
    var rows = EvaluationRows()
    for name in Self.recipes {
      let component = try Catalogue.component(name)
      for convention in component.conventions {
        let recipe = try component.recipe(convention.name)
        // A recipe that asks for gradients itself needs an objective, which generated programs do not ask.
        guard recipe.inputs.map(\.name) == ["gradients"] else { continue }
        let isFirst = convention == component.conventions[0]
        await evaluate(Evaluation(recipe), isFirst: isFirst, machine, &rows)
      }
      say(name)
    }
    for component in Catalogue.components where [.layer, .loss, .schedule].contains(component.kind) {
      say(component.name)
      for convention in component.conventions {
        evaluateSimulated(Evaluation(try component.recipe(convention.name)), &rows)
      }
    }
    say("network")
    let network = try await NetworkEvaluation().honest(20)
    print(rows.text + "\n" + network.line)
  }

  /// Judges legal rearrangements of every recipe until there are so many check lines, and ends with a failure if one is
  /// lost.
  private func judge(lines: Int) throws {
    var honest = try HonestLines()
    var seed: UInt64 = 0
    while honest.lines < lines {
      seed += 1
      try honest.add(seed: seed)
      if seed % 10 == 0 { say("\(honest.lines) lines, \(honest.lost.count) lost") }
    }
    print(honest.text)
    if !honest.lost.isEmpty { throw ExitCode.failure }
  }

  /// Reports the part that is done to the user who waits.
  private func say(_ part: String) { FileHandle.standardError.write(Data("\(part)\n".utf8)) }

  private func evaluate(
    _ evaluation: Evaluation, isFirst: Bool, _ machine: RealPrograms, _ rows: inout EvaluationRows
  ) async {
    let cases = evaluation.cases(steps: 25)
    for steps in [25, 250, 2_000] where steps == 25 || isFirst {
      let long = steps == 25 ? cases : evaluation.cases(steps: steps)
      for (index, student) in evaluation.honest(6).enumerated() {
        for run in await runs(student, index, evaluation, long, machine) {
          rows.honest(
            evaluation.grade(run.traces, on: long, diagnosing: false), label: "\(steps) steps", isReal: run.isReal)
        }
      }
    }
    let singles = evaluation.singles(stride: stride)
    await judge(singles, evaluation, cases, machine, row: "single mistakes", &rows)
    await judge(evaluation.constants(8, seed: 5), evaluation, cases, machine, row: "wrong constants", &rows)
    await judge(
      evaluation.pairs(6, inOneEquation: false, seed: 3), evaluation, cases, machine, row: "pairs in two equations",
      &rows)
    await judge(
      evaluation.pairs(6, inOneEquation: true, seed: 4), evaluation, cases, machine, row: "pairs in one equation",
      &rows)
    guard isFirst else { return }
    let hidden = Set(evaluation.recipe.quantities).subtracting(["weights"])
    if !hidden.isEmpty {
      let students = Swift.stride(from: 0, to: singles.count, by: 2).map { singles[$0].hiding(hidden) }
      await judge(students, evaluation, cases, machine, row: "single mistakes, weights alone", &rows)
    }
    for (index, student) in evaluation.strangers(12, seed: 6).enumerated() {
      for own in hidden.isEmpty ? [student] : [student, student.hiding(hidden)] {
        for run in await runs(own, index, evaluation, cases, machine) {
          guard let outcome = evaluation.grade(run.traces, on: cases) else { continue }
          rows.stranger(outcome, own, evaluation, isReal: run.isReal)
        }
      }
    }
  }

  /// Layers, losses and schedules: their students are simulated.
  private func evaluateSimulated(_ evaluation: Evaluation, _ rows: inout EvaluationRows) {
    let cases = evaluation.cases(steps: 25)
    let kind = "\(evaluation.recipe.component.kind)"
    let plural = kind == "loss" ? "losses" : kind + "s"
    for student in evaluation.honest(6) {
      guard let traces = evaluation.traces(student, on: cases) else { continue }
      rows.honest(evaluation.grade(traces, on: cases, diagnosing: false), label: plural, isReal: false)
    }
    for student in evaluation.singles(stride: stride) where evaluation.shows(student, in: cases) {
      guard let traces = evaluation.traces(student, on: cases), let outcome = evaluation.grade(traces, on: cases)
      else { continue }
      rows.mistake(outcome, student, evaluation, row: "single mistakes of \(plural)", compile: nil)
    }
    for student in evaluation.constants(2, seed: 5) where evaluation.shows(student, in: cases) {
      guard let traces = evaluation.traces(student, on: cases), let outcome = evaluation.grade(traces, on: cases)
      else { continue }
      rows.mistake(outcome, student, evaluation, row: "wrong constants of \(plural)", compile: nil)
    }
    for student in evaluation.strangers(4, seed: 6) {
      guard let traces = evaluation.traces(student, on: cases), let outcome = evaluation.grade(traces, on: cases)
      else { continue }
      rows.stranger(outcome, student, evaluation, isReal: false)
    }
  }

  private func judge(
    _ students: [Evaluation.Student], _ evaluation: Evaluation, _ cases: [RunInputs], _ machine: RealPrograms,
    row: String, _ rows: inout EvaluationRows
  ) async {
    for (index, student) in students.enumerated() where evaluation.shows(student, in: cases) {
      for run in await runs(student, index, evaluation, cases, machine) {
        guard let outcome = evaluation.grade(run.traces, on: cases) else { continue }
        rows.mistake(outcome, student, evaluation, row: row, compile: run.compile)
      }
    }
  }

  private struct Run {
    let traces: [Traces.Trace]
    var compile: Duration?
    var isReal: Bool { compile != nil }
  }

  /// One run of a student: every `real`-th is compiled, if the kit has words for its program; the others are simulated.
  private func runs(
    _ student: Evaluation.Student, _ index: Int, _ evaluation: Evaluation, _ cases: [RunInputs],
    _ machine: RealPrograms
  ) async -> [Run] {
    if real > 0, index % real == 0,
      let run = await machine.traces(evaluation.source(student, style: index / real), on: cases)
    {
      return [Run(traces: run.traces, compile: run.compile)]
    }
    return evaluation.traces(student, on: cases).map { [Run(traces: $0)] } ?? []
  }
}
