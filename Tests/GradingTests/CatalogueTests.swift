import Assignments
import Equations
import GradeModel
import GradingSupport
import Oracles
import Reference
import TestSupport
import Testing
import Traces

@testable import Diagnosis
@testable import Grading

/// Demands on grading for everything in the catalogue, whatever a program publishes:
/// an outcome, and no end of the process.
@Suite struct CatalogueTests {
  struct Listed: CustomTestStringConvertible, Sendable {
    let recipe: Recipe
    let inputs: RunInputs
    var testDescription: String { "\(recipe.name) \(recipe.convention)" }

    /// Every component in every convention: on recorded inputs if it is judged along steps, on drawn ones otherwise.
    static let all: [Listed] = alongSteps + DrawnCase.all.map { Listed(recipe: $0.recipe, inputs: $0.inputs) }

    private static let alongSteps: [Listed] = {
      let recorded = (try? RecordedTrace.all(in: Repository.root + "/references/oracles")) ?? []
      let components = Catalogue.components.filter { $0.kind == .optimizer || $0.kind == .schedule }
      return components.flatMap { component -> [Listed] in
        let own = recorded.filter { (try? $0.recipe)?.name == component.name }
        return component.conventions.compactMap { convention -> Listed? in
          let exact = own.first { (try? $0.recipe)?.convention == convention.name }
          guard let trace = exact ?? own.first, let recipe = try? trace.recipe.component.recipe(convention.name) else {
            return nil
          }
          let inputs = trace.inputs(for: recipe)
          return (try? inputs.validate(for: recipe)).map { Listed(recipe: recipe, inputs: inputs) }
        }
      }
    }()
  }

  /// Numbers that a program publishes in place of the golden ones: from its step counted from 0, its position, the
  /// golden number.
  private static let frauds: [String: @Sendable (Int, Int, Double) -> Double] = [
    "inexplicable": { step, position, value in
      (value * 3.7 + Double(step * 31 + position * 17 % 11) / 7).truncatingRemainder(dividingBy: 1.3) - 0.4
    },
    "all NaN": { _, _, _ in .nan },
    "all infinite": { _, _, _ in -.infinity },
    "constant": { _, _, _ in 0.5 },
    "NaN from the second step on": { step, _, value in step == 0 ? value : .nan },
    "one NaN": { step, position, value in step == 1 && position == 0 ? .nan : value },
  ]

  @Test func theTableHasEveryComponent() {
    let listed = Set(Listed.all.map(\.recipe.name))
    // A line search asks an objective that no record holds.
    #expect(Catalogue.components.map(\.name).filter { !listed.contains($0) } == ["lineSearch"])
    // A convention that asks its own objective has no recorded gradients to be run on.
    let conventions = Catalogue.components.reduce(0) { $0 + $1.conventions.count }
    #expect(Listed.all.count >= conventions - 2, "\(Listed.all.count) of \(conventions)")
  }

  @Test(arguments: Listed.all) func everyProgramIsGraded(_ listed: Listed) throws {
    let (recipe, inputs) = (listed.recipe, listed.inputs)
    var asked: [String] = []
    for quantity in recipe.reported where !asked.contains(quantity) { asked.append(quantity) }
    let graded = Assignment.Case("drawn", steps: inputs.steps, seed: 1, settings: recipe.defaults, inputs: [])
    let grader = try Grader(
      Assignment(recipe.name, recipe: recipe, quantities: asked, cases: [graded]))
    let golden = try recipe.trace(inputs)
    let given = Set(recipe.inputs.map(\.name)).subtracting(recipe.quantities)
    for (name, fraud) in Self.frauds.sorted(by: { $0.key < $1.key }) {
      var trace = golden
      for key in trace.keys where !given.contains(key.quantity) {
        guard let series = trace[key] else { continue }
        let start = key.quantity == "weights" ? series.stride : 0
        let values = series.values.enumerated().map { index, value in
          index < start ? value : fraud((index - start) / max(series.stride, 1), index % max(series.stride, 1), value)
        }
        trace[key] = .init(shape: series.shape, steps: series.steps, values: values)
      }
      var (checks, examination) = grader.check(
        CaseRun(trace: trace, ending: .completed), of: graded, inputs)
      grader.explain(
        &checks, examination.map { [$0] } ?? [], effort: Diagnoser.Effort(judgements: 200, formulas: 120))
      #expect(checks.map(\.quantity) == asked)
      for check in checks {
        #expect(check.outcome != .graderError, "\(name): \(check.quantity): \(check.finding as Any)")
        #expect(check.isSound && (check.outcome == .correct || check.finding != nil), "\(name): \(check.quantity)")
      }
      // A single NaN leaves the other numbers as they were.
      if name != "one NaN" && name != "NaN from the second step on" {
        #expect(checks.contains { $0.outcome != .correct }, "\(name) passes for right")
      }
    }
  }
}
