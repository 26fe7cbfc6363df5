import Assignments
import Equations
import GradeModel
import GradingSupport
import Reference
import Tensors
import Testing
import Traces

@testable import Diagnosis
@testable import Grading
@testable import Judging

/// Programs that make the known mistakes of the recipes' files are told so.
@Suite struct KnownProgramsTests {
  @Test(arguments: KnownProgram.all) func itsAuthorReadsTheSentence(_ program: KnownProgram) throws {
    let recipe = try Catalogue.component(program.recipe).recipe(program.convention)
    let general = recipe.component.settings.compactMap { setting in setting.general.map { (setting.name, $0) } }
    let asked = recipe.reported
    var (checks, examinations): ([Check], [Examination]) = ([], [])
    let cases = [(UInt64(1), [:]), (2, Dictionary(uniqueKeysWithValues: general))].map { seed, settings in
      Assignment.Case(
        "drawn \(seed)", steps: 12, seed: seed, settings: recipe.defaults.merging(settings) { $1 },
        parameters: [.init(name: "W", shape: [4, 3]), .init(name: "b", shape: [3])], inputs: [])
    }
    let grader = try Grader(
      Assignment(recipe.name, recipe: recipe, quantities: asked, cases: cases))
    for drawn in cases {
      let inputs = inputs(of: recipe, drawn)
      let trace = try trace(of: program, recipe, inputs)
      let graded = grader.check(CaseRun(trace: trace, ending: .completed), of: drawn, inputs)
      checks += graded.checks
      examinations += graded.examination.map { [$0] } ?? []
    }
    grader.explain(&checks, examinations)
    let own = checks.filter { $0.quantity == program.quantity }
    #expect(own.allSatisfy { $0.outcome == .incorrect })
    let said = own.compactMap(\.diagnosis).flatMap(\.sentences)
    #expect(said.contains { $0.contains(program.words) }, "\(said)")
  }

  private func inputs(of recipe: Recipe, _ drawn: Assignment.Case) -> RunInputs {
    switch recipe.component.kind {
    case .optimizer: return RunInputs(drawn)
    case .schedule: return RunInputs(settings: drawn.settings, steps: drawn.steps)
    default:
      var inputs = DrawnCase(recipe, seed: drawn.seed).inputs
      inputs.settings = drawn.settings
      return inputs
    }
  }

  private func trace(of program: KnownProgram, _ recipe: Recipe, _ inputs: RunInputs) throws -> Trace {
    var trace = try recipe.trace(inputs)
    switch program.body {
    case .step(let step):
      let owners = inputs.names.isEmpty ? [""] : inputs.names
      for owner in owners {
        let start = inputs.parameters[owner] ?? Tensor(0)
        var elements = start.values.map { inputs.parameters.isEmpty ? [:] : ["weights": $0] }
        var kept = recipe.quantities.map { ($0, Trace.Series(shape: start.shape)) }
        for index in kept.indices where kept[index].0 == "weights" { kept[index].1.append(start.values) }
        for number in 0..<inputs.steps {
          let gradients = inputs.series["gradients", owner].map { Array($0.step(number)) } ?? [0]
          for place in elements.indices {
            let given = inputs.settings.merging(["g": gradients[place], "t": Double(number + 1)]) { $1 }
            step(&elements[place], given)
          }
          for index in kept.indices { kept[index].1.append(elements.map { $0[kept[index].0] ?? .nan }) }
        }
        for (quantity, series) in kept { trace[quantity, owner] = series }
      }
    case .layer(let layer):
      let right = trace
      trace[program.quantity, ""] = nil
      for number in 0..<inputs.steps {
        var tensors = Dictionary(uniqueKeysWithValues: inputs.constants.map { ($0.key.quantity, $0.value) })
        for key in right.keys {
          guard let series = right[key] else { continue }
          tensors[key.quantity] = Tensor(shape: series.shape, values: Array(series.step(number)))
        }
        let wrong = layer(.init(tensors: tensors, settings: inputs.settings))
        var series = trace[program.quantity, ""] ?? Trace.Series(shape: wrong.shape)
        series.append(wrong.values)
        trace[program.quantity, ""] = series
      }
    }
    for key in trace.keys where recipe.component.hidden.contains(key.quantity) { trace[key] = nil }
    return trace
  }
}
