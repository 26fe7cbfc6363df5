import ArgumentParser
import Assignments
import GradeModel
import PluginHost
import Workspace

extension Gradus {
  struct New: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a folder of one's own for an assignment: starter, handout, a package for the editor.",
      discussion: """
        The folder builds offline with `swift build`, in an editor too. `gradus check` in it needs no arguments. With --update \
        only the copy of the kit in .gradus is replaced.
        """)

    @Argument(help: "The folder to make.")
    var folder: String

    @Option(help: "The assignment, by its identifier (10-adam), its name (adam) or its folder (course/10-adam).")
    var assignment: String?

    @Flag(help: "Bring this Gradus's kit to a folder made before, and leave every other file as it is.")
    var update = false

    func validate() throws {
      if update, assignment != nil {
        throw ValidationError("--update keeps the assignment that the folder was made for: leave --assignment out")
      }
      if !update, assignment == nil {
        throw ValidationError("--assignment is missing: gradus list names the assignments")
      }
    }

    func run() async throws {
      try await Failure.reporting {
        let installation = try Shelf.installation()
        let workspace = Workspace(folder)
        let kit = Workspace.Kit(folder: installation.kit, modules: KitBuilder.folders)
        do {
          guard let assignment else {
            try workspace.update(templates: installation.templates, kit: kit)
            Terminal.print("\(folder): the kit in .gradus is that of this Gradus\n")
            return .fullMarks
          }
          let shelf = Shelf(installation)
          let chosen = try shelf.assignment(assignment)
          let copy = try shelf.place(of: assignment).shelf.studentCopy(of: chosen.id)
          let contents = Workspace.Contents(
            assignment: chosen.id, request: Shelf.course(of: assignment).map { "\($0)/\(chosen.id)" },
            type: chosen.moduleName, handout: copy.handout,
            starter: copy.starter.map { (path: $0.path, bytes: $0.bytes) })
          try workspace.create(contents, templates: installation.templates, kit: kit)
        } catch let error as WorkspaceError {
          throw Failure.usage("\(error)")
        }
        Terminal.print(Wording.newFolder(folder))
        return .fullMarks
      }
    }
  }
}
