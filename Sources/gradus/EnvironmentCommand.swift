import ArgumentParser
import GradeModel

extension Gradus {
  struct EnvironmentHelp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "environment", abstract: "Name every variable of the environment that Gradus reads.",
      discussion: Variable.all.map(\.text).joined(separator: "\n"))

    func run() async throws {
      try await Failure.reporting {
        Terminal.print(Variable.all.map { $0.text + "\n" }.joined())
        return .fullMarks
      }
    }
  }
}

/// A variable of the environment that a program of Gradus reads.
struct Variable {
  let name: String
  let meaning: String

  var text: String { "\(name)\n  \(meaning)" }

  static let all = [
    Variable(
      name: "GRADUS_HOME",
      meaning: "The folder of the installation, a prefix or a checkout; by default the one that the program stands in."),
    Variable(
      name: "PATH", meaning: "The folders in which swift and bwrap are looked for."),
    Variable(
      name: "XDG_CACHE_HOME",
      meaning: "The folder in which gradus keeps the compiled kit, in a folder gradus; an absolute path."),
    Variable(
      name: "HOME", meaning: "Without XDG_CACHE_HOME the kit is kept in .cache/gradus of this folder."),
    Variable(
      name: "TMPDIR",
      meaning: "The folder for temporary files, by default /tmp; an account without a home keeps the kit there too."),
    Variable(
      name: "NO_COLOR", meaning: "If it is set and not empty, nothing is coloured, whatever its value."),
    Variable(
      name: "TERM", meaning: "dumb: nothing is coloured, and --watch clears nothing."),
    Variable(
      name: "SOURCE_DATE_EPOCH",
      meaning:
        "Seconds since 1970: the time in every report, with all durations 0, so that two runs give the same bytes."),
    Variable(
      name: "GRADUS_CGROUP",
      meaning:
        "A folder of control groups (cgroup v2) that this account may write to; by default that of its own group."),
    Variable(
      name: "GRADUS_HIDDEN_SEED",
      meaning: "For gradus ci: the course's secret, from which hidden cases are drawn; --hidden-seed comes first."),
    Variable(
      name: "GITHUB_ACTIONS",
      meaning:
        "true: gradus ci prints annotations, and appends to the files that GITHUB_STEP_SUMMARY and GITHUB_OUTPUT name."),
    Variable(
      name: "GITLAB_CI", meaning: "true: gradus ci writes GitLab's code quality report too."),
    Variable(
      name: "CLASSROOM",
      meaning:
        "With SUBMISSION_TAG: gradus ci writes Classroom 50's result.json, with what ASSIGNMENT and the addresses name."
    ),
    Variable(
      name: "SUBMISSION_TAG", meaning: "See CLASSROOM."),
    Variable(
      name: "SDKROOT", meaning: "The compiler's own: another one asks the compiler anew."),
    Variable(
      name: "SLURMD_NODENAME", meaning: "On a cluster of Slurm: the node that a record names."),
    Variable(
      name: "GRADUS_LIBRARIES",
      meaning: "Between the programs of Gradus: the libraries of a submission. Not for people."),
    Variable(
      name: "GRADUS",
      meaning: "In the tests of a student's folder (swift test): the program to call; by default gradus on PATH."),
  ]
}
