import Equations
import Evaluation
import GradeModel
import Judging
import Reference
import Testing
import Traces

@testable import Diagnosis

/// The formula that a program computes is worked out from its numbers, whatever it is.
@Suite struct FormulaFinderTests {
  /// A wrong formula, for a quantity of a component.
  struct Wrong: Sendable, CustomTestStringConvertible {
    let component: String
    let quantity: String
    let formula: Expression
    var testDescription: String { "\(component) \(quantity): \(formula)" }
  }

  private static let (m, v) = (quantity("m"), quantity("v"))
  private static let (mHat, vHat) = (quantity("mHat"), quantity("vHat"))

  private static let (x, W, b, y) = (quantity("x"), quantity("W"), quantity("b"), quantity("y"))
  private static let (dy, target) = (gradient(of: y), quantity("target"))

  /// A tensor read from its end.
  private static func mirrored(_ a: Expression, _ axis: Axis) -> Expression {
    gather(a, at: extent(of: a, axis) - 1 - positions(of: a, axis), along: axis)
  }

  /// A tensor read one entry further on, the last at the first.
  private static func next(_ a: Expression, _ axis: Axis) -> Expression {
    let (own, last) = (positions(of: a, axis), extent(of: a, axis) - 1)
    return gather(a, at: select(equal(own, last), 0, own + 1), along: axis)
  }

  /// No list of mistakes has these.
  static let wrong: [Wrong] = [
    Wrong(component: "adam", quantity: "m", formula: β1 * previous(m) + (1 - square(β1)) * g),
    Wrong(component: "adam", quantity: "m", formula: number(0.37) * previous(m) + (1 - β1) * g),
    Wrong(component: "adam", quantity: "v", formula: β2 * previous(v) + (1 - β2) * square(g - m)),
    Wrong(component: "adam", quantity: "v", formula: β2 * previous(v) + (1 - β2) * abs(g) * number(0.7)),
    Wrong(component: "adam", quantity: "mHat", formula: m / (1 - pow(number(0.95), t))),
    Wrong(component: "adam", quantity: "mHat", formula: m / (1 - pow(β1, t)) + ε),
    Wrong(
      component: "adam", quantity: "mHat", formula: (β1 * m + (1 - β1) * g) / (1 - pow(β1, t))),
    Wrong(
      component: "adam", quantity: "weights",
      formula: previous(w) - η * mHat / sqrt(sum(square(g), over: .elements, .parameters)) / (sqrt(vHat) + ε)),
    Wrong(component: "adam", quantity: "vHat", formula: max(v, previous(v)) / (1 - pow(β2, t))),
    Wrong(component: "adam", quantity: "weights", formula: previous(w) - η / sqrt(t) * mHat / (sqrt(vHat) + ε)),
    Wrong(component: "adam", quantity: "weights", formula: previous(w) - η * mHat / (pow(vHat, number(0.45)) + ε)),
    Wrong(component: "adam", quantity: "weights", formula: previous(w) - η * (mHat / sqrt(vHat) + ε)),
    Wrong(component: "adam", quantity: "weights", formula: previous(w) + number(0.02) * mHat / (vHat + ε)),
    Wrong(
      component: "exponentialDecay", quantity: "learningRate", formula: η * pow(number(2.71828), -setting("decay") * t)),
    Wrong(component: "exponentialDecay", quantity: "learningRate", formula: η * pow(1 - setting("decay"), t - 1)),
    Wrong(component: "exponentialDecay", quantity: "learningRate", formula: η - η * exp(-setting("decay") * t)),
    Wrong(component: "exponentialDecay", quantity: "learningRate", formula: η * exp(-t / setting("decay"))),
    Wrong(component: "exponentialDecay", quantity: "learningRate", formula: tanh(η * exp(-setting("decay") * t))),
    Wrong(component: "adam", quantity: "weights", formula: previous(w) - η * mHat / tanh(sqrt(vHat) + ε)),
    Wrong(component: "adam", quantity: "weights", formula: previous(w) - max(η, g) * mHat / (sqrt(vHat) + ε)),
    Wrong(component: "adam", quantity: "m", formula: min(β1 * previous(m), (1 - β1) * g)),
    Wrong(component: "adam", quantity: "m", formula: β1 * previous(m) + max(β1, g)),
    Wrong(component: "adam", quantity: "m", formula: β1 * previous(m) + (1 - β1) * max(g, previous(w))),
    Wrong(component: "meanSquaredError", quantity: "loss", formula: mean(square(max(y, target)), over: .elements)),
    Wrong(
      component: "meanSquaredError", quantity: "loss",
      formula: sum(square(y - target), over: .elements) / (extent(of: y, .elements) - 1)),
    Wrong(component: "meanSquaredError", quantity: "loss", formula: mean(square(y) - square(target), over: .elements)),
    Wrong(
      component: "meanSquaredError", quantity: "loss", formula: mean((y - target) * abs(y - target), over: .elements)),
    Wrong(component: "dense", quantity: "y", formula: contract(x, W, over: "in") / sqrt(extent(of: x, "in")) + b),
    Wrong(component: "dense", quantity: "dW", formula: contract(dy, x - mean(x, over: .batch), over: .batch)),
    Wrong(component: "dense", quantity: "y", formula: contract(x, next(W, "in"), over: "in") + b),
    Wrong(component: "dense", quantity: "y", formula: contract(x, W, over: "in") + mirrored(b, "out")),
    Wrong(component: "dense", quantity: "dx", formula: contract(mirrored(dy, "out"), W, over: "out")),
    Wrong(component: "dense", quantity: "dW", formula: contract(next(dy, .batch), x, over: .batch)),
    Wrong(component: "dense", quantity: "db", formula: max(dy, over: .batch)),
    Wrong(component: "dense", quantity: "dW", formula: contract(dy - y, x, over: .batch)),
    // A factor at the other of two terms, and a number that is rounded up.
    Wrong(
      component: "adamax", quantity: "infinityNorm", formula: max(previous(quantity("infinityNorm")), β2 * abs(g))),
    Wrong(
      component: "stepDecay", quantity: "learningRate",
      formula: η * pow(setting("factor"), -floor(-(t - 1) / setting("interval")))),
    // The roots of the parameters' sums, added up.
    Wrong(
      component: "clipByGlobalNorm", quantity: "norm",
      formula: sum(sqrt(sum(square(g), over: .elements)), over: .parameters)),
    // A constant beside a maximum, where some numbers do not depend on it.
    Wrong(
      component: "adamax", quantity: "infinityNorm",
      formula: max(number(0.8125) * previous(quantity("infinityNorm")), abs(g))),
  ]

  private func examinations(_ recipe: Recipe, _ student: Recipe) throws -> [Examination] {
    try Evaluation(recipe).cases(steps: 25).map { inputs in
      let golden = try recipe.trace(inputs)
      return try Examination(
        caseID: "", recipe: recipe, inputs: inputs, golden: golden,
        trace: Structure.judgeable(student.trace(inputs), golden: golden))
    }
  }

  @Test(arguments: wrong)
  func itIsFound(_ wrong: Wrong) throws {
    let recipe = try Catalogue.component(wrong.component).recipe(nil)
    let seen = try examinations(recipe, recipe.replacing(wrong.quantity, by: wrong.formula))
    let finding = try #require(Diagnoser(seen, edits: [:]).explain(wrong.quantity))
    let edit = finding.supposition.edits[0]
    // What is found holds on a case that the search has not seen.
    #expect(
      Evaluation(recipe).isRight([edit], for: Edit(quantity: wrong.quantity, formula: wrong.formula, changes: [])),
      "\(edit.formula)")
  }

  /// Numbers of another kind have no simple formula.
  @Test func nothingIsSaidOfAStranger() throws {
    let recipe = try Catalogue.component("adam").recipe(nil)
    let strange = previous(w) - η * exp(-square(Self.mHat)) * tanh(Self.vHat - 3) + t * ε
    let seen = try examinations(recipe, recipe.replacing("weights", by: strange))
    #expect(Diagnoser(seen, edits: [:]).explain("weights") == nil)
  }

  /// Five wrong numbers fit too many formulas.
  @Test func aFewMisfitsAreNoFormula() throws {
    let recipe = try Catalogue.component("adam").recipe(nil)
    let golden = try examinations(recipe, recipe)
    let seen = try golden.map { examination in
      var trace = examination.trace
      guard let series = trace["mHat", "W"] else { return examination }
      let values = series.values.enumerated().map { $0 < 2 ? 2 * $1 : $1 }
      trace["mHat", "W"] = .init(shape: series.shape, steps: series.steps, values: values)
      return try Examination(
        caseID: "", recipe: recipe, inputs: examination.inputs, golden: examination.golden, trace: trace)
    }
    let finding = Diagnoser(seen, edits: [:]).explain("mHat")
    #expect(finding?.supposition.manner != nil || finding == nil)
  }
}

/// Descriptions of one formula as a change of another.
@Suite struct DescriptionLengthTests {
  private let m = quantity("m")

  @Test func aLengthGrowsWithTheChange() {
    var length = DescriptionLength(isFar: { _ in false })
    let asked = (m / (1 - pow(β1, t))).node
    func cost(_ found: Expression) -> Double { length(asked, found.node) }
    #expect(cost(m / (1 - pow(β1, t))) == 0)
    #expect(cost(m / (1 - pow(β2, t))) < cost(m / (1 - pow(number(0.123), t))))
    #expect(cost(m) < cost(m / (1 - pow(β1, t)) * number(0.7)))
    #expect(cost(m / (1 - pow(number(0.9), t))) < cost(m / (1 - pow(number(0.9137), t))))
    // The order of a product's factors makes no difference.
    #expect(length((m * β1).node, (β1 * m).node) == 0)
  }

  @Test func theShortestNumberIsTaken() {
    #expect(Literals.shortest(0.9499, 0.9501) == 0.95)
    #expect(Literals.shortest(0.333333333333332, 0.333333333333334) == 1.0 / 3)
    #expect(Literals.shortest(2.7182818284590446, 2.7182818284590455) == 2.718281828459045)
    #expect(Literals.shortest(-1, 2) == 0)
    #expect(Literals.shortest(2, 1) == nil)
  }
}
