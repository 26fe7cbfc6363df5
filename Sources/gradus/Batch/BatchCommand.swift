import ArgumentParser
import Glibc
import GradeModel
import Gradebook
import PluginHost
import Reporting

extension Gradus {
  struct Batch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Grade every submission of a folder.",
      discussion: """
        Writes a JUnit file for each submission (--formats adds others), summary.csv, and gradebook.sqlite, which keeps every grade as soon as it is \
        known. The same command again goes on after an interruption, and grades only what has changed. Exits with 0 when every submission has its report, \
        whatever the marks, and with 70 when a fault of the grader withholds one. A fault that ends the process withholds \
        only the submission that it was met in.
        """)

    @Argument(
      help:
        "A folder in which every file and every sub-folder is a submission, or an export of Moodle, Canvas, Gradescope or git, packed or not."
    )
    var folder: String

    @Option(help: "The assignment, by its identifier (10-adam), its name (adam) or its folder (course/10-adam).")
    var assignment: String

    @Option(help: "The folder to write reports to; made if it is not there.")
    var output: String

    @Option(name: .customLong("junit-dialect"), help: "strict fits every schema; rich also names file and line.")
    var junitDialect = JUnitDialect.strict

    @OptionGroup
    var grading: GradingOptions

    @Option(
      help:
        "The least sandbox level to accept: full, or reduced on a machine that cannot do better (see gradus doctor).")
    var sandbox: SandboxChoice = .full

    @Option(help: Phase.help)
    var phase: Phase = .last

    @Option(
      help: ArgumentHelp(
        "Forms of each report beside JUnit, separated by commas: html for a browser, text for people, json for programs.",
        valueName: "form,…"))
    var formats: ReportForms?

    @Flag(help: "The same as --formats html.")
    var html = false

    @Option(help: "The students, as a CSV file with their identifiers and names.")
    var roster: String?

    @Option(help: "The offset (+01:00) or time zone (Europe/Zurich) of instants in the roster that have none.")
    var offset: String?

    @Flag(
      name: .customLong("allow-lower"),
      help: "Let grades of unchanged work fall, if the assignment, the options or the grader have changed.")
    var allowLower = false

    @OptionGroup(title: "On a cluster")
    var slurm: SlurmOptions

    @Flag(help: .hidden)
    var within = false

    func validate() throws {
      try Offset.check(offset)
    }

    func run() async throws {
      guard within else { return try await watch() }
      let secret = grading.hiddenSeed.map { HiddenSeed.Secret(path: $0, bytes: BatchWatch.handedSecret()) }
      try await Failure.reporting {
        try BatchWatch.endWithWatcher()
        let environment = Environment.current
        let directory = try directory()
        let gradebook = try GradebookFile.open(in: directory)
        let items = try Failure.ofGradebook { () throws(GradebookError) in try gradebook.items() }
        let entries = try items.map { item throws(Failure) in try BatchEntry(document: item.entry) }
        let bench = try await Bench(
          assignment: assignment, environment: environment, hiddenSeed: secret, requiring: sandbox.level,
          phase: phase)
        if bench.sandbox.level != .full { Terminal.say(Wording.below(bench.probe)) }
        // Before hours of work. After this, a report that cannot be written concerns one submission only.
        if let (one, other) = ReportFolder.clash(among: entries.map(\.report), in: directory.openPath) {
          throw Failure.usage(Wording.sameReport(entries[one].name, entries[other].name, in: output))
        }
        let conditions = bench.conditions()
        let exports = try BatchExports(
          of: gradebook, in: directory, settings.keepingForms(of: gradebook), installation: bench.installation,
          grader: conditions.grader)
        let batch = try BatchRun(
          bench, under: conditions, gradebook, entries, exports, jobs: grading.jobs, allowLower: allowLower,
          slurm: slurm.engine == .slurm ? slurm : nil,
          secret: secret?.bytes)
        let result = try await batch.grade()
        let rows = try exports.writeSummary(lost: result.lost)
        let unmet = try exports.unmet()
        Terminal.progress("")
        gradebook.close()
        for line in Wording.moved(result.moved, allowLower: allowLower) { Terminal.say(line) }
        let count = BatchCount(rows, unchanged: result.unchanged)
        Terminal.printLines(Wording.batchEnd(count, output) + "\n")
        for line in Wording.withoutGrade(rows) { Terminal.say(line) }
        if !unmet.isEmpty { Terminal.say(Wording.unmet(unmet)) }
        return count.withheld > 0 ? .graderError : .fullMarks
      }
    }

    /// The options that decide what is exported and how it is graded.
    private var settings: BatchSettings {
      BatchSettings(
        dialect: junitDialect.rawValue, forms: (formats?.all ?? []).union(html ? [.html] : []), phase: phase,
        sandbox: sandbox.rawValue,
        course: Shelf.course(of: assignment), hasHiddenCases: grading.hiddenSeed != nil)
    }

    /// Opens the folder for reports; makes it if it is not there. Any other folder than one of reports of ours is refused.
    private func directory() throws(Failure) -> ReportDirectory {
      let directory = try ReportFile.writing { try ReportDirectory(output, making: true) }
      try inputs().check(directory, for: output)
      if let stranger = ReportProof.stranger(in: directory, besides: GradebookFile.isOfOurs) {
        throw .usage(Wording.notOurFolder(output, stranger))
      }
      return directory
    }

    private func inputs() throws(Failure) -> Inputs {
      try Inputs(
        submission: folder, seed: within ? nil : grading.hiddenSeed, assignment: assignment,
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

    /// Has another process do the batch, as often as it takes.
    ///
    /// The submissions and the secret are settled here, once:
    /// the folder may change meanwhile, and a pipe can be read only once.
    private func watch() async throws {
      var code: Int32 = 0
      try await Failure.reporting {
        try checkOutput()
        let secret = try HiddenSeed.read(grading.hiddenSeed)
        let (names, entries) = try submissions()
        let id = try Shelf(try Shelf.installation()).assignment(assignment).id
        let isNew = FileIdentity(output) == nil
        let directory = try directory()
        guard let lock = try ReportFile.writing({ try directory.lock() }) else {
          throw Failure.usage(Wording.folderInUse(output))
        }
        sayWhatIsThere(entries, in: directory)
        let gradebook = try GradebookFile.open(in: directory, beginningFor: id)
        try BatchSettings.requireHiddenCases(of: gradebook, secret != nil, publicOnly: grading.publicOnly)
        let documents = try entries.map { entry throws(Failure) in
          BatchItem(report: entry.report, entry: try entry.document)
        }
        try Failure.ofGradebook { () throws(GradebookError) in
          try gradebook.begin(documents)
        }
        let watch = BatchWatch(gradebook: gradebook, output: output, secret: secret?.bytes, lock: lock)
        code = try watch.run(CommandLine.arguments)
        if let names { sayWhatChanged(since: names) }
        gradebook.close()
        // Nothing is left of a batch that could not begin.
        if isNew, code != 0, directory.names() == [Gradebook.name] {
          directory.remove(Gradebook.name)
          rmdir(output)
        }
        return .fullMarks
      }
      if code != 0 { throw ArgumentParser.ExitCode(code) }
    }

    /// Returns the submissions in the order of their names' bytes. Of a plain folder, in which hidden ones are none, the names
    /// too: it may change meanwhile.
    private func submissions() throws(Failure) -> (names: [[UInt8]]?, entries: [BatchEntry]) {
      if let record = try IntakeRecord(in: folder) {
        if roster != nil { throw .usage(Wording.rosterOfIntake) }
        return (nil, BatchEntry.all(record.handIns))
      }
      let students = try roster.map { path throws(Failure) in try IntakeFile.roster(path, offset: offset) }
      if offset == nil, let students, students.timesWithoutOffset > 0 {
        Terminal.say("gradus: " + Wording.noOffset(students.timesWithoutOffset))
      }
      if students == nil, let (names, hidden) = BatchEntry.names(in: folder), IntakeFile.isPlain(folder) {
        if names.isEmpty { throw .usage(Wording.emptyFolder(folder)) }
        if hidden > 0 { Terminal.say(Wording.passedOver(hidden, in: folder)) }
        return (names, BatchEntry.all(names, in: folder))
      }
      let handIns = try IntakeFile.read(folder, roster: students)
      if let students, let roster { try TeacherFile.check(students, roster, of: handIns, folder) }
      for line in Wording.intake(handIns, of: folder) { Terminal.say(line) }
      return (nil, BatchEntry.all(handIns))
    }

    /// Warns of earlier reports. They may be about other submissions, even of the same names, until this batch has
    /// written its own.
    private func sayWhatIsThere(_ entries: [BatchEntry], in directory: ReportDirectory) {
      let (others, same) = ReportFolder.others(than: entries.map(\.report), in: output)
      // With a gradebook it is known what they are about, and what is unchanged stays.
      if directory.present(Gradebook.name) == .nothing || others > 0, others + same > 0 {
        Terminal.say(Wording.earlierReports(same: same, others: others, in: output))
      }
    }

    private func sayWhatChanged(since names: [[UInt8]]) {
      guard let present = BatchEntry.names(in: folder)?.names else { return }
      let (before, after) = (Set(names), Set(present))
      let new = BatchEntry.all(present.filter { !before.contains($0) }, in: folder).map(\.name)
      let gone = BatchEntry.all(names.filter { !after.contains($0) }, in: folder).map(\.name)
      if !new.isEmpty || !gone.isEmpty { Terminal.say(Wording.changed(new: new, gone: gone, in: folder)) }
    }
  }
}

/// The levels that a batch may be told to accept.
enum SandboxChoice: String, ExpressibleByArgument, CaseIterable {
  case full, reduced

  var level: Sandbox.Level { self == .full ? .full : .reduced }
}
