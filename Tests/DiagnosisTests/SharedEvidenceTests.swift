import Assignments
import Equations
import GradeModel
import Grading
import GradingSupport
import Reference
import Testing
import Traces
import Verification

@testable import Diagnosis

/// What one quantity shows is used for another, and few numbers show what is plain.
@Suite struct SharedEvidenceTests {
  private struct Program: Subject {
    let make: @Sendable (RunInputs) -> Trace?

    func run(_ inputs: RunInputs) async -> CaseRun {
      CaseRun(trace: make(inputs) ?? Trace(), ending: .completed)
    }
  }

  private func told(_ assignment: String, _ change: (Recipe) -> Recipe) async throws -> [String: String] {
    let grader = try Grader(AssignmentLibrary.shipped.assignment(assignment))
    let recipe = change(grader.recipe)
    return await told(grader) { inputs in
      var trace = try? recipe.trace(inputs)
      for key in trace?.keys ?? [] where recipe.component.hidden.contains(key.quantity) { trace?[key] = nil }
      return trace
    }
  }

  /// The first sentences on each wrong quantity.
  private func told(_ grader: Grader, _ make: @escaping @Sendable (RunInputs) -> Trace?) async -> [String: String] {
    let checks = await grader.grade(Program(make: make)).checks
    return checks.reduce(into: [:]) { told, check in
      guard told[check.quantity] == nil, let diagnosis = check.diagnosis, !check.isUnexplained else { return }
      told[check.quantity] = diagnosis.sentences.joined(separator: " ")
    }
  }

  private static let (x, y, mask, rate) = (quantity("x"), quantity("y"), quantity("mask"), setting("rate"))

  /// The other form, in all three quantities, is one mistake and no three that contradict each other.
  @Test func anotherFormIsToldOfAllThatFollowsIt() async throws {
    let said = try await told("51-dropout") { recipe in
      recipe.replacing("y", by: Self.x * Self.mask).replacing("yEvaluation", by: Self.x * (1 - Self.rate))
        .replacing(gradient(of: Self.x).reference.name, by: gradient(of: Self.y) * Self.mask)
    }
    #expect(said.count == 3)
    #expect(Set(said.values).count == 1, "\(said)")
    #expect(said.values.allSatisfy { $0.contains("(plain:") }, "\(said)")
  }

  /// The first batch's input in two gradients. That of α is one number a step.
  @Test func anInputThatIsKeptIsToldOfAllThatTakeIt() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("02-prelu"))
    let kept = quantity("kept")
    func stale(_ name: String) throws -> Expression {
      try #require(grader.recipe.formula(of: name)).taking("x") { _ in kept }
    }
    let first = kept ← select(equal(t, 1), Self.x, previous(kept))
    let recipe = grader.recipe.replacing("dx", by: try stale("dx"), keeping: [first])
      .replacing("dalpha", by: try stale("dalpha"))
    let said = await told(grader) { inputs in
      var trace = try? recipe.trace(inputs)
      trace?[Trace.Key("kept")] = nil
      return trace
    }
    for name in ["dx", "dalpha"] {
      #expect(said[name]?.contains("with the x of the first step") == true, "\(said)")
    }
  }

  /// dy and dx have the same signs, and the equation has dy alone.
  @Test func whatTheEquationHasIsToldFirst() async throws {
    let (x, dy) = (Self.x, gradient(of: Self.y))
    let said = try await told("02-prelu") { recipe in
      let formula = recipe.formula(of: "dalpha") ?? 0
      let turned = formula.node.replacing(greater(x, 0).node, by: greater(dy, 0).node)
      return recipe.replacing("dalpha", by: Expression(turned))
    }
    #expect(said["dalpha"] == "In the equation of dalpha, dy stands where x belongs.", "\(said)")
  }

  /// The least entry is pooled. With −x in the patches dx would be the same, and y is not.
  @Test func aWrongQuantityContradictsToo() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("24-maxPooling"))
    let said = await told(grader) { inputs in
      var turned = inputs
      for key in inputs.constants.keys where key.quantity == "x" {
        turned.constants[key] = inputs.constants[key]?.map { -$0 }
      }
      for key in inputs.series.keys where key.quantity == "x" {
        turned.series[key] = inputs.series[key].map {
          .init(shape: $0.shape, steps: $0.steps, values: $0.values.map { -$0 })
        }
      }
      var trace = try? grader.recipe.trace(turned)
      let mirrored = trace?["y", ""].map { y in
        Trace.Series(shape: y.shape, steps: y.steps, values: y.values.map { -$0 })
      }
      trace?["y", ""] = mirrored
      trace?[Trace.Key("patches")] = nil
      return trace
    }
    #expect(!said.values.contains { $0.contains("patches") }, "\(said)")
  }

  /// Twice the pre-activation, in the output and in the loss: one slip, which costs once.
  @Test func aSlipAroundAPreactivationIsOne() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("04-backpropagation"))
    let z = try #require(grader.recipe.formula(of: "z2"))
    for change in [2 * z, z + number(0.1)] {
      let recipe = grader.recipe.replacing("z2", by: change)
      let checks = await grader.grade(
        Program { inputs in
          var trace = try? recipe.trace(inputs)
          for key in trace?.keys ?? [] where recipe.component.hidden.contains(key.quantity) { trace?[key] = nil }
          return trace
        }
      ).checks
      let y = checks.first { $0.quantity == "y" && $0.outcome == .incorrect }
      #expect(y?.diagnosis?.sentences.first?.hasPrefix("In the equation of z2, ") == true, "\(String(describing: y))")
      let losses = checks.filter { $0.quantity == "loss" && $0.outcome != .correct }
      #expect(!losses.isEmpty && losses.allSatisfy { $0.finding == .sharesMistake(with: "y") && $0.points > 0 })
    }
  }

  /// Each call's gradients come on top of those before. The bias has too few numbers to show it alone.
  @Test func aShortQuantityIsExplainedAsALongOne() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("20-dense"))
    let said = await told(grader) { inputs in
      var trace = try? grader.recipe.trace(inputs)
      for key in trace?.keys ?? [] where ["dW", "db"].contains(key.quantity) {
        guard let own = trace?[key] else { continue }
        var values = own.values
        for index in values.indices.dropFirst(own.stride) { values[index] += values[index - own.stride] }
        trace?[key] = .init(shape: own.shape, steps: own.steps, values: values)
      }
      return trace
    }
    #expect(said["dW"]?.contains("dW is added to what it was in the steps before") == true, "\(said)")
    #expect(said["db"]?.contains("is added to") == true, "\(said)")
  }

  /// Four wrong numbers of five show an everyday mistake.
  @Test func fewNumbersShowAnEverydayMistake() async throws {
    let (y, target) = (quantity("y"), quantity("target"))
    let said = try await told("21-meanSquaredError") { recipe in
      recipe.replacing("loss", by: sum(square(y - target), over: .elements) / extent(of: y, .dimension(0)))
    }
    #expect(said["loss"]?.contains("number of examples") == true, "\(said)")
  }
}
