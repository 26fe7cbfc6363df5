package import Equations
internal import GradeModel
internal import GradingSupport
internal import Judging
internal import Reference
internal import Traces

/// Counts check lines that honest programs lose: one line is one quantity of one run, judged. Each program is a recipe of
/// the catalogue, legally rearranged, on inputs of its own.
package struct HonestLines: Sendable {
  package private(set) var lines = 0
  package private(set) var programs = 0
  /// The lines that were not right, by recipe, quantity and seed.
  package private(set) var lost: [String] = []
  /// The largest residual in units of its bound, and where it was.
  package private(set) var worst = (ratio: 0.0, line: "")
  private let evaluations: [Evaluation]

  /// - Parameter names: the recipes; nil for all of the catalogue.
  package init(_ names: Set<String>? = nil) throws(RecipeError) {
    var evaluations: [Evaluation] = []
    for component in Catalogue.components where names?.contains(component.name) ?? true {
      for convention in component.conventions { evaluations.append(Evaluation(try component.recipe(convention.name))) }
    }
    self.evaluations = evaluations
  }

  /// The share of lines that may be lost at most, with 95 % confidence, if none was: (1 − p)ⁿ ≥ 0.05.
  package var upperBound: Double { 3 / Double(lines) }

  /// Judges one more program for each recipe.
  package mutating func add(seed: UInt64) throws {
    for evaluation in evaluations { try add(evaluation, seed: seed) }
  }

  private mutating func add(_ evaluation: Evaluation, seed: UInt64) throws {
    let recipe = evaluation.recipe
    var (variant, identities) = (HonestVariant(seed: seed), HonestIdentities(seed: seed))
    let program = identities.applied(to: variant.rearranged(recipe))
    let inputs = evaluation.inputs(seed: seed)
    let golden = try recipe.trace(inputs)
    var trace = try program.trace(inputs, arrangedBy: HonestArrangement(seed: seed))
    for key in trace.keys where recipe.component.hidden.contains(key.quantity) { trace[key] = nil }
    let examination = try Examination(
      caseID: "", recipe: recipe, inputs: inputs, golden: golden,
      trace: Structure.judgeable(trace, golden: golden, without: recipe.component.hidden))
    programs += 1
    for (quantity, verdict) in Verdicts(examination, published: trace, edits: [:]).all().sorted(by: { $0.key < $1.key })
    where !recipe.component.hidden.contains(quantity) {
      lines += 1
      let line = "\(recipe.name)/\(recipe.convention) \(quantity), seed \(seed)"
      let ratio = examination.judgeAsAsked(quantity)?.worst ?? 0
      if ratio > worst.ratio { worst = (ratio, line) }
      if verdict.outcome != .correct { lost.append("\(line): \(verdict.outcome.rawValue), \(ratio) of the bound") }
    }
  }

  package var text: String {
    let rate = lost.isEmpty ? "; at 95 % confidence fewer than \(Int(upperBound * 1e6 + 1)) of a million are" : ""
    return
      "legal rearrangements: \(lines) check lines of \(programs) programs over \(evaluations.count) recipes; lost: "
      + "\(lost.count)\(rate); largest residual \((worst.ratio * 100).rounded() / 100) of the bound, 4 allowed "
      + "(\(worst.line))" + lost.map { "\n  lost: \($0)" }.joined()
  }
}
