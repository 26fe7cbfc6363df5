import Equations
import Reference
import Tensors
import Testing
import Traces

/// A small training run of each kind, on numbers spread evenly over an interval.
struct TrainingCase: Sendable, CustomTestStringConvertible {
  let component: Component
  let inputs: RunInputs

  var testDescription: String { component.name }

  init(
    _ component: Component, parameters: [String: [Int]], constants: [String: Tensor] = [:],
    series: [String: Tensor] = [:]
  ) {
    self.component = component
    var inputs = RunInputs(steps: 1)
    for (name, shape) in parameters { inputs.parameters[name] = Self.spread(shape, from: -0.7, to: 0.8, start: name) }
    for (name, tensor) in constants { inputs.constants[.init(name)] = tensor }
    for (name, tensor) in series {
      inputs.series[name, ""] = .init(shape: tensor.shape, steps: 1, values: tensor.values)
    }
    self.inputs = inputs
  }

  static let all: [TrainingCase] = [
    TrainingCase(
      .trainLinearNeuron, parameters: ["W": [1, 2], "b": [1]],
      constants: ["x": spread([4, 2]), "target": spread([4, 1], start: "t")]),
    TrainingCase(
      .trainSigmoidNeuron, parameters: ["W": [1, 2], "b": [1]],
      constants: ["x": spread([4, 2]), "target": spread([4, 1], from: 0.1, to: 0.9, start: "t")]),
    TrainingCase(
      .trainMLP, parameters: ["W1": [8, 2], "b1": [8], "W2": [1, 8], "b2": [1]],
      constants: ["x": spread([3, 2]), "target": list([3, 1], 0, 1, 1)], series: ["batches": list([2], 2, 0)]),
    TrainingCase(
      .trainSoftmaxClassifier, parameters: ["W": [2, 2], "b": [2]],
      constants: ["x": spread([4, 2]), "labels": list([4], 1, 2, 2, 1)]),
    TrainingCase(
      .trainRegularizedClassifier,
      parameters: ["W1": [4, 3], "gamma": [4], "beta": [4], "W2": [2, 4], "b2": [2]],
      constants: [
        "x": spread([5, 3]), "target": list([5, 2], 1, 0, 0, 1, 1, 0, 0, 1, 1, 0),
        "runningMean0": spread([4], start: "m"), "runningVariance0": spread([4], from: 0.5, to: 1.5),
      ],
      series: ["mask": list([5, 4], 1, 0, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 0, 1, 1)]),
    TrainingCase(
      .trainMLP(layers: 1), parameters: ["W1": [2, 3], "b1": [2]],
      constants: ["x": spread([3, 3]), "target": list([3, 2], 0, 1, 1, 0, 1, 1)], series: ["batches": list([2], 2, 0)]),
    TrainingCase(
      .trainMLP(layers: 4),
      parameters: [
        "W1": [3, 2], "b1": [3], "W2": [4, 3], "b2": [4], "W3": [2, 4], "b3": [2], "W4": [1, 2], "b4": [1],
      ],
      constants: ["x": spread([3, 2]), "target": list([3, 1], 0, 1, 1)], series: ["batches": list([3], 2, 0, 1)]),
    TrainingCase(
      .trainLSTM, parameters: ["Wx": [8, 2], "Wh": [8, 2], "b": [8], "W": [1, 2], "c": [1]],
      constants: ["x": spread([4, 3, 2]), "target": spread([3, 1], start: "t")]),
    TrainingCase(
      .trainTextClassifier, parameters: ["E": [5, 3], "W": [1, 3], "b": [1]],
      constants: ["texts": list([3, 4], 0, 1, 1, 4, 2, 2, 3, 0, 4, 3, 1, 0), "target": list([3, 1], 1, 0, 1)],
      series: ["batches": list([2], 2, 0)]),
    TrainingCase(
      .trainClassifier, parameters: ["W1": [5, 4], "b1": [5], "W2": [3, 5], "b2": [3]],
      constants: ["x": spread([4, 4]), "labels": list([4], 0, 2, 1, 1)], series: ["batches": list([3], 3, 0, 1)]),
    TrainingCase(
      .trainAutoencoder, parameters: ["W1": [2, 4], "b1": [2], "W2": [4, 2], "b2": [4]],
      constants: ["x": spread([3, 4], from: 0.05, to: 0.95)]),
    TrainingCase(
      .trainDenoisingAutoencoder, parameters: ["W1": [2, 4], "b1": [2], "W2": [4, 2], "b2": [4]],
      constants: ["x": spread([3, 4], from: 0.05, to: 0.95)], series: ["noise": spread([3, 4], start: "n")]),
    TrainingCase(
      .trainHead, parameters: ["W": [2, 4], "b": [2]],
      constants: [
        "x": spread([3, 3]), "target": list([3, 2], 0, 1, 1, 0, 1, 0), "W0": spread([4, 3], start: "w"),
        "b0": spread([4], start: "b"),
      ]),
    TrainingCase(
      .trainConvNet, parameters: ["K": [2, 1, 3, 3], "k": [2], "W": [3, 8], "b": [3]],
      constants: ["x": spread([2, 1, 4, 5]), "target": list([2, 3], 0, 1, 0, 1, 0, 0)]),
    TrainingCase(
      .trainVAE,
      parameters: [
        "W1": [3, 4], "b1": [3], "Wm": [2, 3], "bm": [2], "Ws": [2, 3], "bs": [2], "W2": [4, 2], "b2": [4],
      ],
      constants: ["x": spread([3, 4], from: 0.05, to: 0.95)], series: ["noise": spread([3, 2], start: "n")]),
    TrainingCase(
      .trainGAN,
      parameters: [
        "D1": [3, 2], "d1": [3], "D2": [1, 3], "d2": [1], "G1": [3, 2], "g1": [3], "G2": [2, 3], "g2": [2],
      ],
      series: [
        "real": spread([3, 2], from: 0.5, to: 1.5), "noise": spread([3, 2], start: "n"),
        "generatorNoise": spread([3, 2], start: "m"),
      ]),
  ]

  /// Returns numbers that fill an interval evenly in no order, without a pattern that makes gradients vanish.
  static func spread(_ shape: [Int], from low: Double = -1, to high: Double = 1, start name: String = "x") -> Tensor {
    let offset = name.unicodeScalars.reduce(0.0) { $0 * 0.37 + Double($1.value) * 0.113 }
    let values = (0..<shape.reduce(1, *)).map { index in
      let turn = offset + Double(index + 1) * 0.618_033_988_749_895
      return low + (high - low) * (turn - turn.rounded(.down))
    }
    return Tensor(shape: shape, values: values)
  }

  static func list(_ shape: [Int], _ values: Double...) -> Tensor { Tensor(shape: shape, values: values) }

  func loss(of parameter: String) -> String {
    guard component.name == "trainGAN" else { return "loss" }
    return parameter.lowercased().hasPrefix("d") ? "discriminatorLoss" : "generatorLoss"
  }

  /// Returns the slope of a loss along each element of a parameter, at the start.
  ///
  /// No weights are learned on the way: a generator's loss would otherwise see the discriminator move.
  func measuredSlopes(of loss: String, at name: String) throws -> [Double] {
    let recipe = try component.recipe("gradientDescent")
    let start = try #require(inputs.parameters[name])
    return try start.values.indices.map { position in
      func value(_ offset: Double) throws -> Double {
        var values = start.values
        values[position] += offset
        var inputs = inputs
        inputs.parameters[name] = Tensor(shape: start.shape, values: values)
        inputs.settings["learningRate"] = 0
        return try #require(try recipe.trace(inputs)[loss, ""]).values[0]
      }
      let h = 1e-3
      let wide = (try value(h) - value(-h)) / (2 * h)
      let narrow = (try value(h / 2) - value(-h / 2)) / h
      return (4 * narrow - wide) / 3
    }
  }
}
