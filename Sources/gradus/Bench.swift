import Assignments
import Equations
import GradeModel
import Grading
import PluginHost
import Reference
import Reporting

/// Everything that grading a submission needs, found or made once: our files, the toolchain, the kit, the sandbox.
struct Bench: Sendable {
  let assignment: Assignment
  let clock: Clock
  let grader: Grader
  private let compiler: Compiler
  private let runner: Runner
  private let toolchain: Toolchain
  let probe: SandboxProbe
  /// Seconds that the parts of the preparation took, by name.
  let preparation: KeyValuePairs<String, Double>
  private let phase: Phase
  var sandbox: Sandbox { probe.sandbox }

  /// - Parameters:
  ///   - hiddenSeed: the course's secret, from which hidden cases are drawn.
  ///   - level: the least that the machine must reach; below it nothing is run.
  ///   - phase: the occasion, which decides how much is told.
  init(
    assignment id: String, environment: [String: String], hiddenSeed: HiddenSeed.Secret? = nil,
    requiring level: Sandbox.Level = .process, phase: Phase = .practice
  ) async throws(Failure) {
    self.phase = phase
    let clock = try Clock(environment: environment)
    self.clock = clock
    do {
      let installation = try Installation.find(environment: environment)
      assignment = try HiddenSeed.adding(hiddenSeed, to: try Shelf(installation).assignment(id))
      grader = try Grader(assignment)
      // Each starts programs and waits for them: side by side they take the time of one.
      async let probing = clock.measure { await SandboxProbe(installation: installation, path: environment["PATH"]) }
      let (toolchain, toolchainSeconds) = try await clock.measure { () async throws(HostError) in
        try await Toolchain.find(path: environment["PATH"])
      }
      let (probe, probeSeconds) = await probing
      (self.toolchain, self.probe) = (toolchain, probe)
      let sandbox = probe.sandbox
      guard sandbox.level >= level else { throw Failure.grader(Wording.refusesLevel(probe, wanted: level)) }
      let builder = try KitBuilder(
        installation: installation, toolchain: toolchain, sandbox: sandbox, imports: assignment.imports)
      if let remark = builder.remark { Terminal.say("gradus: \(remark)") }
      let (kit, kitSeconds) = try await clock.measure { () async throws(HostError) in try await builder.kit() }
      let limits = Compiler.Limits(assignment.limits)
      let (compiler, compilerSeconds) = try await clock.measure { () async throws(HostError) in
        try await Compiler(
          installation: installation, toolchain: toolchain, kit: kit, sandbox: sandbox, limits: limits)
      }
      self.compiler = compiler
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

  /// All that the reference or the manifest has a name for.
  private var quantities: Set<String> {
    Set(grader.recipe.quantities + grader.recipe.inputs.map(\.name) + assignment.quantities.map(\.name))
  }

  /// The names of properties that a submission may have to be asked for.
  private var asked: AskedProperties {
    AskedProperties(
      read: assignment.quantities.map(\.name) + grader.recipe.component.choices.keys.sorted(),
      written: grader.recipe.inputs.map(\.name) + grader.recipe.component.settings.map(\.name))
  }

  private func compile(_ submission: Submission) async throws(CompileError) -> Plugin {
    // A manifest cannot ask for a kind of component without a protocol in the kit.
    try await compiler.compile(
      submission, type: assignment.typeName, conformingTo: assignment.kind.kitProtocol!, asking: asked)
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
    let report = await whole(
      path, name: name, together: together, looking: looking, illustrated: illustrated, progress: progress)
    return report.telling(assignment.feedback[phase], hidden: Set(assignment.cases.filter(\.isHidden).map(\.id)))
  }

  private func whole(
    _ path: String?, name: String, together: Bool, looking: (caseID: String, step: Int)?, illustrated: Bool,
    progress: (String) -> Void
  ) async -> Report {
    var report = blank(name)
    let submission: Submission
    do {
      var bounds = Submission.Bounds()
      bounds.files = assignment.limits.files
      bounds.bytes = assignment.limits.source << 10
      guard let path else { throw SubmissionError.unusableName(path: name) }
      submission = try Submission(at: path, declaring: assignment.typeName, bounds: bounds)
    } catch let error as SubmissionError where error.isOurs {
      return withheld(name: name, because: Sentences.hostFault(error.description))
    } catch {
      report.obstacle = Obstacle(outcome: .notBuilt, message: "\(error)")
      report.checks = unreached(.skipped, because: "\(error)")
      return report
    }
    report.submission.files = submission.files.map(\.path)
    report.sources = SourceMap(
      of: submission, type: assignment.typeName, quantities: assignment.quantities.map(\.name))
    progress(Wording.compiling)
    let (compiled, compileSeconds) = await clock.measure { () async -> Result<Plugin, CompileError> in
      do throws(CompileError) {
        return .success(try await compile(submission))
      } catch {
        return .failure(error)
      }
    }
    report.durations["compile"] = compileSeconds
    let leftAside = (try? compiled.get())?.leftAside ?? submission.leftAside
    if !leftAside.isEmpty { report.notes.append(.leftAside(leftAside)) }
    let plugin: Plugin
    switch compiled {
    case .success(let made):
      plugin = made
      report.submission.files = plugin.files
    case .failure(let error):
      report.obstacle = Obstacle(error, files: report.submission.files)
      report.checks = unreached(error.isOurs ? .graderError : .skipped, because: report.obstacle?.message ?? "")
      if illustrated { report.figures.excerpts = report.excerpts(from: submission) }
      return report
    }
    let session = session(plugin)
    let ((graded, seconds), runSeconds) = await clock.measure {
      let runs = await session.runs(together: together) { progress(Wording.running($0)) }
      return (await grader.grade(runs, asking: session, illustrated: illustrated), runs.cases.map(\.seconds))
    }
    report.durations["run"] = runSeconds
    if !clock.isFixed { report.caseSeconds = secondsByCase(seconds) }
    report.checks = graded.result.checks
    report.output = graded.result.output
    report.outputs = graded.result.outputs
    report.stepNumbers = looking.map { grader.numbers(at: $0.step, of: $0.caseID, in: graded.runs) } ?? []
    report.notes += graded.result.notes
    report.figures = graded.result.figures
    if illustrated { report.figures.excerpts = report.excerpts(from: submission) }
    return report
  }

  private func secondsByCase(_ seconds: [Double?]) -> [String: Double] {
    Dictionary(
      zip(assignment.cases, seconds).compactMap { graded, seconds in seconds.map { (graded.id, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The report on a submission that could not be graded by a fault of ours.
  func withheld(name: String, because message: String) -> Report {
    var report = blank(name)
    report.obstacle = Obstacle(outcome: .graderError, message: message)
    report.checks = unreached(.graderError, because: message)
    return report
  }

  private func blank(_ name: String) -> Report {
    Report(
      submission: SubmissionIdentity(name: name, files: []),
      assignment: AssignmentIdentity(
        id: assignment.id, title: assignment.title, recipe: assignment.recipe, convention: assignment.convention),
      timestamp: clock.timestamp(), sandbox: sandbox.level.rawValue, toolchain: toolchain.version, checks: [],
      version: Version.number)
  }

  /// The largest residual of a submission over all cases and quantities, in units of the bound;
  /// infinity if it cannot run.
  func worstResidual(of path: String) async -> Double {
    guard let submission = try? Submission(at: path, declaring: assignment.typeName),
      let plugin = try? await compile(submission)
    else {
      return .infinity
    }
    return grader.worstResidual(of: await session(plugin).runs(together: false) { _ in })
  }

  private func session(_ plugin: Plugin) -> AssignmentSession {
    AssignmentSession(plugin, on: runner, grader: grader, keeping: quantities, isTimeFixed: clock.isFixed)
  }

  /// The checks of a submission that was never run.
  private func unreached(_ outcome: Outcome, because message: String) -> [Check] {
    assignment.cases.flatMap { graded in
      assignment.quantities.map { quantity in
        Check(
          caseID: graded.id, quantity: quantity.name, outcome: outcome, points: 0,
          maximum: assignment.points(of: quantity, in: graded),
          finding: .notReached(because: message))
      }
    }
  }
}

extension Obstacle {
  fileprivate init(_ error: CompileError, files: [String]) {
    switch error {
    case .diagnostics(let text):
      self.init(
        outcome: .notBuilt, message: Wording.doesNotCompile, details: text, place: Place(firstIn: text, among: files))
    case .forbiddenImport(_, let file, let line):
      self.init(outcome: .notBuilt, message: error.description, place: Place(file: file, line: line))
    case .host: self.init(outcome: .graderError, message: error.description)
    default: self.init(outcome: .notBuilt, message: error.description)
    }
  }
}

extension CompileError {
  fileprivate var isOurs: Bool {
    if case .host = self { true } else { false }
  }
}

extension Place {
  /// The place of the first error in a compiler's messages, `Adam.swift:12:5: error: …`. A source can have the compiler name any
  /// place: only files that were handed in count.
  fileprivate init?(firstIn diagnostics: String, among files: [String]) {
    for line in diagnostics.split(separator: "\n") where line.contains(" error: ") {
      let parts = line.split(separator: ":", maxSplits: 3)
      guard parts.count == 4, let number = Int(parts[1]), number > 0,
        let file = files.first(where: { $0.utf8.elementsEqual(parts[0].utf8) })
      else { continue }
      self.init(file: file, line: number)
      return
    }
    return nil
  }
}

extension Compiler.Limits {
  fileprivate init(_ limits: Limits) {
    self.init()
    cpuSeconds = max(1, Int(limits.compile.rounded(.up)))
    // The clock goes on while other processes compute, and its limit is no fault of the submission's.
    seconds = 5 * limits.compile + 10
  }
}

extension RunLimits {
  init(_ limits: Limits) {
    self.init(
      seconds: limits.wallClock, cpuSeconds: Int(limits.cpu.rounded(.up)), memoryBytes: limits.memory << 20,
      outputBytes: limits.output << 10)
  }
}
