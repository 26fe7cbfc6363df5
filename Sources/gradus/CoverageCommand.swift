import ArgumentParser
import Oracles
import PluginHost
import Reference

extension Gradus {
  /// The page that `script/coverage` prints.
  struct Coverage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Hold every recipe against what outside libraries recorded.", shouldDisplay: false)

    func run() async throws {
      try await Failure.reporting {
        do {
          let folder = try Installation.find().references + "/oracles"
          let coverage = try Oracles.Coverage(RecordedTrace.all(in: folder))
          Terminal.print(coverage.page)
          if let problem = coverage.problems.first { throw Failure.grader(problem) }
        } catch let failure as Failure {
          throw failure
        } catch {
          throw Failure.grader("\(error)")
        }
        return .fullMarks
      }
    }
  }
}
