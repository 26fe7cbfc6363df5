internal import Assignments
package import Equations
internal import Grading
package import Judging
internal import Reference
internal import Tensors
package import Traces

/// A layer, a loss, an initializer or a training run on drawn inputs.
package struct DrawnCase: Sendable, CustomStringConvertible {
  package let recipe: Recipe
  package let inputs: RunInputs
  private let edits: [String: [Edit]]

  package var description: String { "\(recipe.name) \(recipe.convention)" }

  /// Everything in the catalogue that is judged as a network is, in every convention.
  package static let all: [DrawnCase] = Catalogue.components
    .filter { $0.kind != .optimizer && $0.kind != .schedule }
    .flatMap { component in
      component.conventions.compactMap { try? component.recipe($0.name) }.map { DrawnCase($0) }
    }

  package init(_ recipe: Recipe, steps: Int? = nil, seed: UInt64 = 1) {
    self.recipe = recipe
    let isTraining = recipe.component.kind == .training
    var drawn = Assignment.Case(
      "drawn", steps: steps ?? (isTraining ? 5 : recipe.inputs.contains(where: \.isPerStep) ? 3 : 1), seed: seed,
      settings: recipe.defaults, weights: WeightDraw(magnitudes: 0.1...0.9), inputs: [])
    let extents = Self.extents.merging(Self.own[recipe.name] ?? [:]) { $1 }
    func shape(_ axes: [Axis]) -> [Int] { axes.map { extents[$0.name] ?? 3 } }
    for name in recipe.parameters { drawn.parameters.append(.init(name: name, shape: shape(recipe.axes[name] ?? []))) }
    let upstream = Set(recipe.forward.map { "d\($0.target.name)" })
    func draw(_ input: Input, _ own: [Int]) -> InputDraw {
      InputDraw(input.name, own, Self.distribution(input, recipe, extents), perStep: input.isPerStep)
    }
    for input in recipe.inputs where !upstream.contains(input.name) {
      let isScalar = input.name == "alpha" && input.axes.isEmpty
      drawn.inputs.append(draw(input, isScalar ? [] : input.axes.isEmpty ? [3, 4] : shape(input.axes)))
    }
    // A gradient that flows back has the shape of the quantity it belongs to.
    let there = recipe.replacing(backward: [])
    if let trace = try? there.trace(RunInputs(drawn)) {
      for input in recipe.inputs where upstream.contains(input.name) {
        drawn.inputs.append(draw(input, trace[String(input.name.dropFirst()), ""]?.shape ?? []))
      }
    }
    var inputs = RunInputs(drawn)
    if recipe.name == "trainSoftmaxClassifier", let labels = inputs.constants[.init("labels")] {
      // Its classes are counted from 1.
      inputs.constants[.init("labels")] = labels.map { $0 + 1 }
    }
    self.inputs = inputs
    edits = Self.edits(recipe)
  }

  private static let extents: [String: Int] = [
    "in": 4, "out": 3, "batch": 5, "time": 4, "examples": 12, "vocabulary": 6, "channels": 2, "length": 6, "height": 5,
    "width": 6, "kernel": 3, "kernelHeight": 2, "kernelWidth": 3, "pieces": 3, "features": 3, "depth": 2, "hidden": 3,
    "recurrent": 3, "gates": 12, "classes": 4, "hidden1": 5, "pair": 2,
  ]
  private static let own: [String: [String: Int]] = [
    "gru": ["gates": 9], "rotaryPositions": ["features": 4], "trainSoftmaxClassifier": ["in": 2, "classes": 2],
    "trainConvNet": [
      "channels": 1, "height": 4, "width": 5, "kernels": 2, "kernelHeight": 3, "kernelWidth": 3, "features": 8,
    ],
    "trainMLP": ["out": 1], "trainTextClassifier": ["out": 1],
    "glorotUniform": ["out": 40, "in": 30], "glorotNormal": ["out": 40, "in": 30], "heUniform": ["out": 40, "in": 30],
    "heNormal": ["out": 40, "in": 30],
  ]

  private static func distribution(_ input: Input, _ recipe: Recipe, _ extents: [String: Int]) -> InputDraw.Distribution
  {
    switch (input.name, input.chance) {
    case ("target", _) where recipe.name == "weightedCrossEntropy": .whole(from: -1, below: extents["classes"] ?? 1)
    case ("adjacency", _): .whole(below: 2)
    case (_, .shuffle(let axis)): .shuffle(of: extents[axis.name] ?? 0)
    case (_, .mask): .mask(rate: 0.5)
    case (_, .uniform): .uniform(0...0.999)
    case ("indices", _), ("texts", _): .whole(below: extents["vocabulary"] ?? 1)
    case ("labels", _) where recipe.convention == "fromOne": .whole(from: 1, below: 1 + (extents["classes"] ?? 1))
    case ("labels", _): .whole(below: extents["classes"] ?? 1)
    case ("target", _) where ["logisticLoss", "hinge"].contains(recipe.name): .sign
    case ("classWeights", _), ("runningVariance", _), ("runningVariance0", _): .uniform(0.5...2)
    // Probabilities, and the targets that they are compared with.
    case ("y", _) where recipe.component.kind == .loss, ("target", _) where recipe.name != "trainLinearNeuron":
      .uniform(0.05...0.95)
    case ("x", _) where ["trainVAE", "trainAutoencoder", "trainDenoisingAutoencoder"].contains(recipe.name):
      .uniform(0.05...0.95)
    default: .normal
    }
  }

  // MARK: Grading

  /// The quantities that a program is asked for: all but the steps on the way.
  package var asked: [String] { Array(Set(recipe.reported)).sorted() }

  /// Returns the trace of a program that computes by another recipe of the same quantities.
  package func published(by program: Recipe) throws -> Trace {
    var trace = try program.trace(inputs)
    for key in trace.keys where recipe.component.internals.contains(key.quantity) { trace[key] = nil }
    return trace
  }

  package func examination(of trace: Trace) throws -> Examination {
    let golden = try recipe.trace(inputs)
    return try Examination(
      caseID: "", recipe: recipe, inputs: inputs, golden: golden,
      trace: Structure.judgeable(trace, golden: golden, without: recipe.component.hidden))
  }

  package func verdicts(on trace: Trace) throws -> [String: Verdicts.Verdict] {
    try Verdicts(examination(of: trace), published: trace, edits: edits).all()
  }

  /// Returns the single changes of each equation that is judged.
  private static func edits(_ recipe: Recipe) -> [String: [Edit]] {
    let operators = EditOperators(recipe)
    let asked = Set(recipe.reported)
    return Dictionary(
      recipe.equations.filter { asked.contains($0.target.name) }.map {
        ($0.target.name, operators.edits(of: $0.formula, for: $0.target.name))
      }, uniquingKeysWith: { $1 })
  }
}
