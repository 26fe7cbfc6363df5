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
      abstract: "Propose the cases that an assignment lacks: for what gradus verify calls MISSED or ALIKE.",
      discussion: """
        Tries every mistake of gradus verify in cases like the assignment's own, each with something that these may lack, \
        and prints those that catch most, as they stand in a manifest. Each also differs from the assignment's cases in what \
        these have alike. Nothing is written. Exits with 1 if a mistake is left that no case catches, or something alike.
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
        let whole = try Shelf(installation).assignment(assignment, comparingSamples: false)
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
          let isPart = !whole.parts.isEmpty
          let name = isPart ? PartName.joined(whole.id, part.id) : part.id
          Terminal.print(Wording.proposals(found, for: name, part: isPart ? part.id : nil))
          left += found.left.count + found.alike.count
        }
        return left == 0 ? .fullMarks : .marksLost
      }
    }
  }
}
