import GradeModel
import Gradebook
import PluginHost

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A check as the terminal showed it, kept for whoever asks for the very same once more.
///
/// It stands under everything that it depends on: the submission's bytes, the words of the command, the environment, and the state
/// of every file of ours, of the toolchain and of the assignment. Only the verdict on a program that ran to its end with every layer
/// of the sandbox around it is kept: such a program cannot write to the folder, and a limit that was met may not be met again.
struct KeptCheck {
  private let answers: KeptAnswers
  private let ask: () -> [String]?
  private let question: [String]

  /// `nil` if something that the check depends on cannot be told.
  init?(of sources: String, assignment: String, installation: Installation, environment: [String: String]) {
    ask = {
      // The check itself refuses a file that cannot be read, in its own words.
      guard let submission = try? Submission(at: sources), let ours = installation.stamps(path: environment["PATH"]),
        let course = Shelf(installation).stamps(of: assignment)
      else { return nil }
      let style = Terminal.style(environment)
      var parts = ["\(style)", FileManager.default.currentDirectoryPath, assignment, submission.name]
      parts += CommandLine.arguments.dropFirst() + submission.leftAside + ours
      parts += course
      // A shell counts its commands in these.
      let passing: Set<String> = ["_", "OLDPWD", "SHLVL"]
      parts += environment.filter { !passing.contains($0.key) }.map { "\($0.key)=\($0.value)" }.sorted()
      var bytes = parts.flatMap { Array("\($0.utf8.count) \($0)\n".utf8) }
      for file in submission.files {
        bytes += Array("\(file.path.utf8.count) \(file.path) \(file.bytes.count)\n".utf8) + file.bytes
      }
      return ["check", SHA256.digest(of: bytes)]
    }
    guard let answers = KeptAnswers.find(environment: environment, kind: "checks"), let question = ask() else {
      return nil
    }
    (self.answers, self.question) = (answers, question)
  }

  /// The text that was shown, and the exit code.
  var shown: (text: String, code: ExitCode)? {
    guard let kept = answers.answer(to: question), let end = kept.firstIndex(of: "\n"),
      let code = Int32(kept[..<end]).flatMap(ExitCode.init)
    else { return nil }
    return (String(kept[kept.index(after: end)...]), code)
  }

  /// Keeps what is shown of a report.
  func keep(_ text: String, of report: Report) {
    // A file may have been saved while the program ran: then nobody knows which of the two was graded.
    guard Self.isSettled(report), ask() == question else { return }
    answers.keep("\(report.exitCode.rawValue)\n\(text)", to: question)
  }

  private static func isSettled(_ report: Report) -> Bool {
    let ends: Set<Outcome> = [.correct, .followThrough, .unproven, .incorrect]
    return report.sandbox == Sandbox.Level.full.rawValue && report.obstacle == nil && !report.isWithheld
      && report.checks.allSatisfy { ends.contains($0.outcome) }
  }
}
