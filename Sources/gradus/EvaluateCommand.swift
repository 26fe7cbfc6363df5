import ArgumentParser
import Equations
import GradeModel
import Grading
import PluginHost
import Reference
import Traces

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Gradus {
  /// The report that `script/evaluate` prints.
  struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Measure the grader itself on honest and wrong programs.", shouldDisplay: false)

    @Option(help: "Every how manieth single mistake is tried.")
    var stride = 3

    @Option(help: "How many students of each recipe are compiled and run as real Swift programs, in each row.")
    var real = 3

    private static let recipes = [
      "gradientDescent", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "adamax", "nadam", "amsgrad",
      "adamw", "radam", "lion", "yogi", "adabelief",
    ]

    func run() async throws {
      try await Failure.reporting {
        let machine = try await RealPrograms(environment: Environment.current)
        var rows = Rows()
        for name in Self.recipes {
          let component: Equations.Component
          do {
            component = try Catalogue.component(name)
            for convention in component.conventions {
              let recipe = try component.recipe(convention.name)
              // A recipe that asks for gradients itself needs an objective, which the kit's optimizers do not have yet.
              guard recipe.inputs.map(\.name) == ["gradients"] else { continue }
              await evaluate(Evaluation(recipe), isFirst: convention == component.conventions[0], machine, &rows)
            }
          } catch {
            throw Failure.grader("\(error)")
          }
          Terminal.progress(name)
        }
        Terminal.progress("network")
        let network: NetworkEvaluation.Report
        do {
          network = try await NetworkEvaluation().honest(20)
        } catch {
          throw Failure.grader("\(error)")
        }
        Terminal.progress("")
        Terminal.print(rows.text + "\n" + network.line + "\n")
        return .fullMarks
      }
    }

    private func evaluate(
      _ evaluation: Evaluation, isFirst: Bool, _ machine: RealPrograms, _ rows: inout Rows
    ) async {
      let cases = evaluation.cases(steps: 25)
      for (index, student) in evaluation.honest(6).enumerated() {
        for steps in [25, 250, 2_000] where steps == 25 || isFirst {
          let long = steps == 25 ? cases : evaluation.cases(steps: steps)
          guard let traces = evaluation.traces(student, on: long) else { continue }
          rows.honest(evaluation.grade(traces, on: long, diagnosing: false), steps: steps, isReal: false)
        }
        if index < real, let traces = await machine.traces(evaluation.source(student, style: index), on: cases) {
          rows.honest(evaluation.grade(traces, on: cases, diagnosing: false), steps: 25, isReal: true)
        }
      }
      let singles = evaluation.singles(stride: stride)
      await judge(singles, evaluation, cases, machine, row: "single mistakes", &rows)
      await judge(evaluation.constants(8, seed: 5), evaluation, cases, machine, row: "wrong constants", &rows)
      await judge(
        evaluation.pairs(6, inOneEquation: false, seed: 3), evaluation, cases, machine, row: "pairs in two equations",
        &rows)
      guard isFirst else { return }
      await judge(
        evaluation.pairs(6, inOneEquation: true, seed: 4), evaluation, cases, machine, row: "pairs in one equation",
        &rows)
      var hidden = Swift.stride(from: 0, to: singles.count, by: 4).map { singles[$0] }
      for index in hidden.indices { hidden[index].hidden = Set(evaluation.recipe.quantities).subtracting(["weights"]) }
      if evaluation.recipe.quantities.count > 1 {
        await judge(hidden, evaluation, cases, machine, row: "single mistakes, weights alone", &rows)
      }
      for student in evaluation.strangers(8, seed: 6) {
        guard let traces = evaluation.traces(student, on: cases), let outcome = evaluation.grade(traces, on: cases)
        else {
          continue
        }
        rows.stranger(outcome, student, evaluation)
      }
    }

    private func judge(
      _ students: [Evaluation.Student], _ evaluation: Evaluation, _ cases: [RunInputs], _ machine: RealPrograms,
      row: String, _ rows: inout Rows
    ) async {
      for (index, student) in students.enumerated() where evaluation.shows(student, in: cases) {
        if let traces = evaluation.traces(student, on: cases), let outcome = evaluation.grade(traces, on: cases) {
          rows.mistake(outcome, student, evaluation, row: row, isReal: false)
        }
        if index < real, student.hidden.isEmpty,
          let traces = await machine.traces(evaluation.source(student, style: index), on: cases),
          let outcome = evaluation.grade(traces, on: cases)
        {
          rows.mistake(outcome, student, evaluation, row: row, isReal: true)
        }
      }
    }
  }
}

/// Compiles and runs generated programs as submissions.
private struct RealPrograms {
  private let compiler: Compiler
  private let runner: Runner

  init(environment: [String: String]) async throws(Failure) {
    do {
      let installation = try Installation.find(environment: environment)
      let toolchain = try await Toolchain.find(path: environment["PATH"])
      let sandbox = await Sandbox.probe(installation: installation, path: environment["PATH"])
      let kit = try await KitBuilder(installation: installation, toolchain: toolchain, sandbox: sandbox).kit()
      compiler = await Compiler(installation: installation, toolchain: toolchain, kit: kit, sandbox: sandbox)
      runner = await Runner(installation: installation, toolchain: toolchain, sandbox: sandbox)
    } catch {
      throw .grader("\(error)")
    }
  }

  /// What a program publishes in each case; nil where there is no program, or it does not run to its end.
  func traces(_ source: String?, on cases: [RunInputs]) async -> [Traces.Trace]? {
    guard let source else { return nil }
    let folder = FileManager.default.temporaryDirectory.appending(path: "gradus-evaluate-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(source.utf8).write(to: folder.appending(path: "Submission.swift"))
      let plugin = try await compiler.compile(Submission(at: folder.path), type: "Submission")
      var traces: [Traces.Trace] = []
      for inputs in cases {
        let wanted = OptimizerCase(
          settings: inputs.settings,
          parameters: inputs.names.compactMap { name in inputs.parameters[name].map { (name: name, tensor: $0) } },
          gradients: inputs.series)
        let result = await runner.run(plugin, wanted)
        guard result.ending == .completed else { return nil }
        traces.append(result.trace)
      }
      return traces
    } catch {
      Terminal.say("gradus: a generated program was refused: \(error)\n\(source)")
      return nil
    }
  }
}

/// The counts of the report.
private struct Rows {
  private struct Row {
    var total = 0
    var right = 0
    var real = 0
    var wrong: [String] = []
  }

  private var honest: [Int: (total: Int, real: Int, lost: Int, worst: Double)] = [:]
  private var rows: [String: Row] = [:]
  private var strangers = (total: 0, unknown: 0, equal: 0, accused: 0)
  private var recipes: Set<String> = []

  mutating func honest(_ outcome: Evaluation.Outcome?, steps: Int, isReal: Bool) {
    guard let outcome else { return }
    var entry = honest[steps] ?? (0, 0, 0, 0)
    entry.total += 1
    entry.real += isReal ? 1 : 0
    entry.lost += outcome.blamed.isEmpty ? 0 : 1
    entry.worst = max(entry.worst, outcome.worst)
    honest[steps] = entry
  }

  mutating func mistake(
    _ outcome: Evaluation.Outcome, _ student: Evaluation.Student, _ evaluation: Evaluation, row: String, isReal: Bool
  ) {
    recipes.insert(evaluation.recipe.name)
    var entry = rows[row] ?? Row()
    entry.total += 1
    entry.real += isReal ? 1 : 0
    let isRight: Bool
    if student.hidden.isEmpty {
      isRight = student.mistakes.allSatisfy { mistake in
        // A change that alters no number of its own equation is none.
        guard outcome.blamed.contains(mistake.quantity) else { return true }
        return outcome.found[mistake.quantity].map { evaluation.isRight($0, for: mistake) } ?? false
      }
    } else {
      isRight = student.mistakes.allSatisfy { mistake in
        outcome.found["weights"].map { evaluation.isRight($0, for: mistake) || evaluation.isTwin($0, of: mistake) }
          ?? false
      }
    }
    if isRight { entry.right += 1 } else { entry.wrong.append("\(evaluation.recipe.name) \(student.name)") }
    rows[row] = entry
  }

  mutating func stranger(_ outcome: Evaluation.Outcome, _ student: Evaluation.Student, _ evaluation: Evaluation) {
    guard let mistake = student.mistakes.first, outcome.blamed.contains(mistake.quantity) else { return }
    strangers.total += 1
    guard let found = outcome.found[mistake.quantity] else {
      strangers.unknown += 1
      return
    }
    if evaluation.isRight(found, for: mistake) { strangers.equal += 1 } else { strangers.accused += 1 }
  }

  var text: String {
    var lines = ["recipes: \(recipes.count) (\(recipes.sorted().joined(separator: " ")))", "", "honest programs"]
    for (steps, entry) in honest.sorted(by: { $0.key < $1.key }) {
      lines.append(
        "  \(steps) steps: \(entry.total) programs, \(entry.real) of them compiled Swift; lost marks: \(entry.lost); "
          + "largest residual \((entry.worst * 100).rounded() / 100) of the bound, 4 allowed")
    }
    lines += ["", "diagnosed first and right (or with the same numbers on a case not seen)"]
    for (name, row) in rows.sorted(by: { $0.key < $1.key }) {
      let share = row.total == 0 ? 0 : (Double(row.right) / Double(row.total) * 10_000).rounded() / 100
      lines.append("  \(name): \(row.right) of \(row.total) (\(share) %), \(row.real) of them compiled Swift")
      if !row.wrong.isEmpty { lines.append("      not: " + row.wrong.prefix(12).joined(separator: "; ")) }
    }
    lines += [
      "",
      "programs outside the catalogue: \(strangers.total); unknown \(strangers.unknown), explained with the same numbers "
        + "on a case not seen \(strangers.equal), wrongly accused \(strangers.accused)",
    ]
    return lines.joined(separator: "\n") + "\n"
  }
}
