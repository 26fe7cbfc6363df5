import ArgumentParser
import Assignments
import Diagnosis
import Equations
import GradeModel
import Reference
import Reporting
import Verification

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Gradus {
  struct Author: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Help an author with assignments.", subcommands: [New.self, ProposeCase.self])
  }
}

extension Gradus.Author {
  struct New: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write a new assignment on a recipe: manifest, handout and starter.",
      discussion: """
        The cases are chosen by search, so that every mistake that gradus verify tries costs points. The handout is a draft: \
        look for TODO. A solution, variants and mistakes are added by hand, each with its line in the manifest.
        """)

    @Argument(help: "The folder to make, such as course/77-adamw; its name is the assignment's identifier.")
    var folder: String

    @Option(help: "The recipe, such as adamw; gradus list names them.")
    var recipe: String

    @Option(help: "The convention; the recipe's first where none is named.")
    var convention: String?

    @Option(help: "The assignment's title; the recipe's where none is given.")
    var title: String?

    @Option(help: "The type that a submission declares; made from the recipe's name where none is given.")
    var type: String?

    func run() async throws {
      try await Failure.reporting {
        let recipe = try chosen()
        let url = URL(fileURLWithPath: folder)
        guard !FileManager.default.fileExists(atPath: url.path) else {
          throw Failure.usage(Wording.assignmentIsThere(folder))
        }
        let name = type ?? recipe.name.prefix(1).uppercased() + recipe.name.dropFirst()
        let draft: AssignmentDraft
        do {
          draft = try await AssignmentDraft(
            recipe, id: url.lastPathComponent, title: title ?? recipe.component.title, type: name
          ) { attempt, gaps in
            Terminal.say(Wording.drafted(attempt, gaps: gaps.count))
          }
        } catch let refusal as AssignmentDraft.Refusal {
          throw Failure.usage(Wording.noDraft(refusal))
        }
        let starter = StarterDraft(recipe, title: draft.assignment.title, type: name).source
        for (path, text) in [
          (AssignmentLibrary.manifest, draft.manifest), ("README.md", HandoutDraft(draft, recipe).text),
          ("Starter/\(name).swift", starter),
        ] { try write(text, to: url.appendingPathComponent(path)) }
        Terminal.print(Wording.newAssignment(folder, draft.gaps, floor: draft.assignment.floor))
        return draft.gaps.count == 0 ? .fullMarks : .marksLost
      }
    }

    private func chosen() throws(Failure) -> Recipe {
      do {
        return try Catalogue.component(recipe).recipe(convention)
      } catch {
        throw .usage("\(error)")
      }
    }

    private func write(_ text: String, to file: URL) throws(Failure) {
      do {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      } catch {
        throw .usage(Wording.unwritable(file.path, error.localizedDescription))
      }
    }
  }
}
