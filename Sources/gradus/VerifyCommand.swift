import ArgumentParser
import Assignments
import Equations
import GradeModel
import Grading
import PluginHost
import Reporting
import Verification

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Gradus {
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check that assignments grade as they promise, and tell every mistake from a right program.",
      discussion: """
        Grades every sample and holds the result and its diagnosis against the manifest. Simulates a student for every \
        single change of every equation, every other convention and common habits, and for a sample of pairs of changes, \
        and checks that each loses points in some case. Attacks the assignment with programs that compute nothing of what \
        is asked, names what all cases have alike, and what the handout says otherwise than the manifest. \
        Exits with 1 on any gap.
        """)

    @Argument(help: "Assignments, by identifier or by folder (course/10-adam); all of them where none is named.")
    var assignments: [String] = []

    @Option(
      help: ArgumentHelp(
        "A file for all mistakes and cases: a table if its name ends in .csv, else a page (.md).", valueName: "file"))
    var matrix: String?

    func validate() throws {
      guard let matrix, !matrix.hasSuffix(".csv"), !matrix.hasSuffix(".md") else { return }
      throw ValidationError("--matrix \(matrix): expected a name that ends in .csv or .md")
    }

    func run() async throws {
      try await Failure.reporting {
        let environment = Environment.current
        let installation: Installation
        do {
          installation = try Installation.find(environment: environment)
        } catch {
          throw Failure.grader("\(error)")
        }
        let shelf = Shelf(installation)
        var gaps = 0
        var kills = KillMatrix(allowance: Bound.allowance)
        for request in assignments.isEmpty ? try shelf.ids() : assignments {
          let bench = try await Bench(assignment: request, environment: environment)
          Terminal.print("\(bench.assignment.id)\n")
          let place = shelf.place(of: request).shelf
          gaps += try await Samples(bench: bench, shelf: place).verify()
          gaps += try verifyHandout(bench, in: "\(place.folder)/\(bench.assignment.id)")
          for part in bench.parts {
            let isPart = !bench.assignment.parts.isEmpty
            if isPart { Terminal.print("  \(part.assignment.id)\n") }
            let name = isPart ? PartName.joined(bench.assignment.id, part.assignment.id) : part.assignment.id
            gaps += try await verifyMutants(part, named: name, &kills)
            gaps += try await verifyPairs(part)
            gaps += verifyCoincidences(part)
            gaps += await verifyShuffles(part)
            gaps += await verifyCheats(part)
          }
        }
        if let matrix { try ReportFile.write(matrix.hasSuffix(".csv") ? kills.csv : kills.page, to: matrix) }
        if assignments.isEmpty {
          let slips = try shelf.course().slips(among: try shelf.ids())
          for slip in slips { Terminal.print("COURSE: \(Wording.slip(slip))\n") }
          gaps += slips.count
        }
        Terminal.print(gaps == 0 ? "No gaps.\n" : "\(gaps) \(gaps == 1 ? "gap" : "gaps").\n")
        return gaps == 0 ? .fullMarks : .marksLost
      }
    }

    /// A handout that is not written yet says nothing wrong.
    private func verifyHandout(_ bench: Bench, in folder: String) throws(Failure) -> Int {
      let path = "\(folder)/README.md"
      guard FileManager.default.fileExists(atPath: path) else { return 0 }
      guard let bytes = FileManager.default.contents(atPath: path) else {
        throw .usage("the handout '\(path)' cannot be read")
      }
      let found = HandoutCheck(String(decoding: bytes, as: UTF8.self), of: bench.assignment).contradictions
      for one in found { Terminal.print("  HANDOUT: README.md:\(one.line): \(Wording.contradiction(one.kind))\n") }
      return found.count
    }

    private func verifyPairs(_ part: BenchPart) async throws(Failure) -> Int {
      let pairs: SelfCheck.Pairs
      do {
        pairs = try await SelfCheck(part.grader).pairs(SelfCheck.Pairs.usual)
      } catch {
        throw .grader("\(error)")
      }
      for sentence in pairs.missed { Terminal.print("  \(pairs.isGap ? "MISSED" : "missed pair"): \(sentence)\n") }
      Terminal.print("  \(Wording.pairs(pairs))\n")
      return pairs.isGap ? 1 : 0
    }

    private func verifyCoincidences(_ part: BenchPart) -> Int {
      let found = Coincidence.all(in: part.assignment)
      for coincidence in found { Terminal.print("  ALIKE: \(Wording.coincidence(coincidence))\n") }
      return found.count
    }

    private func verifyShuffles(_ part: BenchPart) async -> Int {
      guard let result = await ShuffleCheck(part.grader).result() else { return 0 }
      for shuffle in result.missed {
        Terminal.print("  SHUFFLE: \(Wording.shuffle(shuffle)) earns the points of the choice.\n")
      }
      Terminal.print("  shuffles in name only: \(result.tried), not noticed \(result.missed.count)\n")
      return result.missed.count
    }

    private func verifyCheats(_ part: BenchPart) async -> Int {
      let results = await CheatCheck(part.grader).results()
      let gaps = results.filter(\.isGap)
      for gap in gaps {
        Terminal.print(
          "  CHEAT: \(Wording.cheat(gap.cheat)) It earns \(gap.points.formatted) (\(gap.quantities.joined(separator: ", "))).\n"
        )
      }
      Terminal.print(
        "  cheats: \(results.count), earning more than \(part.assignment.floor.formatted): \(gaps.count)\n")
      return gaps.count
    }

    private func verifyMutants(
      _ part: BenchPart, named name: String, _ kills: inout KillMatrix
    ) async throws(Failure) -> Int {
      let mutants: [SelfCheck.Mutant]
      do {
        mutants = try await SelfCheck(part.grader).mutants()
      } catch {
        throw .grader("\(error)")
      }
      // Habits are counted apart: in single precision the margin is that of Float, which would hide the others.
      var smallest: [Bool: (ratio: Double, sentence: String)] = [:]
      var (caught, equivalent, missed) = (0, 0, 0)
      for mutant in mutants {
        switch mutant.fate {
        case .caught(let ratio, _):
          caught += 1
          if ratio < smallest[mutant.isHabit]?.ratio ?? .infinity {
            smallest[mutant.isHabit] = (ratio, mutant.sentence)
          }
        case .equivalent(let reason):
          equivalent += 1
          Terminal.print("  equivalent: \(mutant.sentence) (\(Wording.equivalence(reason)))\n")
        case .missed(let probe):
          missed += 1
          Terminal.print("  MISSED: \(mutant.sentence) \(probe.map(Wording.probe) ?? Wording.noProbe)\n")
        }
      }
      Terminal.print("  mistakes: \(mutants.count), caught \(caught), equivalent \(equivalent), missed \(missed)\n")
      for (isHabit, what) in [(false, "mistakes"), (true, "habits")] {
        guard let own = smallest[isHabit] else { continue }
        Terminal.print(
          "  margin of \(what): at least \(own.ratio.rounded(.down).formatted(.number.grouping(.never))) times the bound (\(own.sentence))\n"
        )
      }
      kills.tables.append(table(part.assignment, named: name, mutants))
      return missed
    }

    private func table(_ assignment: Assignment, named name: String, _ mutants: [SelfCheck.Mutant]) -> KillMatrix.Table
    {
      KillMatrix.Table(
        assignment: name, cases: assignment.cases.map(\.id),
        rows: mutants.map { mutant in
          let fate: KillMatrix.Fate =
            switch mutant.fate {
            case .caught: .caught
            case .equivalent: .equivalent
            case .missed: .missed
            }
          return .init(mistake: mutant.sentence, fate: fate, ratios: mutant.ratios)
        })
    }
  }
}

/// The samples of an assignment, graded by the real program and held against the manifest.
private struct Samples {
  let bench: Bench
  let shelf: Shelf

  /// - Returns: the number of samples that do not come out as promised.
  func verify() async throws(Failure) -> Int {
    var gaps = 0
    var honest = 0.0
    for (sample, graded) in zip(bench.assignment.samples, try await graded()) {
      let problems = problems(graded.report, sample)
      let points = graded.report.points.formatted
      Terminal.print(
        "  \(problems.isEmpty ? "✓" : "✗") \(sample.name): \(points) of \(graded.report.maximum.formatted)\n")
      for problem in problems { Terminal.print("      \(problem)\n") }
      gaps += problems.isEmpty ? 0 : 1
      if graded.report.exitCode == .fullMarks { honest = max(honest, graded.residual) }
    }
    Terminal.print(
      "  largest honest residual: \(honest.formatted) of the bound, \(Bound.allowance.formatted) allowed\n")
    return gaps
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
    if report.points.formatted != expected.formatted {
      problems.append("earns \(report.points.formatted), expected \(expected.formatted)")
    }
    func quantities(_ outcomes: Set<Outcome>) -> Set<String> {
      Set(report.checks.filter { outcomes.contains($0.outcome) }.map(\.quantity))
    }
    switch sample.ends {
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
        problems.append("is not diagnosed as \"\(words)\", but told: \(shown.joined(separator: " "))")
      }
    }
    return problems
  }

  private func compare(_ found: Set<String>, _ expected: Set<String>, _ what: String, _ problems: inout [String]) {
    if found != expected {
      problems.append(
        "\(what): \(found.sorted().joined(separator: " ")), expected \(expected.sorted().joined(separator: " "))")
    }
  }
}

extension Double {
  /// The number with at most three decimals, without zeros at the end.
  fileprivate var formatted: String {
    let rounded = (self * 1000).rounded() / 1000
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int(rounded)) : "\(rounded)"
  }
}
