import Assignments
import Equations
import GradeModel
import Grading
import GradingSupport
import Reference
import Tensors
import Testing
import Traces
import Verification

@testable import Diagnosis

/// Slips of programs by other authors, each told by the mechanism that finds its kind.
@Suite struct SlipTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let assignment: String
    let quantity: String
    /// Words of the sentence that the author must read.
    let words: String
    let change: @Sendable (Recipe) -> Recipe
    var testDescription: String { "\(assignment) \(quantity): \(words)" }

    init(_ assignment: String, _ quantity: String, _ words: String, _ change: @escaping @Sendable (Recipe) -> Recipe) {
      (self.assignment, self.quantity, self.words, self.change) = (assignment, quantity, words, change)
    }
  }

  private static let (r, z) = (quantity("accumulator"), quantity("z"))
  private static let (x, y, code) = (quantity("x"), quantity("y"), quantity("code"))
  private static let (norm, ν) = (quantity("norm"), setting("threshold"))

  /// A tensor along an axis, each entry the one after it, and the last once more.
  private static func further(_ a: Expression, _ axis: Axis) -> Expression {
    gather(a, at: min(positions(of: a, axis) + 1, extent(of: a, axis) - 1), along: axis)
  }

  static let rows: [Row] = [
    // Another factor inside a mean that is taken off, over an axis that the result has as well.
    Row("25-layerNormalisation", "dx", "dy stands where dxHat belongs") { recipe in
      let (dy, xHat, dxHat) = (gradient(of: y), quantity("xHat"), gradient(of: quantity("xHat")))
      let centred = dxHat - mean(dxHat, over: "features") - xHat * mean(dy * xHat, over: "features")
      return recipe.replacing("dx", by: centred / sqrt(quantity("variance") + ε))
    },
    // One small number in two logarithms, of a formula that is asked in another form.
    Row("03-binaryCrossEntropy", "loss", "1e-07") { recipe in
      let (target, p) = (quantity("target"), sigmoid(z))
      let small = number(1e-7)
      let terms = target * log(p + small) + (1 - target) * log(1 - p + small)
      return recipe.replacing("loss", by: -mean(terms, over: .elements))
    },
    // A number on the diagonal of a matrix.
    Row("05-leastSquares", "W", "0.01 is added on the diagonal") { recipe in
      let gram = recipe.formula(of: "gram")!
      let isDiagonal = equal(positions(of: gram, "terms"), positions(of: gram, "unknowns"))
      return recipe.replacing("gram", by: gram + number(0.01) * isDiagonal)
    },
    Row("05-leastSquares", "b", "the mean of the targets") {
      $0.replacing("b", by: mean(quantity("target"), over: .batch))
    },
    // A value in another's place at both of its places, in what is not reported.
    Row("70-autoencoder", "gradients", "x stands where σ(z2ₜ) belongs") {
      $0.replacing("dz2", by: gradient(of: y) * (x * (1 - x)))
    },
    Row("70-autoencoder", "gradients", "W2 is updated already") { recipe in
      let step = setting("learningRate") * contract(gradient(of: quantity("z2")), code, over: .batch)
      return recipe.replacing("dcode", by: contract(gradient(of: quantity("z2")), quantity("W2") - step, over: "in"))
    },
    // An operand outside of a function.
    Row("70-autoencoder", "code", "b1") {
      $0.replacing("code", by: sigmoid(contract(x, quantity("W1"), over: "in")) + quantity("b1"))
    },
    // A setting written down at two of its places, and not at the third.
    Row("18-nadam", "weights", "0.9·m̂ₜ + 0.1·gₜ/(1 − β₁ᵗ)") { recipe in
      let correction = 1 - pow(β1, t)
      let average = number(0.9) * quantity("mHat") + (1 - number(0.9)) * g / correction
      return recipe.replacing("weights", by: previous(w) - η / (sqrt(quantity("vHat")) + ε) * average)
    },
    // A power below a number that is rounded down, and one of small and large numbers in a sum.
    Row("31-stepDecay", "learningRate", "0.8") { recipe in
      recipe.replacing("learningRate", by: recipe.formula(of: "learningRate")!.taking(.step, as: pow(t, number(0.8))))
    },
    Row("19-clipping", "norm", "1.6") { recipe in
      recipe.replacing("norm", by: sqrt(sum(pow(abs(g), number(1.6)), over: .elements, .parameters)))
    },
    // A function in what is not reported.
    Row("04-backpropagation", "gradients", "ln") { recipe in
      let own = recipe.formula(of: "dz1")!.node.subformulas.first {
        if case .unary(.hyperbolicTangent, _) = $0 { true } else { false }
      }
      return recipe.replacing("dz1", by: recipe.formula(of: "dz1")!.taking(own!, as: log(abs(.init(own!)))))
    },
    // A power of what is not reported.
    Row("05-leastSquares", "b", "2.8") {
      $0.replacing("moment", by: pow(abs($0.formula(of: "moment")!), number(2.8)))
    },
    // A state that starts elsewhere.
    Row("14-adagrad", "accumulator", "rₜ starts from 0.1, and should start from zero") {
      $0.replacing("accumulator", by: select(equal(t, 1), number(0.1), previous(r)) + square(g))
    },
    Row("14-adagrad", "weights", "Σ rₜ stands where rₜ belongs") { recipe in
      recipe.replacing("weights", by: previous(w) - η / sqrt(sum(r, over: .elements) + ε) * g)
    },
    Row("14-adagrad", "accumulator", "is left out where gₜ is 0") {
      $0.replacing("accumulator", by: select(equal(g, 0), 0, previous(r) + square(g)))
    },
    Row("32-momentumSchedule", "momentum", "⌊log₂(⌊t/n⌋ + 1)⌋") { recipe in
      recipe.replacing("momentum", by: recipe.formula(of: "momentum")!.rounding)
    },
    Row("34-piecewiseConstant", "learningRate", "is taken from one place further on") { recipe in
      recipe.replacing(
        "learningRate",
        by: recipe.formula(of: "learningRate")!.taking("values") { further(.init(.quantity($0)), "piece") })
    },
    Row("03-binaryCrossEntropy", "loss", "min(max(z, −30), 30)") { recipe in
      recipe.replacing("loss", by: recipe.formula(of: "loss")!.taking("z") { _ in min(max(z, -30), 30) })
    },
    // An entry of the mask is 0 or 1: tanh(dy)·mask says the same.
    Row("51-dropout", "dx", "tanh") {
      $0.replacing("dx", by: tanh(gradient(of: y) * quantity("mask")) / (1 - setting("rate")))
    },
    // Always scaled: a condition on another number is none.
    Row("19-clipping", "clipped", "norm > 0") {
      $0.replacing("clipped", by: select(greater(norm, 0), g * ν / norm, g))
    },
  ]

  private struct Program: Subject {
    let make: @Sendable (RunInputs) -> Trace?

    func run(_ inputs: RunInputs) async -> CaseRun { CaseRun(trace: make(inputs) ?? Trace(), ending: .completed) }
  }

  private func checks(
    _ assignment: String, choosing choose: @escaping @Sendable (inout RunInputs) -> Void = { _ in },
    _ change: (Recipe) -> Recipe
  ) async throws -> [Check] {
    let grader = try Grader(AssignmentLibrary.shipped.assignment(assignment))
    let recipe = change(grader.recipe)
    let program = Program { inputs in
      var inputs = inputs
      choose(&inputs)
      var trace = try? recipe.trace(inputs)
      for key in trace?.keys ?? [] where recipe.component.hidden.contains(key.quantity) { trace?[key] = nil }
      return trace
    }
    return await grader.grade(program).checks
  }

  @Test(arguments: rows) func itsAuthorReadsIt(_ row: Row) async throws {
    let checks = try await checks(row.assignment, row.change).filter { $0.quantity == row.quantity }
    let said = checks.compactMap(\.diagnosis).map { ($0.sentences + [$0.evidence]).joined(separator: " ") }
    #expect(said.contains { $0.contains(row.words) }, "\(said)")
    #expect(checks.allSatisfy { !$0.isUnexplained && ($0.diagnosis?.alternatives ?? []).isEmpty })
  }

  /// Nothing that changes goes in. Of one number a case too many formulas fit: that is a place, and no explanation.
  @Test func oneNumberThroughoutIsAPlace() async throws {
    let checks = try await checks("19-clipping") { $0.replacing("norm", by: sqrt(number(0.47) * Self.ν)) }
    let wrong = checks.filter { $0.quantity == "norm" && $0.outcome == .incorrect }
    #expect(!wrong.isEmpty)
    for check in wrong {
      #expect(check.isUnexplained)
      #expect(check.diagnosis?.sentences.joined().contains("one and the same number throughout each case") == true)
    }
  }

  /// Two formulas that are equal by what the quantities in them are: one is told, by what is worked out first.
  @Test func whatIsEqualByTheChainIsToldOnce() async throws {
    let checks = try await checks("02-prelu") { recipe in
      recipe.replacing("dalpha", by: recipe.formula(of: "dalpha")!.taking("x") { _ in Self.y })
    }.filter { $0.quantity == "dalpha" }
    let diagnosis = try #require(checks.first?.diagnosis)
    #expect(diagnosis.alternatives.isEmpty)
    #expect(!diagnosis.sentences.joined().contains("dx"), "\(diagnosis.sentences)")
  }

  /// The point is worked out again from what the step has left.
  @Test func aPointAfterTheStepIsTold() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("11-nesterov"))
    let recipe = grader.recipe
    let program = Program { inputs in
      guard var trace = try? recipe.trace(inputs), let γ = inputs.settings["momentum"] else { return nil }
      for owner in trace.parameters(of: "lookahead") {
        guard let weights = trace["weights", owner], let velocity = trace["velocity", owner] else { return nil }
        let after = zip(weights.values.dropFirst(weights.stride), velocity.values).map { $0 - γ * $1 }
        trace["lookahead", owner] = .init(shape: velocity.shape, steps: velocity.steps, values: after)
      }
      for key in trace.keys where recipe.component.hidden.contains(key.quantity) { trace[key] = nil }
      return trace
    }
    let checks = await grader.grade(program).checks
    let said = checks.filter { $0.quantity == "lookahead" }.compactMap(\.diagnosis).flatMap(\.sentences)
    #expect(said.contains { $0.contains("compute it first, then update") }, "\(said)")
  }

  /// A list that the program has written down.
  @Test func anOwnListIsTold() async throws {
    let own = [0.1, 0.5, 1, 5, 10]
    let checks = try await checks("12-lineSearch") { inputs in
      let values = Array(own.prefix(inputs.constants[Trace.Key("rates")]?.count ?? 0))
      inputs.constants[Trace.Key("rates")] = Tensor(shape: [values.count], values: values)
    } _: {
      $0
    }
    let losses = checks.filter { $0.quantity == "losses" }.compactMap(\.diagnosis).flatMap(\.sentences)
    #expect(losses.contains { $0.contains("0.1, 0.5, 1, 5 and 10") }, "\(losses)")
  }

  /// A slope that is taken of the reported code follows from it, wrong as that is: one slip costs once.
  @Test func gradientsFollowFromTheReportedCode() async throws {
    let (b1, W1) = (quantity("b1"), quantity("W1"))
    let checks = try await checks("70-autoencoder") {
      $0.replacing("code", by: sigmoid(contract(Self.x, W1, over: "in")) + b1)
        .replacing("dz1", by: gradient(of: Self.code) * Self.code * (1 - Self.code))
    }
    #expect(!checks.isEmpty)
    for check in checks {
      #expect(
        check.outcome == (check.quantity == "code" ? .incorrect : .followThrough), "\(check.caseID) \(check.quantity)")
    }
  }

  /// The same slope, of numbers that are made up, earns nothing.
  @Test func aMadeUpCodeEarnsNoGradients() async throws {
    let checks = try await checks("70-autoencoder") {
      $0.replacing("code", by: 0 * contract(Self.x, quantity("W1"), over: "in"))
        .replacing("dz1", by: gradient(of: Self.code) * Self.code * (1 - Self.code))
    }
    for check in checks where check.quantity == "gradients" { #expect(check.points == 0, "\(check.outcome)") }
  }
}

extension Expression {
  fileprivate func taking(_ part: Node, as other: Expression) -> Expression {
    .init(node.replacing(part, by: other.node))
  }

  /// The formula with each binary logarithm rounded down.
  fileprivate var rounding: Expression {
    Expression(
      node.rewritten { part in
        if case .unary(.binaryLogarithm, _) = part { .unary(.floor, part) } else { part }
      })
  }
}
