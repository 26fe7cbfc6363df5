import Assignments
import Equations
import GradeModel
import Grading
import PluginHost
import Reporting

/// The samples of an assignment, graded by the real program and held against the manifest.
struct Samples {
  let bench: Bench
  let shelf: Shelf

  /// - Returns: the number of samples that do not come out as promised.
  func verify() async throws(Failure) -> Int {
    var gaps = 0
    var honest = 0.0
    for (sample, graded) in zip(bench.assignment.samples, try await graded()) {
      let problems = problems(graded.report, sample)
      let points = graded.report.points.toThousandths
      let place = problems.isEmpty ? "" : sample.line.map { " (assignment.yaml:\($0))" } ?? ""
      Terminal.print(
        "  \(problems.isEmpty ? "✓" : "✗") \(sample.name): \(points) of \(graded.report.maximum.toThousandths)\(place)\n"
      )
      for problem in problems { Terminal.print("      \(problem)\n") }
      if !problems.isEmpty { Terminal.print(reasons(graded.report, sample)) }
      gaps += problems.isEmpty ? 0 : 1
      if graded.report.exitCode == .fullMarks { honest = max(honest, graded.residual) }
    }
    Terminal.print(
      "  largest honest residual: \(honest.toThousandths) of the bound, \(Bound.allowance.toThousandths) allowed\n")
    return gaps
  }

  /// The report that the sample's author would read, set in: why it earns what it earns.
  private func reasons(_ report: Report, _ sample: Sample) -> String {
    var told = report
    told.version = nil
    let command = Reproduction(
      submission: shelf.path(of: sample, in: bench.assignment.id), assignment: "\(shelf.folder)/\(bench.assignment.id)")
    return Console.text(for: told, view: View(.brief, command: command)).split(separator: "\n")
      .map { "      | \($0)\n" }.joined()
  }

  private typealias Graded = (report: Report, residual: Double)

  /// Grades all samples, one on each processor, in the order of the manifest.
  private func graded() async throws(Failure) -> [Graded] {
    let samples = bench.assignment.samples
    var paths: [String] = []
    for sample in samples {
      guard let path = shelf.path(of: sample, in: bench.assignment.id) else {
        throw .grader("the sample \(sample.name) of \(bench.assignment.id) has no file")
      }
      paths.append(path)
    }
    let lanes = bench.lanes(for: samples.count, asked: nil)
    var found = await withTaskGroup(of: (place: Int, graded: Graded).self) { [paths] group in
      var waiting = samples.indices[...]
      func start() {
        guard let place = waiting.popFirst() else { return }
        group.addTask { (place, await bench.reportWithResidual(on: paths[place], name: samples[place].name)) }
      }
      for _ in 0..<lanes { start() }
      var found: [Int: Graded] = [:]
      while let one = await group.next() {
        found[one.place] = one.graded
        Terminal.progress("  \(found.count) of \(samples.count) samples")
        start()
      }
      Terminal.progress("")
      return found
    }
    // The machine may have now what it lacked for a moment, and each has it to itself.
    for place in samples.indices where found[place]?.report.isWithheld ?? true {
      found[place] = await bench.reportWithResidual(on: paths[place], name: samples[place].name)
    }
    return samples.indices.compactMap { found[$0] }
  }

  private func problems(_ report: Report, _ sample: Sample) -> [String] {
    var problems: [String] = []
    let expected = sample.expectedPoints(of: bench.assignment.points)
    // Shares of points are written to thousandths.
    if report.points.toThousandths != expected.toThousandths {
      problems.append("earns \(report.points.toThousandths), expected \(expected.toThousandths)")
    }
    func quantities(_ outcomes: Set<Outcome>) -> Set<String> {
      Set(report.checks.filter { outcomes.contains($0.outcome) }.map(\.quantity))
    }
    switch sample.ends {
    // Of what was not built nothing is known.
    case .finished where report.obstacle != nil:
      problems.append("was not graded: \(report.obstacle?.outcome == .notBuilt ? "it was not built" : "see below")")
      return problems
    case .finished:
      let wrong: Set<Outcome> = [.incorrect, .unproven, .missing, .nondeterministic]
      compare(quantities(wrong), Set(sample.origin), "wrong", &problems)
      compare(quantities(wrong.union([.followThrough])), Set(sample.fails), "not correct", &problems)
    // A part that is not built leaves the others standing.
    case .notBuilt:
      let isPart = report.checks.contains { $0.outcome == .notBuilt }
      if !isPart, report.obstacle?.outcome != .notBuilt { problems.append("was built, expected not to be") }
    case .crashed: if !report.checks.contains(where: { $0.outcome == .crashed }) { problems.append("did not crash") }
    case .timedOut: if !report.checks.contains(where: { $0.outcome == .timedOut }) { problems.append("ended in time") }
    }
    // A quantity that was not reported for every step cannot be diagnosed.
    if sample.diagnosis == nil, sample.name.hasPrefix("Mistakes/"),
      report.checks.contains(where: { $0.outcome == .incorrect })
    {
      problems.append(Wording.noDiagnosis)
    }
    if let words = sample.diagnosis {
      let choices = bench.assignment.choices
      let said = report.checks.flatMap {
        ($0.diagnosis?.sentences ?? []) + (choices.contains($0.quantity) ? [Sentences.message(of: $0)] : [])
      }
      if !said.contains(where: { $0.contains(words) }) {
        let shown = said.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let told = shown.isEmpty ? "and nothing else is said" : "but told: \(shown.joined(separator: " "))"
        problems.append("is not diagnosed as \"\(words)\", \(told)")
      }
    }
    return problems
  }

  private func compare(_ found: Set<String>, _ expected: Set<String>, _ what: String, _ problems: inout [String]) {
    if found != expected {
      func list(_ names: Set<String>) -> String { names.isEmpty ? "nothing" : names.sorted().joined(separator: " ") }
      problems.append("\(what): \(list(found)), expected \(list(expected))")
    }
  }
}
