import ArgumentParser
import GradeModel
import PluginHost
import Reporting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Gradus {
  struct Batch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Grade every submission of a folder.",
      discussion: """
        Writes a JUnit file for each submission and summary.csv. Exits with 0 when every submission has its report, \
        whatever the marks, and with 70 when a fault of the grader withholds one. A fault that ends the process withholds \
        only the submission that it was met in.
        """)

    @Argument(help: "A folder in which every file and every sub-folder is a submission.")
    var folder: String

    @Option(help: "The assignment, by its identifier (10-adam) or its name (adam).")
    var assignment: String

    @Option(help: "The folder to write reports to; made if it is not there.")
    var output: String

    @Option(name: .customLong("junit-dialect"), help: "strict fits every schema; rich also names file and line.")
    var junitDialect = JUnitDialect.strict

    @Option(help: "How many submissions to grade at once.")
    var jobs: Int?

    @Option(
      help:
        "The least sandbox level to accept: full, or reduced on a machine that cannot do better (see gradus doctor).")
    var sandbox: SandboxChoice = .full

    @Option(name: .customLong("hidden-seed"), help: "Add hidden cases, drawn from the bytes of this file.")
    var hiddenSeed: String?

    @Option(help: "The occasion, which decides by the assignment's feedback how much is told.")
    var phase: Phase = .last

    @Flag(help: "Write a page for a browser beside each JUnit file.")
    var html = false

    @Option(help: .hidden)
    var within: String?

    func validate() throws {
      if let jobs, !(1...1024).contains(jobs) {
        throw ValidationError("--jobs expects a whole number from 1 to 1024, and was given \(jobs)")
      }
    }

    func run() async throws {
      guard let within else { return try await watch() }
      let secret = hiddenSeed.map { HiddenSeed.Secret(path: $0, bytes: BatchWatch.handedSecret()) }
      let progress = BatchProgress(folder: within)
      try await Failure.reporting {
        try BatchWatch.endWithWatcher()
        let entries = BatchEntry.all(try progress.names(), in: folder)
        let environment = Environment.current
        let bench = try await Bench(
          assignment: assignment, environment: environment, hiddenSeed: secret, requiring: sandbox.level,
          phase: phase)
        if bench.sandbox.level != .full { Terminal.say(Wording.below(bench.probe)) }
        // Before hours of work. After this, a report that cannot be written concerns one submission only.
        let directory = try directory()
        if let (one, other) = ReportFolder.clash(among: entries.map(\.report), in: directory.openPath) {
          throw Failure.usage(Wording.sameReport(entries[one].name, entries[other].name, in: output))
        }
        let pages = html ? try HTML(of: try Failure.ofHost { try Installation.find(environment: environment) }) : nil
        let reports = try await grade(entries, on: bench, progress, writingTo: directory, pages)
        try ReportFile.write(SummaryCSV.document(for: reports), as: "summary.csv", in: directory)
        Terminal.progress("")
        let withheld = reports.filter(\.isWithheld).count
        let full = reports.filter { $0.exitCode == .fullMarks }.count
        Terminal.print("\(reports.count) graded, \(full) with full marks: \(output)/summary.csv\n")
        if withheld > 0 { Terminal.say("gradus: \(withheld) of them withheld, by a fault of the grader") }
        return withheld > 0 ? .graderError : .fullMarks
      }
    }

    /// Opens the folder for reports; makes it if it is not there. Any other folder than one of reports of ours is refused.
    private func directory() throws(Failure) -> ReportDirectory {
      let directory = try ReportFile.writing { try ReportDirectory(output, making: true) }
      try inputs().check(directory, for: output)
      if let stranger = ReportProof.stranger(in: directory) { throw .usage(Wording.notOurFolder(output, stranger)) }
      return directory
    }

    private func inputs() throws(Failure) -> Inputs {
      try Inputs(
        submission: folder, seed: within == nil ? hiddenSeed : nil,
        installation: try Failure.ofHost { try Installation.find() })
    }

    /// Refuses a folder for reports that is there and is not ours, before anything is done.
    private func checkOutput() throws(Failure) {
      let inputs = try inputs()
      if FileIdentity(output) != nil {
        _ = try directory()
        return
      }
      // The nearest folder above tells where it will be.
      var place = output
      while FileIdentity(place) == nil, ReportWriter.parent(of: place) != place {
        place = ReportWriter.parent(of: place)
      }
      if let real = ReportWriter.realPath(place), let nearest = try? ReportDirectory(real) {
        try inputs.check(nearest, for: output)
      }
    }

    /// Writes a report. A failure is printed and withholds this grade, and nobody else's.
    ///
    /// - Returns: the report without the numbers behind its pictures, so that a batch's memory stays flat.
    private func write(_ report: Report, as name: String, in directory: ReportDirectory, _ pages: HTML?) -> Report {
      var written = report
      written.figures = Figures()
      do throws(Failure) {
        if let pages { try ReportFile.write(pages.document(for: report), as: name + ".html", in: directory) }
        try ReportFile.write(JUnit.document(for: report, junitDialect.form), as: name + ".xml", in: directory)
        return written
      } catch {
        Terminal.say("gradus: \(error.message)")
        var withheld = written
        withheld.obstacle = Obstacle(outcome: .graderError, message: Sentences.hostFault(error.message))
        return withheld
      }
    }

    /// Has another process do the batch, as often as it takes.
    ///
    /// The submissions and the secret are settled here, once:
    /// the folder may change meanwhile, and a pipe can be read only once.
    private func watch() async throws {
      var code: Int32 = 0
      try await Failure.reporting {
        try checkOutput()
        let secret = try HiddenSeed.read(hiddenSeed)
        let names = try submissions()
        sayWhatIsThere(BatchEntry.all(names, in: folder))
        let temporary: String
        do throws(HostError) {
          temporary = try Leftovers.makeFolder()
        } catch {
          throw Failure.grader(error.description)
        }
        let progress = BatchProgress(folder: temporary)
        try progress.begin(with: names)
        code = try BatchWatch(progress: progress, secret: secret?.bytes).run(CommandLine.arguments)
        sayWhatChanged(since: names)
        return .fullMarks
      }
      if code != 0 { throw ArgumentParser.ExitCode(code) }
    }

    /// Returns the names in the folder, in the order of their bytes; hidden ones are no submissions.
    private func submissions() throws(Failure) -> [[UInt8]] {
      guard let (names, hidden) = BatchEntry.names(in: folder) else { throw .usage(Wording.noFolder(folder)) }
      if names.isEmpty { throw .usage(Wording.emptyFolder(folder)) }
      if hidden > 0 { Terminal.say(Wording.passedOver(hidden, in: folder)) }
      return names
    }

    /// Warns of earlier reports. They may be about other submissions, even of the same names, until this batch has
    /// written its own.
    private func sayWhatIsThere(_ entries: [BatchEntry]) {
      let (others, same) = ReportFolder.others(than: entries.map(\.report), in: output)
      if others + same > 0 { Terminal.say(Wording.earlierReports(same: same, others: others, in: output)) }
    }

    private func sayWhatChanged(since names: [[UInt8]]) {
      let present = BatchEntry.names(in: folder)?.names ?? []
      let (before, after) = (Set(names), Set(present))
      let new = BatchEntry.all(present.filter { !before.contains($0) }, in: folder).map(\.name)
      let gone = BatchEntry.all(names.filter { !after.contains($0) }, in: folder).map(\.name)
      if !new.isEmpty || !gone.isEmpty { Terminal.say(Wording.changed(new: new, gone: gone, in: folder)) }
    }

    /// Returns how many are graded at once, and says so if the machine allows no more.
    private func lanes(for count: Int, on bench: Bench) -> Int {
      let asked = min(jobs ?? Processors.available, count)
      let (most, scarce) = Means.present.lanes(memoryBytes: RunLimits(bench.assignment.limits).memoryBytes)
      if asked > most { Terminal.say(Wording.fewerJobs(asked, most, scarce)) }
      return min(asked, most)
    }

    /// Grades in parallel; the reports come in the order of the names, however many run at once.
    ///
    /// Submissions that an earlier process has finished are taken over.
    private func grade(
      _ entries: [BatchEntry], on bench: Bench, _ progress: BatchProgress, writingTo directory: ReportDirectory,
      _ pages: HTML?
    ) async throws -> [Report] {
      var reports = entries.map { progress.report(on: $0) }
      func finish(_ index: Int, _ report: Report) {
        // Written at once, so that a batch that is cut short keeps what it has done.
        let report = write(report, as: entries[index].report, in: directory, pages)
        progress.mark(entries[index].report, .finished, (try? JSON.document(for: report)) ?? "")
        reports[index] = report
        Terminal.progress("\(reports.count { $0 != nil }) of \(entries.count): \(entries[index].report)")
      }
      for index in entries.indices where reports[index] == nil {
        guard let signal = progress.signal(entries[index]) else { continue }
        finish(index, bench.withheld(name: entries[index].name, because: Wording.graderDied(signal)))
      }
      @Sendable func grade(_ index: Int) async -> Report {
        let entry = entries[index]
        progress.mark(entry.report, .started)
        let report = await bench.report(on: entry.path, name: entry.name, illustrated: pages != nil)
        // A missing submission was not read: it must not be taken for a submission without a program.
        return report.submission.files.isEmpty && entry.isGone
          ? bench.withheld(name: entry.name, because: Wording.gone(entry.name)) : report
      }
      for index in entries.indices where reports[index] == nil && progress.isSuspect(entries[index]) {
        finish(index, await grade(index))
      }
      let open = entries.indices.filter { reports[$0] == nil }
      let lanes = lanes(for: open.count, on: bench)
      var again: [Int] = []
      try await withThrowingTaskGroup(of: (Int, Report).self) { group in
        var next = 0
        func start() {
          guard next < open.count else { return }
          let index = open[next]
          next += 1
          group.addTask { (index, await grade(index)) }
        }
        for _ in 0..<lanes { start() }
        while let (index, report) = try await group.next() {
          if report.isWithheld { again.append(index) } else { finish(index, report) }
          start()
        }
      }
      // What the machine lacked for a moment it may have now, and each has it to itself.
      for index in again.sorted() { finish(index, await grade(index)) }
      return reports.compactMap(\.self)
    }
  }
}

extension Phase: ExpressibleByArgument {}

/// The levels that a batch may be told to accept.
enum SandboxChoice: String, ExpressibleByArgument, CaseIterable {
  case full, reduced

  var level: Sandbox.Level { self == .full ? .full : .reduced }
}
