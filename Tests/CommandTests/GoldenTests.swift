import Assignments
import Foundation
import GradeModel
import Grading
import Judging
import Reference
import TestSupport
import Testing
import Traces

@Suite struct GoldenTests {
  private static let library = AssignmentLibrary(directory: Repository.root + "/assignments")

  static let ids: [String] = (try? library.ids()) ?? []

  /// Made twice on this machine, the files are the same byte for byte.
  @Test func goldensAreTheSameBytesEveryTime() throws {
    let scratch = try Scratch()
    for folder in ["one", "two"] {
      let result = try Gradus.run(["goldens", "--output", scratch.path + "/" + folder])
      #expect(result.code == 0, "\(result.errors)")
    }
    let one = try scratch.contents(of: "one")
    #expect(try one == scratch.contents(of: "two"))
    #expect(one.keys.contains("10-adam/usual.safetensors"))
  }

  /// The recorded files, made on some machine, satisfy this machine's equations within the derived bound.
  @Test(arguments: ids)
  func recordedGoldensHoldWithinTheDerivedBound(id: String) throws {
    let whole = try Self.library.assignment(id)
    for part in whole.graded { try compare(part, in: whole) }
  }

  private func compare(_ assignment: Assignment, in whole: Assignment) throws {
    let recipe = try Catalogue.component(assignment.recipe).recipe(assignment.convention)
    for graded in assignment.cases {
      let name = whole.parts.isEmpty ? graded.id : PartName.joined(assignment.id, graded.id)
      let path = Repository.root + "/references/\(whole.id)/\(name).safetensors"
      let file = try Safetensors(decoding: Array(Data(contentsOf: URL(filePath: path))))
      let recorded = Trace(tensors: file.tensors)
      let inputs = RunInputs(graded)
      let own = try recipe.trace(inputs)
      #expect(recorded.keys == own.keys)
      // The inputs are drawn, not computed: they are the same everywhere.
      for key in inputs.series.keys { #expect(recorded[key] == inputs.series[key], "\(key)") }
      let judgements = try recipe.judgements(of: recorded, inputs: inputs)
      #expect(!judgements.isEmpty)
      for (quantity, judgement) in judgements {
        // Numbers that are moved into a border of −∞ have no bound: they are the very same.
        if judgement.checkable > 0 {
          #expect(judgement.holds, "\(quantity): \(judgement.worst)")
        } else {
          for key in own.keys where key.quantity == quantity { #expect(recorded[key] == own[key], "\(key)") }
        }
      }
    }
  }
}
