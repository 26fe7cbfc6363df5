import ArgumentParser
import Assignments
import Equations
import GradeModel
import Grading
import PluginHost
import Verification

extension Gradus.Author {
  struct ProposeCase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "case",
      abstract: "Propose the cases that an assignment lacks: those that catch what gradus verify calls MISSED.",
      discussion: """
        Tries every mistake of gradus verify in cases like the assignment's own, each with something that these may lack, \
        and prints those that catch most, as they stand in a manifest. Nothing is written. Exits with 1 if a mistake is \
        left that no case catches.
        """)

    @Argument(help: "An assignment, by identifier or by folder (course/10-adam).")
    var assignment: String

    func run() async throws {
      try await Failure.reporting {
        let installation: Installation
        do {
          installation = try Installation.find()
        } catch {
          throw Failure.grader("\(error)")
        }
        let whole = try Shelf(installation).assignment(assignment)
        var left = 0
        for part in whole.graded {
          Terminal.progress("gradus: trying the mistakes of \(part.id)")
          let found: CaseProposals
          do {
            found = try await CaseProposals(Grader(part))
          } catch {
            throw Failure.grader("\(error)")
          }
          Terminal.progress("")
          let name = whole.parts.isEmpty ? part.id : PartName.joined(whole.id, part.id)
          Terminal.print(Wording.proposals(found, for: name))
          left += found.left.count
        }
        return left == 0 ? .fullMarks : .marksLost
      }
    }
  }
}
