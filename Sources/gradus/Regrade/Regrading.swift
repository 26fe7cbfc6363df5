import GradeModel
import Gradebook
import PluginHost
import Reporting

/// The grading anew of what a gradebook keeps. Every result is kept at once, and none counts until somebody says so.
struct Regrading {
  private let bench: Bench
  private let gradebook: Gradebook
  private let settings: BatchSettings
  private let jobs: Int?
  private let conditions: Conditions
  private let number: Int64

  init(_ bench: Bench, _ gradebook: Gradebook, _ settings: BatchSettings, jobs: Int?) throws(Failure) {
    (self.bench, self.gradebook, self.settings, self.jobs) = (bench, gradebook, settings, jobs)
    let conditions = bench.conditions()
    self.conditions = conditions
    number = try Failure.ofGradebook { () throws(GradebookError) in try gradebook.identifier(of: conditions) }
  }

  struct Result {
    var gradings: [GradeChange] = []
    /// Those that were graded under the same conditions, or under others that no mark depends on.
    var unmoved = 0
    /// The inputs that have changed since anything was graded.
    var changes: Set<Conditions.Part> = []
    /// True if nothing was graded because nothing that marks depend on has changed.
    var isProven: Bool { gradings.isEmpty }
  }

  /// Inputs that no mark depends on: words, and the time that reports show.
  private static let wordsOnly: Set<Conditions.Part> = [.assignment, .instant]

  func run(_ attempts: [(attempt: Gradebook.Attempt, grading: Int64)]) async throws -> Result {
    var result = Result()
    var open: [(attempt: Gradebook.Attempt, old: Gradebook.Mark)] = []
    var differences: [Int64: Set<Conditions.Part>] = [:]
    for (attempt, grading) in attempts {
      let old = try ofGradebook { () throws(GradebookError) in try gradebook.mark(of: grading) }
      let changed: Set<Conditions.Part>
      if let known = differences[old.conditions] {
        changed = known
      } else {
        let then = try ofGradebook { () throws(GradebookError) in try gradebook.conditions(old.conditions) }
        changed = Set(conditions.differences(from: then))
        differences[old.conditions] = changed
      }
      result.changes.formUnion(changed)
      if changed.isSubset(of: Self.wordsOnly), !old.isWithheld {
        result.unmoved += 1
      } else {
        open.append((attempt, old))
      }
    }
    result.gradings = try await grade(open)
    return result
  }

  private func grade(_ open: [(attempt: Gradebook.Attempt, old: Gradebook.Mark)]) async throws -> [GradeChange] {
    var pairs: [GradeChange] = []
    let meter = BatchMeter(all: open.count)
    try await withThrowingTaskGroup(of: GradeChange.self) { group in
      var waiting = open[...]
      func start() {
        guard let (attempt, old) = waiting.popFirst() else { return }
        group.addTask {
          GradeChange(attempt: attempt, old: old, new: try await mark(attempt, as: old, meter))
        }
      }
      for _ in 0..<bench.lanes(for: open.count, asked: jobs) { start() }
      while let pair = try await group.next() {
        pairs.append(pair)
        meter.finished(pair.attempt.report)
        start()
      }
    }
    return pairs.sorted { $0.attempt.name.utf8.lexicographicallyPrecedes($1.attempt.name.utf8) }
  }

  /// Returns the mark under the conditions of now: the one that is kept, if there is one.
  private func mark(
    _ attempt: Gradebook.Attempt, as old: Gradebook.Mark, _ meter: BatchMeter
  ) async throws(Failure) -> Gradebook.Mark {
    let known = try ofGradebook { () throws(GradebookError) in
      try gradebook.grading(of: attempt.name, digest: old.digest, under: number, illustrated: settings.hasPages)
    }
    if let known { return try ofGradebook { () throws(GradebookError) in try gradebook.mark(of: known) } }
    let kept = try ofGradebook { () throws(GradebookError) in try gradebook.grading(old.id) }
    // One that ended the grader was never read.
    let sources = kept.sources.isEmpty ? .failed(kept.message) : try ReadSubmission(document: kept.sources)
    let graded = await bench.graded(sources, name: attempt.name, illustrated: settings.hasPages)
    let grading = try Gradebook.Grading(graded, on: kept.sources, under: number, illustrated: settings.hasPages)
    meter.graded()
    return try ofGradebook { () throws(GradebookError) in
      try gradebook.mark(of: try gradebook.keep(grading, checks: graded.whole.checks))
    }
  }

  private func ofGradebook<Value>(_ body: () throws(GradebookError) -> Value) throws(Failure) -> Value {
    try Failure.ofGradebook(body)
  }
}
