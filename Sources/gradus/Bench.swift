import Assignments
import Equations
import GradeModel
import Gradebook
import Grading
import PluginHost
import Reference
import Reporting

/// Everything that grading a submission needs, found or made once: our files, the toolchain, the kit, the sandbox.
struct Bench: Sendable {
  let assignment: Assignment
  let clock: Clock
  let installation: Installation
  private let kit: Kit
  /// The parts of the assignment in their order; the assignment itself where it has none.
  let parts: [BenchPart]
  private let compiler: Compiler
  private let runner: Runner
  private let toolchain: Toolchain
  let probe: SandboxProbe
  /// Seconds that the parts of the preparation took, by name.
  let preparation: KeyValuePairs<String, Double>
  let phase: Phase
  var sandbox: Sandbox { probe.sandbox }

  /// - Parameters:
  ///   - hiddenSeed: the course's secret, from which hidden cases are drawn.
  ///   - level: the least that the machine must reach; below it nothing is run.
  ///   - phase: the occasion, which decides how much is told.
  ///   - answers: what earlier runs have asked this machine, for somebody who waits.
  init(
    assignment id: String, environment: [String: String], hiddenSeed: HiddenSeed.Secret? = nil,
    requiring level: Sandbox.Level = .process, phase: Phase = .practice, recalling answers: KeptAnswers? = nil
  ) async throws(Failure) {
    self.phase = phase
    let clock = try Clock(environment: environment)
    self.clock = clock
    do {
      let installation = try Installation.find(environment: environment)
      self.installation = installation
      assignment = try HiddenSeed.adding(hiddenSeed, to: try Shelf(installation).assignment(id))
      var parts: [BenchPart] = []
      for graded in assignment.graded { parts.append(try BenchPart(graded)) }
      self.parts = parts
      // Each starts programs and waits for them: side by side they take the time of one.
      async let probing = clock.measure {
        await SandboxProbe.recalling(answers, installation: installation, path: environment["PATH"])
      }
      let (toolchain, toolchainSeconds) = try await clock.measure { () async throws(HostError) in
        try await Toolchain.find(path: environment["PATH"], recalling: answers)
      }
      let (probe, probeSeconds) = await probing
      (self.toolchain, self.probe) = (toolchain, probe)
      let sandbox = probe.sandbox
      guard sandbox.level >= level else { throw Failure.grader(Wording.refusesLevel(probe, wanted: level)) }
      let builder = try KitBuilder(
        installation: installation, toolchain: toolchain, sandbox: sandbox, imports: assignment.imports)
      let (built, kitSeconds) = try await clock.measure { () async throws(HostError) in try await builder.kit() }
      if let remark = builder.remark(on: built) { Terminal.say("gradus: \(remark)") }
      let limits = Compiler.Limits(assignment.limits)
      let (compiler, compilerSeconds) = try await clock.measure { () async throws(HostError) in
        try await Compiler(
          installation: installation, toolchain: toolchain, kit: built, sandbox: sandbox, limits: limits,
          recalling: answers)
      }
      (kit, self.compiler) = (built, compiler)
      preparation = [
        "toolchain": toolchainSeconds, "probe": probeSeconds, "kit": kitSeconds, "libraries": compilerSeconds,
      ]
      runner = await Runner(installation: installation, toolchain: toolchain, sandbox: sandbox)
    } catch let error as Failure {
      throw error
    } catch let error as HostError {
      throw .grader(error.description)
    } catch {
      throw .grader("\(error)")
    }
  }

  private func compile(_ submission: Submission, _ part: BenchPart) async throws(CompileError) -> Plugin {
    // A manifest cannot ask for a kind of component without a protocol in the kit.
    try await compiler.compile(
      submission, type: part.assignment.typeName, conformingTo: part.assignment.kind.kitProtocol, asking: part.asked)
  }

  /// Grades one submission that somebody waits for, and once more if a fault of ours withholds it: what the machine lacked for a
  /// moment it may have again. For the parameters see `report`.
  func settledReport(
    on path: String, name: String, looking: (caseID: String, step: Int)? = nil, illustrated: Bool = false,
    progress: (String) -> Void = { _ in }
  ) async -> Report {
    let first = await report(
      on: path, name: name, together: true, looking: looking, illustrated: illustrated, progress: progress)
    return first.isWithheld
      ? await report(on: path, name: name, looking: looking, illustrated: illustrated, progress: progress) : first
  }

  /// Grades the submission at `path`, and returns what may be told of it. Always returns a report, even if no submission is
  /// there.
  ///
  /// - Parameters:
  ///   - path: nil if the file's name is not UTF-8, so that it cannot be opened.
  ///   - together: true to use two processors for it.
  ///   - looking: the step of a case whose numbers are wanted.
  ///   - illustrated: true to have the numbers behind the pictures of a page too.
  ///   - progress: told the work that begins.
  func report(
    on path: String?, name: String, together: Bool = false, looking: (caseID: String, step: Int)? = nil,
    illustrated: Bool = false,
    progress: (String) -> Void = { _ in }
  ) async -> Report {
    await report(
      on: assignment.read(path, name: name), name: name, together: together, looking: looking, illustrated: illustrated,
      progress: progress)
  }

  /// Grades what was read, and returns what may be told of it. For the parameters see above.
  func report(
    on sources: ReadSubmission, name: String, together: Bool = false, looking: (caseID: String, step: Int)? = nil,
    illustrated: Bool = false,
    progress: (String) -> Void = { _ in }
  ) async -> Report {
    let report = await whole(
      sources, name: name, together: together, looking: looking, illustrated: illustrated, progress: progress
    ).report
    return told(report)
  }

  /// Grades what was read, for a gradebook: the marks are those of the whole report, whatever is told of it.
  func graded(_ sources: ReadSubmission, name: String, illustrated: Bool = false) async -> GradedReport {
    await graded(
      whole(sources, name: name, together: false, looking: nil, illustrated: illustrated, progress: { _ in }).report)
  }

  /// A report with what may be told of it.
  func graded(_ report: Report) -> GradedReport {
    GradedReport(report, assignment.feedback[phase], hidden: hidden)
  }

  /// All that a grading depends on beside the submission.
  func conditions() -> Conditions {
    Conditions(
      assignment: SHA256.digest(of: assignment.canonical.utf8),
      marking: SHA256.digest(of: assignment.withoutTexts.canonical.utf8), kit: kit.key, toolchain: toolchain.version,
      grader: installation.grader, isolation: sandbox.level.rawValue, phase: phase.rawValue,
      instant: clock.isFixed ? clock.timestamp() : "")
  }

  private func whole(
    _ sources: ReadSubmission, name: String, together: Bool, looking: (caseID: String, step: Int)?,
    illustrated: Bool, progress: (String) -> Void
  ) async -> (report: Report, runs: [Runs?]) {
    let submission: Submission
    switch sources {
    case .sources(let read): submission = read
    case .failed(let reason): return (withheld(name: name, because: reason), [])
    case .unreadable(let reason): return (ungraded(name, .unreadable, because: reason), [])
    case .refused(let reason): return (ungraded(name, .notBuilt, because: reason), [])
    }
    var graded: [(report: Report, runs: Runs?)] = []
    for part in parts {
      let own = looking.flatMap { step in assignment.step(step, in: part.assignment) }
      graded.append(
        await grade(
          submission, name: name, by: part, together: together, looking: own, illustrated: illustrated,
          progress: progress))
    }
    var report = joined(graded.map(\.report))
    if illustrated { report.figures.excerpts = self.graded(report).excerpts(from: submission) }
    return (report, graded.map(\.runs))
  }

  /// Grades a submission by one part of the assignment, with that part's own names.
  private func grade(
    _ submission: Submission, name: String, by part: BenchPart, together: Bool,
    looking: (caseID: String, step: Int)?, illustrated: Bool, progress: (String) -> Void
  ) async -> (report: Report, runs: Runs?) {
    let assignment = part.assignment
    var report = blank(name)
    report.submission.files = submission.files.map(\.path)
    report.sources = SourceMap(
      of: submission, type: assignment.typeName, conformingTo: assignment.kind.kitProtocol,
      quantities: assignment.quantities.map(\.name))
    progress(Wording.compiling)
    let runs = 2 * assignment.cases.count { !$0.isHidden }
    let waiting = together ? runner.workers(runs, for: compiler, limits: RunLimits(assignment.limits)) : nil
    async let _ = waiting?.gather()
    defer { waiting?.dismiss() }
    let (compiled, compileSeconds) = await clock.measure { () async -> Result<Plugin, CompileError> in
      do throws(CompileError) {
        return .success(try await compile(submission, part))
      } catch {
        return .failure(error)
      }
    }
    report.durations["compile"] = compileSeconds
    let leftAside = (try? compiled.get())?.leftAside ?? submission.leftAside
    if !leftAside.isEmpty { report.notes.append(.leftAside(leftAside)) }
    report.notes += submission.places(naming: assignment.changingNames).map { .namesParameter($0.name, at: $0.place) }
    let plugin: Plugin
    switch compiled {
    case .success(let made):
      plugin = made
      report.submission.files = plugin.files
    case .failure(let error):
      report.obstacle = Obstacle(error, files: report.submission.files)
      report.checks = part.unreached(
        error.isOurs ? .graderError : .skipped, because: report.obstacle?.message ?? "")
      return (report, nil)
    }
    let session = AssignmentSession(
      plugin, on: runner, grader: part.grader, keeping: part.quantities, isTimeFixed: clock.isFixed, by: waiting)
    let (graded, runSeconds) = await clock.measure {
      func run(hidden: Bool, into runs: inout Runs) async {
        await session.run(hidden: hidden, into: &runs, together: together) { progress(Wording.running($0)) }
      }
      var runs = Runs(cases: [])
      await run(hidden: false, into: &runs)
      return await part.grader.grade(runs, asking: session, illustrated: illustrated) {
        await run(hidden: true, into: &$0)
      }
    }
    report.durations["run"] = runSeconds
    if !clock.isFixed { report.caseSeconds = part.secondsByCase(graded.runs.cases.map(\.seconds)) }
    report.checks = graded.result.checks
    report.output = graded.result.output
    report.outputs = graded.result.outputs
    report.stepNumbers = looking.map { part.grader.numbers(at: $0.step, of: $0.caseID, in: graded.runs) } ?? []
    report.notes += graded.result.notes
    report.figures = graded.result.figures
    report.fingerprint = graded.result.fingerprint
    return (report, graded.runs)
  }

  /// The report of the whole, from one for each part.
  private func joined(_ reports: [Report]) -> Report {
    guard !assignment.parts.isEmpty else { return reports[0] }
    return Report(of: identity, joining: Array(zip(parts.map(\.assignment.id), reports)))
  }

  /// The report on a submission that could not be graded by a fault of ours.
  func withheld(name: String, because message: String) -> Report {
    ungraded(name, .graderError, because: message)
  }

  /// The report on a submission that was never compiled.
  private func ungraded(_ name: String, _ outcome: Outcome, because message: String) -> Report {
    joined(
      parts.map { part in
        var report = blank(name)
        report.obstacle = Obstacle(outcome: outcome, message: message)
        report.checks = part.unreached(outcome == .graderError ? outcome : .skipped, because: message)
        return report
      })
  }

  private var identity: AssignmentIdentity {
    AssignmentIdentity(
      id: assignment.id, title: assignment.title, recipe: assignment.recipe, convention: assignment.convention)
  }

  private func blank(_ name: String) -> Report {
    Report(
      submission: SubmissionIdentity(name: name, files: []),
      assignment: identity, timestamp: clock.timestamp(), sandbox: sandbox.level.rawValue, toolchain: toolchain.version,
      checks: [],
      version: Version.number)
  }

  /// Grades a sample, and says how far its numbers are from the reference's.
  ///
  /// - Returns: the report, and the largest residual over all cases and quantities, in units of the bound; infinity if it does not
  ///   run to its end.
  func reportWithResidual(on path: String, name: String) async -> (report: Report, residual: Double) {
    let whole = await whole(
      assignment.read(path, name: name), name: name, together: false, looking: nil, illustrated: false,
      progress: { _ in })
    let residuals = zip(parts, whole.runs).map { part, runs in runs.map(part.grader.worstResidual) ?? .infinity }
    return (whole.report, residuals.max() ?? .infinity)
  }

  private func told(_ report: Report) -> Report { graded(report).told }

  private var hidden: Set<String> { Set(assignment.cases.filter(\.isHidden).map(\.id)) }
}
