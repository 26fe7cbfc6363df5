import GradeModel
import PluginHost
import Reporting
import Verification

/// The sentences of the commands.
enum Wording {
  /// The codes that a process ends with.
  static let exitCodes: [(code: Int32, meaning: String)] = [
    (ExitCode.fullMarks.rawValue, "full marks"),
    (ExitCode.marksLost.rawValue, "marks lost; a crash or time-out in some case included"),
    (ExitCode.nothingGraded.rawValue, "nothing could be graded: it does not compile, or does not load"),
    (
      ExitCode.usage.rawValue,
      "wrong usage: no such file, no such assignment, a mistake in a manifest of one's own, a report that cannot be written"
    ),
    (ExitCode.graderError.rawValue, "a fault of the grader; it withholds the grade and wins over all others"),
  ]

  /// A file or a folder of a service that cannot be written to.
  static func closedWay(_ variable: String, _ path: String, _ reason: String) -> String {
    "gradus: \(variable) names \(path), which cannot be written to: \(reason). The reports hold the same."
  }
  static func unknownService(_ name: String) -> String {
    "there is no service '\(name)': expected --platform with one of "
      + Platform.allCases.map(\.rawValue).joined(separator: ", ")
  }
  static let limitElsewhere = "--limit is for Gradescope, which alone says when the earlier submissions came"
  static func limitUnknown(_ path: String, _ reason: String) -> String {
    "gradus: the limit is not applied, since \(path) cannot be used: \(reason)"
  }
  static func stages(_ parts: [(String, Double)]) -> String {
    "gradus: stages " + parts.map { "\($0.0) \(Int(($0.1 * 1000).rounded())) ms" }.joined(separator: ", ")
  }
  static let noInstant =
    "Classroom 50 wants the commit's instant: expected --submitted-at with a time in UTC, such as 2026-01-31T12:00:00Z"
  static let noHiddenSeed =
    "there is no hidden seed: expected --hidden-seed FILE, or the service's secret in the variable GRADUS_HIDDEN_SEED"

  static func equivalence(_ proof: SelfCheck.Equivalence) -> String {
    switch proof {
    case .onlyOne: "the network that is asked for has only one"
    case .asGoodAChoice: "another choice that is as good"
    case .neverNegative: "it is never negative"
    case .signFallsAway: "its sign falls away in what follows"
    case .orderOfFactors: "the order of multiplying and dividing makes no difference"
    case .sameAlgebra: "the same algebra in other words"
    }
  }

  static func newFolder(_ folder: String) -> String {
    """
    \(folder) is ready: README.md says what to write, Sources has the file to begin with.
      cd \(folder)
      gradus check     compares every number with the reference, and says what is wrong
      swift build      works offline, and your editor knows the kit

    """
  }
  static func noSubmission(_ path: String) -> String {
    "there is no file or folder \(path): expected a Swift file or a folder of them"
  }
  static func noAssignment(_ submission: String) -> String {
    "which assignment is '\(submission)' for? Name it: --assignment 10-adam; gradus list names all of them"
  }

  static func chosenByASubmission(_ submission: String, _ request: String) -> String {
    "\(submission)/.gradus/assignment names \(request): a submission does not choose by what it is graded; give --assignment"
  }

  static let severalCourses =
    "the assignments are of several courses, whose levels of feedback may differ: make a folder for each course"

  static func unreadableSecret(_ path: String, _ reason: String) -> String {
    "cannot read the hidden seed \(path): \(reason)"
  }
  static func badSecret(_ path: String, _ reason: String) -> String { "\(path): \(reason)" }

  static func probe(_ name: String) -> String { "A case with \(name) would show it." }
  static let noProbe = "No probe shows it either, and no algebra says that it is the right equation in other words."
  static let noDiagnosis = "has no 'diagnosis' in the manifest: say in which words the mistake must be explained"
  static func graderDied(_ signal: Int32) -> String {
    Sentences.hostFault("The grader itself failed on this submission (signal \(signal)).")
  }
  static func batchDied(_ signal: Int32) -> String { "the batch was ended by signal \(signal)" }
  static func gone(_ name: String) -> String {
    Sentences.hostFault(
      "\(Visible.line(name)) was in the folder when the batch began, and was gone when its turn came.")
  }
  static func sameReport(_ one: String, _ other: String, in output: String) -> String {
    "the reports on \(Visible.line(one)) and \(Visible.line(other)) would have one name in \(output), whose file system takes "
      + "both for the same: expected a folder where they differ"
  }
  static func earlierReports(same: Int, others: Int, in output: String) -> String {
    "gradus: \(output) holds \(same + others) reports from before: \(same) have names of this batch and are replaced one by one, "
      + "\(others) are of others and stay"
  }
  /// A note on the files that came into a batch's folder, or were removed, during grading.
  static func changed(new: [String], gone: [String], in folder: String) -> String {
    func some(_ names: [String]) -> String {
      names.prefix(3).map { Visible.line($0, limit: 100) }.joined(separator: ", ") + (names.count > 3 ? ", …" : "")
    }
    let parts =
      (new.isEmpty ? [] : ["\(new.count) came and \(new.count == 1 ? "is" : "are") not graded (\(some(new)))"])
      + (gone.isEmpty ? [] : ["\(gone.count) went (\(some(gone)))"])
    return "gradus: \(folder) has changed since the batch began: \(parts.joined(separator: "; "))"
  }
  static func seedAmongSubmissions(_ path: String) -> String {
    "the hidden seed \(path) is among the submissions: keep it where no student's file is"
  }
  static func silentPipe(_ path: String) -> String { "the hidden seed \(path) is a pipe that nobody writes to" }
  static func outputAmongInputs(_ path: String) -> String {
    "\(path) would be written over or among what is read: expected another place"
  }
  static func notOurReport(_ path: String, on submission: String) -> String {
    "\(path) is there, and is no report on \(Visible.line(submission)): expected a new name, or that report"
  }
  static func oneFileForTwo(_ path: String) -> String { "both reports would be \(path): expected a file for each" }
  static func notOurFolder(_ path: String, _ name: String) -> String {
    "\(path) holds \(Visible.line(name)), which is no report of Gradus: expected a new folder, or one of reports"
  }
  static func fewerJobs(_ asked: Int, _ most: Int, _ scarce: Means.Kind) -> String {
    let reason =
      switch scarce {
      case .descriptors: "the limit of open files (ulimit -n)"
      case .processes: "the limit of processes"
      case .memory: "the memory that is free"
      }
    return "gradus: \(most) at once instead of \(asked): \(reason) allows no more"
  }
  static func cannotWatch(_ code: Int32) -> String {
    "the batch cannot be started as a process of its own (error \(code))"
  }

  static func noCase(_ id: String, known: [String]) -> String {
    "there is no case '\(id)': expected one of \(known.joined(separator: ", "))"
  }
  static func noStep(_ step: Int, of caseID: String, steps: Int) -> String {
    "the case \(caseID) has \(steps) \(steps == 1 ? "step" : "steps"), and --step asks for step \(step)"
  }

  static let keptCheck = "gradus: nothing has changed since this check ran; --again runs it once more"
  static func watching(_ path: String) -> String { "watching \(path); Ctrl-C ends" }
  static func gone(watching path: String) -> String { "gradus: \(path) is gone: waiting for it to come back" }

  static let doesNotCompile = "the submission does not compile"

  static let compiling = "compiling"
  static func running(_ title: String) -> String { "running: \(title)" }

  static func noFolder(_ path: String) -> String { "there is no folder \(path)" }
  static func unreadableFile(_ path: String, _ reason: String) -> String { "cannot read \(path): \(reason)" }
  static func unwritable(_ path: String, _ reason: String) -> String { "cannot write \(path): \(reason)" }
  static func emptyFolder(_ path: String) -> String {
    "\(path) holds no submissions: expected a file or folder for each"
  }
  static func passedOver(_ count: Int, in folder: String) -> String {
    "gradus: \(count) in \(folder) passed over, whose names begin with a dot"
  }
  static func badSetting(_ text: String) -> String {
    "--set expects name=number, such as --set beta1=0.9, and was given '\(text)'"
  }
  static func settingTwice(_ name: String) -> String {
    "--set gives \(name) more than once: expected one value for each setting"
  }
  /// The protections of a sandbox level.
  static func level(_ level: Sandbox.Level) -> String {
    switch level {
    case .full: "full: namespaces, files shut away, system calls filtered, limits"
    case .reduced: "reduced: files shut away and system calls filtered by one layer each, limits"
    case .process: "process: a process of its own with limits, but not sealed off"
    }
  }
  static func missingLevel(_ level: Sandbox.Level) -> String {
    "gradus check works as it is; gradus batch wants full"
      + (level == .reduced ? ", or takes less with --sandbox=reduced" : "")
  }
  static func below(_ probe: SandboxProbe) -> String {
    let missing = probe.findings.filter { !$0.works && !$0.isExtra }.map(\.words).joined(separator: "; ")
    return "gradus: \(missing); the sandbox is \(level(probe.sandbox.level))"
  }
  static func usedLevel(_ level: Sandbox.Level) -> String { "gradus: ran in the sandbox level \(level.rawValue)" }
  static func refusesLevel(_ probe: SandboxProbe, wanted: Sandbox.Level) -> String {
    let missing = probe.findings.filter { !$0.works && !$0.isExtra }.map(\.words).joined(separator: "; ")
    let way = probe.sandbox.level == .reduced ? "; --sandbox=reduced accepts it" : ""
    return
      "strangers' programs, and any beside a hidden seed, run in the sandbox level \(wanted.rawValue), and this machine reaches "
      + "\(probe.sandbox.level.rawValue) (\(missing))\(way)"
  }
}
