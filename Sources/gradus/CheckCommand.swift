import ArgumentParser
import GradeModel
import PluginHost
import Reporting
import Workspace

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Gradus {
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Grade one submission and say what is wrong, where and why.")

    @Argument(help: "A Swift file, or a folder of them.")
    var submission = "."

    @Option(
      help: """
        The assignment, by its identifier (10-adam), its name (adam) or its folder (course/10-adam); by default the one \
        that gradus new made the folder for.
        """)
    var assignment: String?

    @Option(help: "Write a JUnit XML report to this file.")
    var junit: String?

    @Option(name: .customLong("junit-dialect"), help: "strict fits every schema; rich also names file and line.")
    var junitDialect = JUnitDialect.strict

    @Option(help: "Write the whole report as JSON to this file.")
    var json: String?

    @Option(help: "Write the report as a page for a browser to this file.")
    var html: String?

    @Option(help: Phase.help)
    var phase: Phase = .practice

    @Option(name: .customLong("hidden-seed"), help: "Add hidden cases, drawn from the bytes of this file.")
    var hiddenSeed: String?

    @Option(help: "With --hidden-seed: the least sandbox level to accept, full or reduced (see gradus doctor).")
    var sandbox: SandboxChoice = .full

    @Flag(help: "Check again each time that a file is saved, until Ctrl-C.")
    var watch = false

    @Flag(help: "Run a program again that has not changed since its last check on this terminal.")
    var again = false

    @OptionGroup(title: "Terminal")
    var shown: ViewOptions

    func run() async throws {
      try await Failure.reporting {
        Terminal.progress("preparing")
        let environment = Environment.current
        do throws(Failure) {
          return try await grade(environment)
        } catch {
          Terminal.progress("")
          reportStillborn(error, environment)
          throw error
        }
      }
    }

    private var name: String { URL(fileURLWithPath: submission).lastPathComponent }
    /// The path that is graded. Of her own folder it is the sources: beside them a report may be written.
    private var graded: String { assignment == nil ? Workspace(submission).sources : submission }
    private var paths: ReportTargets.Paths { ReportTargets.Paths(junit: junit, json: json, html: html) }

    /// Writes the reports that were asked for where grading could not begin.
    private func reportStillborn(_ failure: Failure, _ environment: [String: String]) {
      let installation = try? Installation.find(environment: environment)
      guard
        let inputs = try? Inputs(
          submission: graded, seed: hiddenSeed, assignment: assignment, installation: installation)
      else {
        return
      }
      let id = assignment.map(Shelf.name) ?? Workspace(submission).assignment ?? ""
      ReportTargets.writeStillborn(
        Report.stillborn(submission: name, assignment: id, because: failure.message(without: installation)),
        to: paths,
        dialect: junitDialect.form, beside: inputs, installation: installation)
    }

    private func grade(_ environment: [String: String]) async throws(Failure) -> GradeModel.ExitCode {
      guard FileManager.default.fileExists(atPath: submission) else {
        throw .usage(Wording.noSubmission(submission))
      }
      let workspace = Workspace(submission)
      let assignment = try Shelf.request(assignment, for: workspace, isOwn: true, secret: hiddenSeed != nil)
      let name = name
      let submission = graded
      let installation = try Failure.ofHost { try Installation.find(environment: environment) }
      let kept = keptCheck(of: submission, assignment: assignment, installation: installation, environment)
      if !again, let shown = kept?.shown {
        Terminal.progress("")
        Terminal.print(shown.text)
        Terminal.say(Wording.keptCheck)
        return shown.code
      }
      let inputs = try Inputs(
        submission: submission, seed: hiddenSeed, assignment: assignment, installation: installation)
      let pages = try html.map { _ throws(Failure) in try HTML(of: installation) }
      // One's own file may run in any sandbox. Beside a secret, no program may run that could look for it.
      let seed = try HiddenSeed.read(hiddenSeed)
      let answers = KeptAnswers.find(environment: environment)
      func makeBench() async throws(Failure) -> Bench {
        try await Bench(
          assignment: assignment, environment: environment, hiddenSeed: seed,
          requiring: hiddenSeed == nil ? .process : sandbox.level, phase: phase, recalling: answers)
      }
      var bench = try await makeBench()
      if bench.sandbox.level != .full { Terminal.say(Wording.below(bench.probe)) }
      let targets = try ReportTargets(paths, on: name, assignment: bench.assignment.id, beside: inputs)
      let command = reproduction(of: submission)
      let (view, step) = try shown.view(of: bench, command: command)
      func report(together: Bool) async -> Report {
        await bench.report(
          on: submission, name: name, together: together, looking: step, illustrated: targets.hasPage
        ) { Terminal.progress($0) }
      }
      func check() async throws(Failure) -> Report {
        let first = await report(together: true)
        guard first.isWithheld else { return first }
        // Once more after a fault of ours, and with nothing taken from earlier runs: the machine may have changed since.
        answers?.forget()
        bench = try await makeBench()
        return await report(together: false)
      }
      func show(_ report: Report) throws(Failure) {
        Terminal.progress("")
        try targets.write(report, dialect: junitDialect.form, pages: pages, command: command)
        let text = Console.text(for: report, style: Terminal.style(environment), view: view)
        Terminal.print(text)
        kept?.keep(text, of: report)
      }
      if watch {
        let watch = Watch(submission: submission, types: bench.assignment.typeNames)
        try await watch.forever { () throws(Failure) in try show(try await check()) }
      }
      let report = try await check()
      try show(report)
      Terminal.say(Wording.usedLevel(bench.sandbox.level))
      return report.exitCode
    }

    /// The check of the very same files, where somebody only looks at it again: nothing else that is asked for is kept.
    private func keptCheck(
      of sources: String, assignment: String, installation: Installation, _ environment: [String: String]
    ) -> KeptCheck? {
      guard Terminal.isOutputTerminal, !watch, hiddenSeed == nil, [junit, json, html].allSatisfy({ $0 == nil }) else {
        return nil
      }
      return KeptCheck(of: sources, assignment: assignment, installation: installation, environment: environment)
    }

    /// The command that shows one of the findings again.
    private func reproduction(of sources: String) -> Reproduction {
      // The sources' paths begin at their folder.
      let kind = (try? FileManager.default.attributesOfItem(atPath: sources))?[.type] as? FileAttributeType
      let folder = kind == .typeDirectory ? sources : ReportWriter.parent(of: sources)
      var path = folder.utf8.starts(with: "./".utf8) ? String(folder.dropFirst(2)) : folder
      if path == "." { path = "" }
      while path.count > 1, path.hasSuffix("/") { path.removeLast() }
      let isHere = assignment == nil && submission == "."
      return Reproduction(submission: isHere ? nil : submission, assignment: assignment, folder: path)
    }
  }
}

/// The form of a JUnit file that was asked for.
enum JUnitDialect: String, ExpressibleByArgument, CaseIterable {
  case strict, rich

  var form: JUnit.Dialect { self == .strict ? .strict : .rich }
}

/// Files of reports. A failure to write one is the caller's to put right.
enum ReportFile {
  static func write(_ text: @autoclosure () throws -> String, to path: String) throws(Failure) {
    try writing { try ReportWriter.write(text(), to: path) }
  }

  static func write(
    _ text: @autoclosure () throws -> String, as name: String, in directory: ReportDirectory
  ) throws(Failure) {
    try writing { try directory.write(text(), as: name) }
  }

  static func writing<Value>(_ body: () throws -> Value) throws(Failure) -> Value {
    do {
      return try body()
    } catch let error as ReportWriteError {
      throw error.isMachine ? .grader(error.description) : .usage(error.description)
    } catch let error as Failure {
      throw error
    } catch {
      throw .grader("\(error)")
    }
  }
}
