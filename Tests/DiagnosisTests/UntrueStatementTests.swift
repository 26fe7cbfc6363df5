import Assignments
import Equations
import Evaluation
import Grading
import GradingSupport
import Judging
import Reference
import Testing
import Traces

@testable import Diagnosis

/// Sentences that were once said of a program, and are not true of it.
@Suite struct UntrueStatementTests {
  /// A change of a program, and words that must not be said of it.
  struct Row: Sendable, CustomTestStringConvertible {
    let component: String
    let quantity: String
    let formula: Expression
    let words: [String]
    var convention: String?
    var testDescription: String { "\(component) \(quantity): \(words)" }

    init(
      _ component: String, _ quantity: String, _ formula: Expression, convention: String? = nil, _ words: String...
    ) {
      self.convention = convention
      (self.component, self.quantity, self.formula, self.words) = (component, quantity, formula, words)
    }
  }

  private static let (m, v) = (quantity("m"), quantity("v"))
  private static let (mHat, vHat) = (quantity("mHat"), quantity("vHat"))
  private static let (y, target) = (quantity("y"), quantity("target"))
  private static let (x, W, b) = (quantity("x"), quantity("W"), quantity("b"))
  private static let (u, squares, every) = (quantity("infinityNorm"), quantity("squareAverage"), setting("interval"))
  private static let (xHat, variance) = (quantity("xHat"), quantity("variance"))
  private static let (dy, dxHat) = (gradient(of: y), gradient(of: quantity("xHat")))
  private static let decay = setting("decay")
  /// The gradient behind a batch normalisation whose own is nearly the same everywhere.
  private static var vanishing: Expression {
    let even = max(log(1 + number(0.46964914) * abs(y)), number(1.085375625))
    return (even - mean(even, over: .batch) - xHat * mean(even * xHat, over: .batch)) / sqrt(variance + ε)
  }
  private static let ascent = "goes up the gradient"

  static let rows: [Row] = [
    // A sign of one part is no ascent.
    Row("adam", "weights", previous(w) - η * mHat / (sqrt(vHat) - ε), ascent, "wrong sign"),
    Row("adam", "weights", previous(w) - η * (mHat / sqrt(vHat) - ε), ascent),
    Row("adam", "weights", previous(w) - (ε - η) * mHat / (sqrt(vHat) + ε), ascent),
    Row("adam", "weights", -previous(w) - η * mHat / (sqrt(vHat) + ε), ascent),
    Row("adamw", "weights", previous(w) + η * λ * previous(w) - η * mHat / (sqrt(vHat) + ε), ascent),
    Row("momentum", "velocity", γ * previous(quantity("velocity")) - η * g, ascent),
    // What one place has lost, the whole has not.
    Row("adamw", "weights", previous(w) - η * mHat / (sqrt(vHat) + ε), "does not remember", "starts from zero"),
    Row("adamw", "weights", previous(w) - λ * previous(w) - η * mHat / (sqrt(vHat) + ε), "does not remember"),
    Row("adam", "m", β1 * previous(v) + (1 - β1) * g, "does not remember"),
    // What is the same everywhere is its own mean, which explains nothing.
    Row(
      "adamax", "infinityNorm", Expression(.reduce(.maximum, abs(g).node, over: [.elements, .parameters])), "mean(uₜ)"),
    // One change is one fact.
    Row(
      "adam", "weights", previous(w) - η * mHat / (sqrt(vHat) + square(ε)), "stands under the root",
      "belongs under it"),
    Row("adam", "weights", previous(w) - η * mHat / (sqrt(vHat + square(ε))), "belongs under it"),
    Row("adam", "weights", previous(w) - η * mHat / (sqrt(vHat) + ε) / 4, "multiplied by 0.5", "multiplied by 2"),
    Row("adam", "weights", previous(w) - number(0.25) * η * mHat / (sqrt(vHat) + ε), "multiplied by 0.5"),
    Row("adam", "v", β2 * previous(v) + (1 - β2) * square(g) / 4, "multiplied by 0.5", "halved"),
    Row("adam", "m", β1 * previous(m) + g, "1 is missing", "1 − is"),
    Row("adam", "mHat", m / pow(β1, t), "1 is missing"),
    Row("adam", "mHat", m, "1 is missing", "the exponent"),
    Row("exponentialDecay", "learningRate", η * exp(-t / decay), "1 is missing", ascent),
    Row("exponentialDecay", "learningRate", η * exp(-decay * (t - 1)), "1 is missing"),
    // Few digits of one number are not few digits of all.
    Row("exponentialDecay", "learningRate", η * pow(number(2.71828), -decay * t), "single precision", "Float"),
    Row("exponentialDecay", "learningRate", η * pow(number(2.718281828), -decay * t), "single precision", "Float"),
    Row("adam", "weights", previous(w) - number(0.00100001) * mHat / (sqrt(vHat) + ε), "single precision", "Float"),
    Row(
      "binaryCrossEntropy", "loss",
      -mean(target * log(y + number(1e-7)) + (1 - target) * log(1 - y + number(1e-7)), over: .elements),
      "single precision", "Float"),
    Row(
      "meanSquaredError", "loss", mean(square(y - target), over: .elements) + number(1e-9), "single precision", "Float"),
    // A formula of another shape is not a likeness of the asked one.
    Row("adam", "v", β2 * previous(v) + (1 - β2) * abs(g), "is not squared", "the root of"),
    Row("adam", "v", max(β2 * previous(v), square(g)), "1 − β₂ is missing"),
    Row("adam", "weights", previous(w) - η * sign(mHat), "is not taken", "the root of"),
    Row("adam", "weights", previous(w) - η * mHat / (vHat + ε), "is squared, and should not be"),
    Row("dense", "y", contract(x, W, over: "in") - b, "is transposed", "rows and columns"),
    Row("dense", "dW", contract(gradient(of: y), x, over: .batch) / extent(of: x, "in"), "number of examples"),
    Row(
      "meanSquaredError", "loss", mean((y - target) * abs(y - target), over: .elements), "is not squared",
      "wrong sign"),
    Row("meanSquaredError", "loss", sum(square(y - target), over: .elements) / 2, "a mean stands", "number of"),
    // A size that no number shows is not told.
    Row(
      "adam", "weights", previous(w) - select(atLeast(t, 6), 2 * η, η) * mHat / (sqrt(vHat) + ε), "min(", "⌊"),
    Row(
      "adam", "weights",
      select(equal(t / 2, floor(t / 2)), previous(w) + tanh(η * g), previous(w) - η * mHat / (sqrt(vHat) + ε)), "⌊(−",
      "min("),
    // A part that no number shows is not told.
    Row(
      "adamax", "weights", previous(w) - η / (1 - pow(β1, t)) * m / max(u, ε), convention: "epsilonInDenominator",
      "power", "squared", "ε^"),
    Row(
      "rmsprop", "weights", previous(w) - η / max(sqrt(squares), ε) * g, convention: "insideRoot", "power", "squared",
      "ε^"),
    Row("momentumSchedule", "momentum", 1 - pow(2, -1 - log2(floor(t / every) + 1)), "n stands where"),
    Row(
      "momentumSchedule", "momentum", min(1 - pow(2, -1 - log(floor(t / every) + 1)), setting("maximum")),
      "min(1 − 2^(−1 − log₂(⌊t/n⌋ + 1)), μ_max) belongs"),
    Row(
      "batchNorm", "dx", (dxHat - xHat * mean(dxHat * xHat, over: .batch)) / sqrt(variance + ε),
      "xHat stands where", "mean stands where"),
    Row(
      "batchNorm", "dx", (dxHat - mean(dxHat, over: .batch)) / sqrt(variance + ε), "mean stands where",
      "variance stands where", "unningMean stands where"),
    Row(
      "batchNorm", "runningVariance",
      (1 - setting("momentum")) * previous(quantity("runningVariance")) + setting("momentum") * variance,
      "examples)/(number"),
    // Numbers that are nothing but rounding are in no order.
    Row("batchNorm", "dx", vanishing, "takes the", "in reverse order", "stands for all", "index"),
    // What is added and taken away again is nothing.
    Row("sigmoid", "dx", dy, "y + 1 − y"),
    Row("sigmoid", "dx", dy * (y + (1 - y)), "y + 1 − y"),
    // A counter that other quantities show to be right.
    Row(
      "nadam", "weights",
      previous(w) - η / (sqrt(vHat) + ε) * (β1 * mHat + (1 - β1) * g / (1 - β1)), convention: "plain", "t stays 1",
      "counter"),
    // The simplest of what gives the same.
    Row("stepDecay", "learningRate", η * pow(setting("factor"), t - 1), "rackets"),
    // Right where a source is zero is right whatever is done with it.
    Row(
      "adamax", "weights", previous(w) - η * exp(-square(m)) * tanh(u - 3) * m * (1 + tanh(t)),
      convention: "epsilonInDenominator", "exactly where"),
  ]

  /// Words that no sentence has: names of axes, likenesses, parts of numbers.
  private static let never = ["⟨", "⟩", " to 0.9", "looks like", "1 is missing"]

  @Test(arguments: rows) func itIsNotSaid(_ row: Row) throws {
    let component = try Catalogue.component(row.component)
    let recipe = try component.recipe(row.convention)
    let student = recipe.replacing(row.quantity, by: row.formula)
    let cases = Evaluation(recipe).cases(steps: 25)
    let seen = try cases.map { inputs in
      let golden = try recipe.trace(inputs)
      return try Examination(
        caseID: "", recipe: recipe, inputs: inputs, golden: golden,
        trace: Structure.judgeable(student.trace(inputs), golden: golden))
    }
    // The change shows in the quantity; a program that does nothing wrong proves nothing here.
    #expect(seen.contains { $0.judge(row.quantity)?.agrees == false })
    let edits = try Grader(Assignment(recipe.name, recipe: recipe, quantities: [row.quantity], cases: [])).edits
    guard let finding = Diagnoser(seen, edits: edits).explain(row.quantity) else { return }
    let told = DiagnosisWording(recipe).diagnosis(finding, steps: 25, cases: seen.count)
    for sentence in told.sentences + told.alternatives + [told.evidence] {
      for words in row.words + Self.never { #expect(!sentence.contains(words), "\(sentence)") }
    }
  }
}
