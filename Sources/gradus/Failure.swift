import ArgumentParser
import GradeModel
import PluginHost

#if canImport(Glibc)
  import Glibc
#endif

/// An end of a command before it has done its work: one sentence and an exit code.
struct Failure: Error {
  let message: String
  let code: GradeModel.ExitCode

  /// A request that cannot be met as it was made.
  static func usage(_ message: String) -> Failure { Failure(message: message, code: .usage) }
  /// Something of ours, or of the machine, is missing or broken.
  static func grader(_ message: String) -> Failure { Failure(message: message, code: .graderError) }

  /// The sentence without the place of our own files: it goes into a report.
  func message(without installation: Installation?) -> String {
    installation.map { message.replacing($0.home + "/", with: "") } ?? message
  }

  /// Does something of the host's; its failure is ours.
  static func ofHost<Value>(_ body: () throws -> Value) throws(Failure) -> Value {
    do {
      return try body()
    } catch {
      throw .grader("\(error)")
    }
  }

  /// Runs a command's work. A failure is printed in one line and becomes the exit code.
  static func reporting(_ work: () async throws -> GradeModel.ExitCode) async throws {
    let code: GradeModel.ExitCode
    do {
      try ofHost { try Leftovers.goWithSignals() }
      code = try await work()
    } catch let failure as Failure {
      Terminal.say("gradus: \(failure.message)")
      throw ArgumentParser.ExitCode(failure.code.rawValue)
    }
    if code != .fullMarks { throw ArgumentParser.ExitCode(code.rawValue) }
  }
}
