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
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Grade one submission and say what is wrong, where and why.")

    @Argument(help: "A Swift file, or a folder of them.")
    var submission: String

    @Option(help: "The assignment, by its identifier (10-adam) or its name (adam).")
    var assignment: String

    @Option(help: "Write a JUnit XML report to this file.")
    var junit: String?

    @Option(help: "Write the whole report as JSON to this file.")
    var json: String?

    @Option(name: .customLong("hidden-seed"), help: "Add hidden cases, drawn from the bytes of this file.")
    var hiddenSeed: String?

    @Option(help: "With --hidden-seed: the least sandbox level to accept, full or reduced (see gradus doctor).")
    var sandbox: SandboxChoice = .full

    func run() async throws {
      try await Failure.reporting {
        let environment = Environment.current
        guard FileManager.default.fileExists(atPath: submission) else {
          throw Failure.usage("there is no file or folder \(submission): expected a Swift file or a folder of them")
        }
        Terminal.progress("preparing")
        // One's own file may run in any sandbox. Beside a secret, no program may run that could look for it.
        let bench = try await Bench(
          assignment: assignment, environment: environment, hiddenSeed: try HiddenSeed.read(hiddenSeed),
          requiring: hiddenSeed == nil ? .process : sandbox.level)
        if bench.sandbox.level != .full { Terminal.say(Wording.below(bench.probe)) }
        let name = URL(fileURLWithPath: submission).lastPathComponent
        var report = await bench.report(on: submission, name: name, together: true) { Terminal.progress($0) }
        if report.isWithheld {
          // What the machine lacked for a moment it may have again.
          report = await bench.report(on: submission, name: name) { Terminal.progress($0) }
        }
        Terminal.progress("")
        if let junit { try ReportFile.write(JUnit.document(for: report), to: junit) }
        if let json { try ReportFile.write(JSON.document(for: report), to: json) }
        Terminal.print(Console.text(for: report, style: Terminal.style(environment)))
        Terminal.say(Wording.usedLevel(bench.sandbox.level))
        return report.exitCode
      }
    }
  }
}

/// Files of reports. A failure to write one is the caller's to put right.
enum ReportFile {
  static func makeFolder(_ path: String) throws(Failure) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .usage(Wording.unwritable(path, error.localizedDescription))
    }
  }

  static func write(_ text: @autoclosure () throws -> String, to path: String, makingFolders: Bool = false)
    throws(Failure)
  {
    do {
      try ReportWriter.write(text(), to: path, makingFolders: makingFolders)
    } catch let error as ReportWriteError {
      throw .usage(error.description)
    } catch {
      throw .grader("\(error)")
    }
  }
}
