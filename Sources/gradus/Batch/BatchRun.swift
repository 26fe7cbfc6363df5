import GradeModel
import Gradebook
import PluginHost
import Reporting

/// The grading of a batch, in the process that the watcher watches. Every grade is kept before the next thing is done with
/// it, so that an end at any moment loses only what is in flight.
struct BatchRun {
  let bench: Bench
  let gradebook: Gradebook
  /// The number of the conditions that it grades under.
  let conditions: Int64
  let entries: [BatchEntry]
  let exports: BatchExports
  let jobs: Int?
  /// True if grades of unchanged work may fall.
  let allowLower: Bool
  let meter: BatchMeter
  /// `nil` to grade on this machine alone.
  let slurm: SlurmOptions?
  /// The secret that hidden cases are drawn from, for machines that have to be told.
  let secret: [UInt8]?
  var illustrated: Bool { exports.pages != nil }

  init(
    _ bench: Bench, under conditions: Conditions, _ gradebook: Gradebook, _ entries: [BatchEntry],
    _ exports: BatchExports, jobs: Int?, allowLower: Bool = false, slurm: SlurmOptions? = nil, secret: [UInt8]? = nil
  ) throws(Failure) {
    (self.slurm, self.secret, self.allowLower) = (slurm, secret, allowLower)
    (self.bench, self.gradebook, self.entries, self.exports, self.jobs) = (bench, gradebook, entries, exports, jobs)
    self.conditions = try Failure.ofGradebook { () throws(GradebookError) in
      try gradebook.identifier(of: conditions)
    }
    meter = BatchMeter(all: entries.count)
  }

  /// A submission that was graded just now.
  struct Fresh: Sendable {
    var index: Int
    var grading: Gradebook.Grading
    var checks: [Check]
  }

  /// The end of a batch.
  struct Result {
    /// Submissions that were unchanged since they were graded.
    var unchanged = 0
    /// Submissions that another machine has graded.
    var collected = 0
    /// Submissions whose reports could not be written, by the reports' names, and why.
    var lost: [String: String] = [:]
    /// Submissions whose sources are those of before and whose grades are not, whether the new ones count or not.
    var moved: [GradeChange] = []
    /// The gradings that counted before this batch, by the submissions' names.
    fileprivate var before: [String: Int64] = [:]
    /// The digests of the submissions as they are now, by their places.
    fileprivate var digests: [Int: String] = [:]
  }

  /// Grades in parallel what is not graded yet. The exports are the same however many run at once.
  func grade() async throws -> Result {
    var result = Result()
    result.before = try gradings()
    let items = Dictionary(
      uniqueKeysWithValues: try ofGradebook { () throws(GradebookError) in try gradebook.items() }.map {
        ($0.report, $0)
      })
    let (kept, open) = try unchanged(items, &result)
    result.unchanged = kept.count { items[entries[$0.index].report]?.state == .waiting }
    for (index, grading) in kept { try export(index, grading, &result) }

    for index in open where items[entries[index].report]?.state == .blamed {
      let signal = items[entries[index].report]?.signal ?? 0
      let report = bench.withheld(name: entries[index].name, because: Wording.graderDied(signal))
      try finish(try fresh(index, bench.graded(report), ""), &result)
    }
    for index in open where items[entries[index].report]?.state == .suspect {
      try finish(try await grade(index), &result)
    }
    var rest = open.filter { ![.blamed, .suspect].contains(items[entries[$0].report]?.state) }
    var again: [Int] = []
    if let slurm {
      let left = try await grade(rest, on: slurm, &result)
      // A submission that ended one task after the other has this process to itself.
      for index in left.alone { try finish(try await grade(index), &result) }
      (rest, again) = (left.here, left.again)
    }
    try await withThrowingTaskGroup(of: Fresh.self) { group in
      var waiting = rest[...]
      func start() {
        guard let index = waiting.popFirst() else { return }
        group.addTask { try await grade(index) }
      }
      for _ in 0..<bench.lanes(for: rest.count, asked: jobs) { start() }
      while let fresh = try await group.next() {
        if fresh.grading.isWithheld { again.append(fresh.index) } else { try finish(fresh, &result) }
        start()
      }
    }
    // The machine may have now what it lacked for a moment, and each has it to itself.
    for index in again.sorted() { try finish(try await grade(index), &result) }
    result.moved.sort { $0.attempt.name.utf8.lexicographicallyPrecedes($1.attempt.name.utf8) }
    return result
  }

  /// The gradings that count, by the submissions' names.
  private func gradings() throws(Failure) -> [String: Int64] {
    let attempts = try ofGradebook { () throws(GradebookError) in try gradebook.attempts() }
    return Dictionary(attempts.map { ($0.attempt.name, $0.grading) }) { first, _ in first }
  }

  /// Returns the grading that is to count: of unchanged work the earlier one, if the new one is lower and nobody has allowed
  /// that, or if it is withheld. Nobody is to find out by himself what a change of the assignment has moved.
  private func settled(_ index: Int, by grading: Int64, _ result: inout Result) throws(Failure) -> Int64 {
    let entry = entries[index]
    guard let before = result.before[entry.name], before != grading else { return grading }
    let (old, new) = try ofGradebook { () throws(GradebookError) in
      (try gradebook.mark(of: before), try gradebook.mark(of: grading))
    }
    guard old.digest == result.digests[index], !old.isWithheld else { return grading }
    let change = GradeChange(attempt: entry.attempt, old: old, new: new)
    if change.isMove { result.moved.append(change) }
    return change.counts(allowLower: allowLower) ? grading : before
  }

  /// Tells apart what is graded already, in this batch or under the same conditions in an earlier one.
  private func unchanged(
    _ items: [String: BatchItem], _ result: inout Result
  ) throws(Failure) -> (kept: [(index: Int, grading: Int64)], open: [Int]) {
    var kept: [(index: Int, grading: Int64)] = []
    var open: [Int] = []
    for (index, entry) in entries.enumerated() {
      if let grading = items[entry.report]?.grading {
        kept.append((index, grading))
        continue
      }
      let digest = SHA256.digest(of: try entry.read(by: bench.assignment).document.utf8)
      result.digests[index] = digest
      let known = try ofGradebook { () throws(GradebookError) in
        entry.isGone
          ? nil
          : try gradebook.grading(of: entry.name, digest: digest, under: conditions, illustrated: illustrated)
      }
      if let known { kept.append((index, try settled(index, by: known, &result))) } else { open.append(index) }
    }
    let settled = kept.map { (attempt: entries[$0.index].attempt, grading: $0.grading) }
    try ofGradebook { () throws(GradebookError) in try gradebook.settle(settled) }
    return (kept, open)
  }

  func grade(_ index: Int) async throws(Failure) -> Fresh {
    let entry = entries[index]
    try ofGradebook { () throws(GradebookError) in try gradebook.mark(entry.report, .started) }
    defer { Heap.giveBack() }
    let sources = entry.read(by: bench.assignment)
    var graded = await bench.graded(sources, name: entry.name, illustrated: illustrated)
    // A missing submission was not read: it must not be taken for a submission without a program.
    if graded.whole.submission.files.isEmpty, entry.isGone {
      graded = bench.graded(bench.withheld(name: entry.name, because: Wording.gone(entry.name)))
    }
    return try fresh(index, graded, try sources.document)
  }

  private func fresh(_ index: Int, _ graded: GradedReport, _ sources: String) throws(Failure) -> Fresh {
    Fresh(
      index: index,
      grading: try Gradebook.Grading(graded, on: sources, under: conditions, illustrated: illustrated),
      checks: graded.whole.checks)
  }

  func finish(_ fresh: Fresh, _ result: inout Result) throws(Failure) {
    try export(fresh.index, try settle(fresh, &result), &result)
    meter.graded()
  }

  /// Keeps a grading, and returns the one that counts.
  private func settle(_ fresh: Fresh, _ result: inout Result) throws(Failure) -> Int64 {
    let attempt = entries[fresh.index].attempt
    guard result.before[attempt.name] != nil else {
      return try ofGradebook { () throws(GradebookError) in
        try gradebook.settle(attempt, by: fresh.grading, checks: fresh.checks)
      }
    }
    let id = try ofGradebook { () throws(GradebookError) in
      try gradebook.keep(fresh.grading, checks: fresh.checks)
    }
    let counted = try settled(fresh.index, by: id, &result)
    try ofGradebook { () throws(GradebookError) in try gradebook.settle([(attempt, counted)]) }
    return counted
  }

  /// Writes the reports of a grading. A failure is printed and withholds this grade in the table, and nobody else's; the
  /// gradebook has it.
  private func export(_ index: Int, _ grading: Int64, _ result: inout Result) throws(Failure) {
    do throws(Failure) {
      try exports.write(grading, of: entries[index].attempt)
    } catch {
      Terminal.say("gradus: \(error.message)")
      result.lost[entries[index].report] = Sentences.hostFault(error.message)
    }
    meter.finished(entries[index].report)
  }

  private func ofGradebook<Value>(_ body: () throws(GradebookError) -> Value) throws(Failure) -> Value {
    try Failure.ofGradebook(body)
  }
}
