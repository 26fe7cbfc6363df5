import Equations
@testable import Reference
import Tensors
import Testing
import Traces

/// A recipe made ready gives what the interpreter gives, for every recipe of the catalogue in every convention.
@Suite struct ProgramTests {
  /// Every quantity of every step is the interpreter's, bit for bit: no order of operations is changed.
  @Test(arguments: Listed.all) func aProgramIsTheInterpreterBitForBit(_ listed: Listed) throws {
    let recipe = listed.recipe
    for inputs in [Cases.usual(for: recipe), Cases.generic(for: recipe)] {
      let kept = Set(recipe.quantities)
      try expectEqual(recipe, inputs, keeping: kept) { _ in true }
    }
  }

  /// With only the weights kept, equations share loops and are written over their own past: still the same.
  @Test(arguments: Listed.all) func keepingLessChangesNothing(_ listed: Listed) throws {
    let recipe = listed.recipe
    let last = recipe.quantities.last ?? ""
    for inputs in [Cases.usual(for: recipe), Cases.generic(for: recipe)] {
      try expectEqual(recipe, inputs, keeping: [last]) { $0 == last }
    }
  }

  /// A recorded step may follow one that was not, and the other way round.
  @Test(arguments: Listed.all) func stepsOfBothKindsMayAlternate(_ listed: Listed) throws {
    let recipe = listed.recipe
    let inputs = Cases.generic(for: recipe)
    let expected = try Run(recipe, inputs)
    let actual = try Run(recipe, inputs)
    for step in 0..<inputs.steps {
      let values = try expected.record(step)
      guard step % 5 == 3 else {
        try actual.advance(step, keeping: ["weights"])
        continue
      }
      let others = try actual.record(step)
      #expect(values.map(\.target) == others.map(\.target))
      for (a, b) in zip(values, others) { #expect(same(a.value, b.value), "\(a.target.name) at step \(step)") }
    }
  }

  /// Sequences are walked forwards and backwards, position by position.
  @Test func aSequenceThereAndBackIsTheInterpreters() throws {
    let recipe = try Component.lstm.recipe()
    let extents: [Axis: Int] = [
      .time: 4, .batch: 3, "features": 5, "hidden": 2, "gates": 8, "recurrent": 2,
    ]
    var generator = SeededGenerator(seed: 3)
    var inputs = RunInputs(steps: 4)
    for input in recipe.inputs {
      let shape = input.axes.map { extents[$0] ?? 1 }
      inputs.constants[.init(input.name)] = Tensor(
        shape: shape, values: (0..<shape.reduce(1, *)).map { _ in 2 * generator.uniform() - 1 })
    }
    try expectEqual(recipe, inputs, keeping: Set(recipe.quantities)) { _ in true }
    try expectEqual(recipe, inputs, keeping: ["dWh"]) { $0 == "dWh" }
  }

  private func expectEqual(
    _ recipe: Recipe, _ inputs: RunInputs, keeping: Set<String>, where isCompared: (String) -> Bool
  ) throws {
    let expected = try Run(recipe, inputs)
    let actual = try Run(recipe, inputs)
    for step in 0..<inputs.steps {
      let values = try expected.record(step)
      try actual.advance(step, keeping: keeping)
      for (target, value) in values where isCompared(target.name) {
        let other = try #require(actual.simulation.value(of: target), "\(target.name) is not kept")
        #expect(same(value, other), "\(target.name) at step \(step)")
      }
    }
    #expect(actual.simulation.isCompiled, "the recipe was not made ready")
  }

  private func same(_ a: Value, _ b: Value) -> Bool {
    a.isPerParameter == b.isPerParameter && a.blocks.count == b.blocks.count
      && zip(a.blocks, b.blocks).allSatisfy { a, b in
        a.axes == b.axes && a.shape == b.shape && a.values.map(\.bitPattern) == b.values.map(\.bitPattern)
      }
  }
}

/// A simulation on a case's inputs.
private final class Run {
  let recipe: Recipe
  let inputs: RunInputs
  var simulation: Simulation

  init(_ recipe: Recipe, _ inputs: RunInputs) throws {
    self.recipe = recipe
    self.inputs = inputs
    var once = inputs
    // A layer is made ready by being evaluated again and again on the same inputs.
    if !recipe.hasSteps { once.steps = 1 }
    try once.validate(for: recipe)
    simulation = Simulation(
      recipe, settings: try recipe.settings(inputs.settings), parameters: inputs.names, weights: inputs.start)
  }

  func record(_ step: Int) throws -> [(target: Reference, value: Value)] {
    try simulation.step(inputs.values(for: recipe, at: step), overriding: inputs.schedules.mapValues { $0[step] })
  }

  func advance(_ step: Int, keeping: Set<String>) throws {
    try simulation.advance(
      inputs.values(for: recipe, at: step), overriding: inputs.schedules.mapValues { $0[step] }, keeping: keeping)
  }
}
