import Equations
import Judging
import Reference
import Tensors
import Testing
import Traces

/// A recipe of the catalogue, named in a failing test's message.
struct Listed: CustomTestStringConvertible, Sendable {
  let recipe: Recipe

  var testDescription: String { "\(recipe.name) \(recipe.convention)" }

  /// Every optimizer and schedule in every convention.
  static let all: [Listed] = Catalogue.components
    .filter { $0.kind == .optimizer || $0.kind == .schedule }
    .flatMap { component in
      component.conventions.compactMap { try? component.recipe($0.name) }.map(Listed.init)
    }
}

/// Demands on every recipe, whatever it computes.
@Suite struct ContractTests {
  @Test func theTableHasEveryConvention() {
    let components = Catalogue.components.filter { $0.kind == .optimizer || $0.kind == .schedule }
    #expect(Listed.all.count == components.reduce(0) { $0 + $1.conventions.count })
    #expect(Set(components.map(\.name)).count == components.count)
    #expect(components.allSatisfy { !$0.sources.isEmpty && !$0.title.isEmpty })
  }

  @Test(arguments: Listed.all) func aTraceIsCompleteAndFinite(_ listed: Listed) throws {
    let recipe = listed.recipe
    for inputs in [Cases.usual(for: recipe), Cases.generic(for: recipe)] {
      let trace = try recipe.trace(inputs)
      for quantity in recipe.quantities {
        #expect(!trace.parameters(of: quantity).isEmpty, "\(quantity) is missing")
        for parameter in trace.parameters(of: quantity) {
          let series = try #require(trace[quantity, parameter])
          #expect(series.steps == (quantity == "weights" ? Cases.steps + 1 : Cases.steps))
          #expect(series.values.allSatisfy { $0.isFinite }, "\(quantity)/\(parameter) is not finite")
        }
      }
      for (name, parameter) in inputs.parameters {
        #expect(trace["weights", name]?.shape == parameter.shape)
        #expect(trace["weights", name].map { Array($0.step(0)) } == parameter.values)
      }
    }
  }

  @Test(arguments: Listed.all) func theSameInputsGiveTheSameTrace(_ listed: Listed) throws {
    let inputs = Cases.usual(for: listed.recipe)
    let first = try listed.recipe.trace(inputs)
    let second = try listed.recipe.trace(inputs)
    #expect(first == second)
  }

  @Test(arguments: Listed.all) func everyEquationHoldsOnItsOwnTrace(_ listed: Listed) throws {
    let recipe = listed.recipe
    for inputs in [Cases.usual(for: recipe), Cases.generic(for: recipe)] {
      let judgements = try recipe.judgements(of: recipe.trace(inputs), inputs: inputs)
      #expect(Set(judgements.keys) == Set(recipe.quantities))
      for (quantity, judgement) in judgements {
        #expect(judgement.worst <= 1, "\(quantity) is off by \(judgement.worst) bounds")
        #expect(judgement.checkable >= 0.5, "\(quantity) can be checked in \(judgement.checkable) of its numbers")
      }
    }
  }

  @Test(arguments: Listed.all) func everyEquationNoticesAChange(_ listed: Listed) throws {
    let recipe = listed.recipe
    let inputs = Cases.generic(for: recipe)
    let trace = try recipe.trace(inputs)
    for quantity in Set(recipe.quantities) {
      for parameter in trace.parameters(of: quantity) {
        var changed = trace
        let series = try #require(trace[quantity, parameter])
        let values = series.values.enumerated().map { index, value in
          quantity == "weights" && index < series.stride ? value : value * 1.0001 + 1e-4
        }
        changed[quantity, parameter] = .init(shape: series.shape, steps: series.steps, values: values)
        let judgements = try recipe.judgements(of: changed, inputs: inputs)
        #expect(judgements.values.contains { !$0.holds }, "a wrong \(quantity)/\(parameter) goes unnoticed")
      }
    }
  }

  @Test(arguments: Listed.all) func everyConventionDiffersFromItsSiblings(_ listed: Listed) throws {
    let recipe = listed.recipe
    for sibling in Listed.all.map(\.recipe) where sibling.name == recipe.name {
      if sibling.convention == recipe.convention { continue }
      let differs = try [Cases.usual, Cases.generic].contains { make in
        let (ours, theirs) = (try recipe.trace(make(recipe)), try sibling.trace(make(sibling)))
        let output = recipe.quantities.last ?? ""
        return ours.parameters(of: output).contains { distance(ours[output, $0], theirs[output, $0]) > 1e-6 }
      }
      #expect(differs, "\(recipe.convention) cannot be told from \(sibling.convention)")
    }
  }

  private func distance(_ a: Trace.Series?, _ b: Trace.Series?) -> Double {
    guard let a, let b, a.values.count == b.values.count else { return .infinity }
    return zip(a.values, b.values).map { abs($0 - $1) / max(abs($0), abs($1), 1e-300) }.max() ?? 0
  }
}
