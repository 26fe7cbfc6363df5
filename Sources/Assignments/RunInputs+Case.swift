internal import Tensors
package import Traces

extension RunInputs {
  /// The inputs of a case: the same bits on every machine.
  ///
  /// The seed starts a generator whose first four outputs start one generator each for the weights, the gradients, the
  /// other inputs and the objective, so that another way to draw the weights leaves the gradients as they were. Steps
  /// are drawn one after the other, so that a longer case begins like a shorter one.
  package init(_ drawn: Assignment.Case) {
    var seeds = SeededGenerator(seed: drawn.seed)
    var weightGenerator = SeededGenerator(seed: seeds.next())
    var gradientGenerator = SeededGenerator(seed: seeds.next())
    var inputGenerator = SeededGenerator(seed: seeds.next())
    var objectiveGenerator = SeededGenerator(seed: seeds.next())
    let shapes = drawn.parameters.sorted { $0.name < $1.name }
    let weights = Self.drawWeights(drawn.weights, for: shapes, from: &weightGenerator)
    let rates = drawn.learningRates?.rates(steps: drawn.steps, base: drawn.settings["learningRate"] ?? 0)
    self.init(
      parameters: Dictionary(uniqueKeysWithValues: weights.map { ($0.name, $0.start) }), settings: drawn.settings,
      schedules: rates.map { ["learningRate": $0] } ?? [:], steps: drawn.steps)
    for input in drawn.inputs {
      let values = input.values(steps: drawn.steps, from: &inputGenerator)
      if input.isPerStep {
        series[input.name, ""] = .init(shape: input.shape, steps: drawn.steps, values: values)
      } else {
        constants[.init(input.name)] = Tensor(shape: input.shape, values: values)
      }
    }
    chosen = Set(drawn.inputs.filter(\.isChosen).map(\.name))
    if let asked = drawn.objective?.objective(for: shapes, from: &objectiveGenerator) {
      // With an objective, gradients are its answers and a part of the run.
      objective = asked
      grants = drawn.grants
      for (index, parameter) in shapes.enumerated() {
        constants[Trace.Key("curvature", parameter.name)] = asked.curvature[index]
        constants[Trace.Key("center", parameter.name)] = asked.center[index]
      }
    } else if drawn.inputs.isEmpty {
      // Gradients are drawn only for a case without inputs: from inputs a program computes them itself.
      let gradients = Self.drawGradients(
        drawn.gradients, for: shapes, steps: drawn.steps, from: &gradientGenerator)
      for key in gradients.keys { series[key] = gradients[key] }
    }
    if drawn.format != .double { self = rounded(to: drawn.format) }
  }

  /// Cuts the interval of magnitudes into as many parts as there are weights, and gives each weight one of them, in a
  /// shuffled order, with a random sign.
  private static func drawWeights(
    _ draw: WeightDraw, for shapes: [ParameterShape], from generator: inout SeededGenerator
  ) -> [(name: String, start: Tensor)] {
    let count = shapes.reduce(0) { $0 + $1.shape.reduce(1, *) }
    var parts = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      parts.swapAt(last, generator.index(below: last + 1))
    }
    let lowest = draw.magnitudes.lowerBound
    let width = draw.magnitudes.upperBound - lowest
    var remaining = parts[...]
    return shapes.map { parameter in
      let values = (0..<parameter.shape.reduce(1, *)).map { _ in
        let part = Double(remaining.removeFirst())
        let magnitude = lowest + width * ((part + generator.uniform()) / Double(count))
        return generator.uniform() < 0.5 ? -magnitude : magnitude
      }
      return (name: parameter.name, start: Tensor(shape: parameter.shape, values: values))
    }
  }

  /// Draws a magnitude for each step, then for each element a zero or a value.
  private static func drawGradients(
    _ draw: GradientDraw, for shapes: [ParameterShape], steps: Int, from generator: inout SeededGenerator
  ) -> Trace {
    var series = shapes.map { Trace.Series(shape: $0.shape) }
    for _ in 0..<steps {
      let scale = powerOfTen(generator.uniform(in: draw.exponents))
      for position in series.indices {
        let values = (0..<series[position].stride).map { _ in
          generator.uniform() < draw.zeros ? 0 : generator.normal() * scale
        }
        series[position].append(values)
      }
    }
    var trace = Trace()
    for (parameter, drawn) in zip(shapes, series) { trace["gradients", parameter.name] = drawn }
    return trace
  }
}

extension LearningRates {
  /// The rate of every step; `base` is the setting `learningRate`.
  func rates(steps: Int, base: Double) -> [Double] {
    switch self {
    case .list(let rates): rates
    case .drop(let at, let factor): (1...steps).map { $0 < at ? base : base * factor }
    }
  }
}
