import ArgumentParser

/// The command line: `gradus check`, `gradus batch`, `gradus trace`, …
@main
struct Gradus: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gradus",
    abstract: "Grades numerical coursework in Swift, step by step beside a reference written as equations.",
    discussion: "Exit codes:\n" + Wording.exitCodes.map { "  \($0.code)  \($0.meaning)" }.joined(separator: "\n"),
    version: Version.number,
    subcommands: [
      Check.self, CI.self, New.self, TakeIn.self, Batch.self, Adjust.self, Regrade.self, Replay.self, Class.self,
      Comment.self, HandOver.self, Verify.self, Author.self, Handout.self, Doctor.self, Prepare.self, Trace.self,
      List.self,
      Explain.self,
      Goldens.self,
      Coverage.self, EnvironmentHelp.self, GradeChunk.self,
    ])

  /// Does as ArgumentParser's own, except for its message on words that it cannot use: a pattern of the shell can put
  /// students' file names there, and they go to the terminal as all names do.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      let message = fullMessage(for: error)
      if exitCode(for: error) != .validationFailure || message.isEmpty { exit(withError: error) }
      Terminal.say(message)
      exit(withError: ExitCode.validationFailure)
    }
  }
}
