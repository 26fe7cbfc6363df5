import ArgumentParser
import GradeModel

/// The options of a command that grades a class, for the first time or again.
struct GradingOptions: ParsableArguments {
  @Option(help: "How many submissions to grade at once.")
  var jobs: Int?

  @Option(name: .customLong("hidden-seed"), help: "Add hidden cases, drawn from the bytes of this file.")
  var hiddenSeed: String?

  @Flag(
    name: .customLong("public-only"),
    help: "Grade by the public cases alone, although the last batch had hidden ones.")
  var publicOnly = false

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs expects a whole number from 1 to 1024, and was given \(jobs)")
    }
  }
}

extension Phase: ExpressibleByArgument {
  /// The help of `--phase`; the parser adds its values.
  static var help: ArgumentHelp { "The occasion, which decides by the assignment's feedback how much is told." }
}
