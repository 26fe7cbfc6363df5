import ArgumentParser

/// The command line: `gradus check`, `gradus batch`, `gradus trace`, …
@main
struct Gradus: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gradus",
    abstract: "Grades numerical coursework in Swift, step by step beside a reference written as equations.",
    discussion: """
      Exit codes: 0 full marks; 1 marks lost; 2 nothing could be graded (does not compile, does not load); \
      64 wrong usage; 70 a fault of the grader, which withholds the grade and wins over all others.
      """,
    subcommands: [
      Check.self, Batch.self, Verify.self, Doctor.self, Trace.self, List.self, Explain.self, Goldens.self,
      Evaluate.self,
      Coverage.self,
    ])
}
