import ArgumentParser
import Assignments
import Equations
import GradeModel
import Grading
import PluginHost
import Reference
import Reporting
import Traces

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Gradus {
  struct Goldens: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the golden traces of assignments, for inspection and for other tools.",
      discussion: "Grading itself evaluates the recipes anew; it does not read these files.")

    @Argument(help: "Assignments, by identifier or by folder (course/10-adam); all of them where none is named.")
    var assignments: [String] = []

    @Option(help: "The folder to write to; the installation's references where none is given.")
    var output: String?

    func run() async throws {
      try await Failure.reporting {
        let installation: Installation
        do {
          installation = try Installation.find()
        } catch {
          throw Failure.grader("\(error)")
        }
        let shelf = Shelf(installation)
        for id in assignments.isEmpty ? try shelf.ids() : assignments {
          let assignment = try shelf.assignment(id)
          let folder = "\(output ?? installation.references)/\(assignment.id)"
          do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
          } catch {
            throw Failure.usage(Wording.unwritable(folder, "expected a folder that can be written to"))
          }
          for part in assignment.graded {
            for graded in part.cases {
              let golden = try GoldenFile.golden(of: part, graded, in: assignment.id)
              let name = assignment.parts.isEmpty ? graded.id : PartName.joined(part.id, graded.id)
              try TensorFile.write(golden, to: "\(folder)/\(name).safetensors")
            }
          }
          try ReportFile.write(GoldenFile.provenance(of: assignment), to: "\(folder)/provenance.md")
          Terminal.print("\(folder)\n")
        }
        return .fullMarks
      }
    }
  }
}

/// Golden traces as files, with their provenance.
enum GoldenFile {
  static func golden(
    of assignment: Assignment, _ graded: Assignment.Case, in whole: String
  ) throws(Failure) -> Safetensors {
    do {
      let recipe = try Catalogue.component(assignment.recipe).recipe(assignment.convention)
      let trace = try recipe.trace(RunInputs(graded))
      let settings = graded.settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      return Safetensors(
        tensors: trace.tensors,
        metadata: [
          "assignment": whole, "case": graded.id, "recipe": recipe.name, "convention": recipe.convention,
          "seed": String(graded.seed), "settings": settings.joined(separator: " "),
        ])
    } catch {
      throw .grader("\(error)")
    }
  }

  private static func recipes(of assignment: Assignment) -> String {
    let each = assignment.graded.map { "`\($0.recipe)`, convention `\($0.convention)`" }
    return each.count == 1 ? "the recipe \(each[0])" : "the recipes " + each.joined(separator: "; ")
  }

  static func provenance(of assignment: Assignment) -> String {
    """
    # Golden traces of \(assignment.id)

    Made by `gradus goldens \(assignment.id)` from \(recipes(of: assignment)); each file's metadata holds its case, seed and settings. The inputs are drawn from the seed by \
    `Sources/Assignments/RunInputs+Case.swift`; `weights/<name>` has the start as its first entry, every other tensor one \
    entry a step. All numbers are float64.

    The files are the same byte for byte when they are made again on one machine. On another they agree within the error \
    bound that is derived from the equations; a test checks both.

    Read once with Python's `safetensors` 0.8.0 (`safetensors.numpy.load_file`): every tensor has the shape above and the
    type float64.

    """
  }
}
