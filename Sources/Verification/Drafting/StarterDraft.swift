internal import Assignments
package import Equations
internal import Judging
internal import Reference

/// A starter's source: every signature and every property that is read, and nothing computed.
package struct StarterDraft {
  package let source: String

  package init(_ recipe: Recipe, title: String, type: String) {
    let settings = recipe.component.settings.filter { recipe.usedSettings.contains($0.name) }
    let declared = settings.map { "  @Setting var \($0.name) = \($0.defaultValue(in: recipe.convention))" }
    var lines = ["import GradusKit", "", "/// \(title)."]
    switch recipe.component.kind {
    case .optimizer:
      lines += ["struct \(type): Optimizer {"] + Self.block("The grader sets these.", declared)
      let read = recipe.reported.unique.filter { !["weights", "gradients"].contains($0) }
      lines += Self.block(
        "What you compute is read from these properties after each step, by name.",
        read.map { recipe.perParameter.contains($0) ? "  var \($0): Parameters = 0" : "  var \($0) = 0.0" })
      lines += [
        "  mutating func step(_ weights: inout Parameters, gradients: Parameters) {", "    // TODO: one step.", "  }",
        "}",
      ]
    case .layer:
      lines += ["struct \(type): Layer {"] + Self.block("The grader sets these.", declared)
      let given = recipe.inputs.map(\.name).filter { !Component.Kind.handed.contains($0) }
      lines += Self.block("The grader writes these before the first call.", given.map { "  var \($0) = Tensor(0)" })
      let read = recipe.gradable.unique.filter { !["y", "dx"].contains($0) }
      lines += Self.block(
        "What you compute beside the results is read from these, by name.", read.map { "  var \($0) = Tensor(0)" })
      lines += [
        "  mutating func forward(_ x: Tensor) -> Tensor {", "    // TODO: y.", "    Tensor(0)", "  }", "",
        "  mutating func backward(_ dy: Tensor) -> Tensor {", "    // TODO: dx.", "    Tensor(0)", "  }", "}",
      ]
    case .loss:
      let name = recipe.inputs.contains { $0.name == "z" } ? "z" : "y"
      lines += ["struct \(type): Loss {"] + Self.block("The grader sets these.", declared)
      lines += [
        "  func value(_ \(name): Tensor, target: Tensor) -> Double {", "    // TODO: the loss, one number.", "    0",
        "  }",
        "", "  func gradient(_ \(name): Tensor, target: Tensor) -> Tensor {", "    // TODO: of the shape of \(name).",
        "    Tensor.zeros(like: \(name))", "  }", "}",
      ]
    case .initializer:
      lines += ["struct \(type): Initializer {"] + Self.block("The grader sets these.", declared)
      lines += [
        "  // Both runs of your program must draw the same.", "  var generator = SeededGenerator(seed: 1)", "",
        "  mutating func weights(shape: [Int]) -> Tensor {", "    // TODO: the weights, of this shape.",
        "    Tensor.zeros(shape)", "  }", "}",
      ]
    default:
      lines += ["struct \(type): Schedule {"] + Self.block("The grader sets these.", declared)
      lines += [
        "  func rate(at step: Int) -> Double {", "    // TODO: the rate at this step, counted from 1.", "    0", "  }",
        "}",
      ]
    }
    source = lines.joined(separator: "\n") + "\n"
  }

  private static func block(_ comment: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["  // \(comment)"] + lines + [""]
  }
}
