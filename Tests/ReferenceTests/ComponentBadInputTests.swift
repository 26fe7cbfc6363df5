import Equations
import Oracles
import Reference
import Tensors
import Testing
import Traces

/// Messages about wrong inputs of a layer, a loss or a training run, as they are for optimizers.
@Suite struct ComponentBadInputTests {
  @Test(arguments: [
    ("trainMLP/plain-torch", "beta1", 1, "trainMLP: beta1 must be at least 0 and below 1, and is 1.0"),
    ("trainMLP/plain-torch", "beta2", -0.1, "trainMLP: beta2 must be at least 0 and below 1, and is -0.1"),
    ("trainGAN/adam-torch", "learningRate", -0.1, "trainGAN: learningRate must be at least 0, and is -0.1"),
    ("trainLSTM/plain-torch", "threshold", 0, "trainLSTM: threshold must be above 0, and is 0.0"),
    ("dropout/inverted-torch", "rate", 1, "dropout: rate must be at least 0 and below 1, and is 1.0"),
    ("conv2D/plain-torch-plain", "stride", 0, "conv2D: stride must be a whole number, at least 1, and is 0.0"),
    ("batchNorm/training-torch-usual", "momentum", 1.5, "batchNorm: momentum must be from 0 to 1, and is 1.5"),
    (
      "binaryCrossEntropy/mean-torch-probabilities", "logFloor", 5,
      "binaryCrossEntropy: logFloor must be at most 0, and is 5.0"
    ),
    ("layerNorm/plain-torch-usual", "epsilon", .infinity, "layerNorm: epsilon must be at least 0, and is inf"),
    ("dense/plain-torch", "learningRate", 0.1, "dense has no settings, so none named 'learningRate'"),
    (
      "l2Penalty/plain-torch-usual", "strength", 0.1, "l2Penalty has no setting 'strength': expected one of weightDecay"
    ),
  ])
  func aSettingOutOfRange(_ path: String, _ setting: String, _ value: Double, _ message: String) throws {
    #expect(try said(path) { $0.settings[setting] = value } == message)
  }

  @Test(arguments: [
    ("dense/plain-torch", "W", "dense: the input 'W' is missing"),
    ("lstm/plain-torch-sequence", "c0", "lstm: the input 'c0' is missing"),
    ("crossEntropy/mean-torch-probabilities", "target", "crossEntropy: the input 'target' is missing"),
    ("heNormal/plain-torch", "draws", "heNormal: the input 'draws' is missing"),
    ("leastSquares/plain-numpy-usual", "x", "leastSquares: the input 'x' is missing"),
    ("trainVAE/adam-torch", "noise", "trainVAE: the input 'noise' is missing"),
    ("trainConvNet/adam-torch", "x", "trainConvNet: the input 'x' is missing"),
  ])
  func aMissingInput(_ path: String, _ name: String, _ message: String) throws {
    let sentence = try said(path) { inputs in
      inputs.constants[.init(name)] = nil
      inputs.series[.init(name)] = nil
    }
    #expect(sentence == message)
  }

  @Test(arguments: [
    (
      "dense/plain-torch", "W", [4, 5],
      "dense: 'W' should have the shape [out, in] with in = 3, as x has, and has [4, 5]"
    ),
    ("dense/plain-torch", "b", [], "dense: 'b' should have the shape [out], and has []"),
    (
      "dense/plain-torch", "x", [0, 3],
      "dense: 'x' should have the shape [batch, in] with at least one batch, and has [0, 3]"
    ),
    (
      "meanSquaredError/mean-torch", "target", [2, 2],
      "meanSquaredError: 'target' should have the shape [5, 3], as y has, and has [2, 2]"
    ),
    (
      "leastSquares/plain-numpy-usual", "target", [19, 1],
      "leastSquares: 'target' should have the shape [batch, out] with batch = 20, as x has, and has [19, 1]"
    ),
    (
      "trainAutoencoder/adam-torch", "x", [12, 7],
      "trainAutoencoder: 'x' should have the shape [batch, in] with in = 6, as parameters/W1 has, and has [12, 7]"
    ),
    (
      "maxPool2D/plain-torch-whole", "x", [2, 2, 1, 6],
      "maxPool2D: in the equation of patches, a kernel of 2 does not fit along height, which has 1 entries with its padding"
    ),
  ])
  func aWrongShape(_ path: String, _ name: String, _ shape: [Int], _ message: String) throws {
    #expect(try said(path) { $0.constants[.init(name)] = Tensor(repeating: 1, shape: shape) } == message)
  }

  /// The gradient at a layer's output has the output's shape; axes in common with the inputs are no exception.
  @Test(arguments: [
    (
      "conv1D/plain-torch-plain", "dy", [2, 4, 9],
      "conv1D: 'dy' should have the shape [2, 4, 6], as y has, and has [2, 4, 9]"
    ),
    (
      "embedding/plain-torch", "dy", [2, 4, 5],
      "embedding: 'dy' should have the shape [2, 4, 3], as y has, and has [2, 4, 5]"
    ),
    ("flatten/plain-torch", "dy", [5, 40], "flatten: 'dy' should have the shape [3, 40], as y has, and has [5, 40]"),
    (
      "lstm/plain-torch-sequence", "dh", [7, 2, 4],
      "lstm: 'dh' should have the shape [5, 2, 4], as h has, and has [7, 2, 4]"
    ),
    (
      "rnn/plain-torch-sequence", "dh", [2, 2, 4],
      "rnn: 'dh' should have the shape [5, 2, 4], as h has, and has [2, 2, 4]"
    ),
    (
      "gru/resetAfter-torch-sequence", "dh", [5, 2, 3],
      "gru: 'dh' should have the shape [5, 2, 4], as h has, and has [5, 2, 3]"
    ),
    (
      "attention/plain-torch-whole", "dy", [2, 9, 4],
      "attention: 'dy' should have the shape [2, 4, 4], as y has, and has [2, 9, 4]"
    ),
  ])
  func anUpstreamGradientThatDoesNotFit(_ path: String, _ name: String, _ shape: [Int], _ message: String) throws {
    // The order of a dictionary's keys must not matter.
    for _ in 0..<8 {
      #expect(try said(path) { $0.constants[.init(name)] = Tensor(repeating: 1, shape: shape) } == message)
    }
  }

  @Test(arguments: [
    (
      "meanSquaredError/mean-torch", "target", [],
      "meanSquaredError: 'target' should have the shape [5, 3], as y has, and has []"
    ),
    ("relu/plain-torch", "x", [0, 5], "relu: 'x' should have the shape […] with at least one entry, and has [0, 5]"),
    ("prelu/shared-torch", "alpha", [5], "prelu: 'alpha' should have the shape of one number, [] or [1], and has [5]"),
    (
      "batchNorm/training-torch-usual", "runningMean0", [3],
      "batchNorm: 'runningMean0' should have the shape [features] with features = 4, as x has, and has [3]"
    ),
  ])
  func aShapeThatOnlyLooksRight(_ path: String, _ name: String, _ shape: [Int], _ message: String) throws {
    #expect(try said(path) { $0.constants[.init(name)] = Tensor(repeating: 1, shape: shape) } == message)
  }

  @Test func whatExtentsAndSettingsOweOneAnother() throws {
    let gates = try said("lstm/plain-torch-sequence") { inputs in
      for (name, shape) in [("Wx", [20, 3]), ("Wh", [20, 4]), ("b", [20])] {
        inputs.constants[.init(name)] = Tensor(repeating: 1, shape: shape)
      }
    }
    #expect(gates == "lstm: the number of Wh's rows, 4 gates' for each hidden unit, must be 16, and is 20")
    let recurrent = try said("rnn/plain-torch-sequence") {
      $0.constants[.init("Wh")] = Tensor(repeating: 1, shape: [4, 3])
    }
    #expect(recurrent == "rnn: the number of Wh's columns, one for each hidden unit, must be 4, and is 3")
    let training = try said("trainLSTM/plain-torch") { inputs in
      for (name, shape) in [("Wx", [10, 2]), ("Wh", [10, 3]), ("b", [10])] {
        inputs.parameters[name] = Tensor(repeating: 1, shape: shape)
      }
    }
    #expect(training == "trainLSTM: the number of Wh's rows, 4 gates' for each hidden unit, must be 12, and is 10")
    #expect(
      try said("maxPool2D/plain-torch-whole") { $0.settings["padding"] = 2 }
        == "maxPool2D: padding, half of size at most, must be at most 1, and is 2")
    #expect(
      try said("groupNorm/plain-torch-usual") { $0.settings["groups"] = 3 }
        == "groupNorm: the number of channels, a multiple of groups, must be 3, and is 4")
    #expect(
      try said("transposedConv2D/plain-torch-plain") { $0.settings["padding"] = 3 }
        == "transposedConv2D: padding, below the kernel's height, must be at most 2, and is 3")
    let alone = try said("batchNorm/training-torch-usual") { inputs in
      for name in ["x", "dy"] {
        inputs.series[name, ""] = .init(shape: [1, 4], steps: 3, values: .init(repeating: 1, count: 12))
      }
    }
    #expect(alone == "batchNorm: the number of examples of each feature must be at least 2, and is 1")
  }

  @Test(arguments: [
    ("oneHot/fromZero-torch", "labels", 7, "oneHot: 'labels' must be a whole number from 0 to 3, and is 7.0 at [0]"),
    ("oneHot/fromZero-torch", "labels", 1.5, "oneHot: 'labels' must be a whole number from 0 to 3, and is 1.5 at [0]"),
    ("oneHot/fromOne-torch", "labels", 0, "oneHot: 'labels' must be a whole number from 1 to 4, and is 0.0 at [0]"),
    ("argmax/fromZero-torch", "x", .nan, "argmax: 'x' must be a number, and is nan at [0, 0]"),
    ("accuracy/plain-torch", "y", .nan, "accuracy: 'y' must be a number, and is nan at [0, 0]"),
    (
      "accuracy/plain-torch", "labels", .nan, "accuracy: 'labels' must be a whole number from 0 to 3, and is nan at [0]"
    ),
    (
      "trainClassifier/adam-torch", "labels", 3,
      "trainClassifier: 'labels' must be a whole number from 0 to 2, and is 3.0 at [0]"
    ),
    (
      "binaryCrossEntropy/mean-torch-probabilities", "y", 2,
      "binaryCrossEntropy: 'y' must be from 0 to 1, and is 2.0 at [0]"
    ),
    (
      "crossEntropy/mean-torch-probabilities", "target", -1,
      "crossEntropy: 'target' must be from 0 to 1, and is -1.0 at [0, 0]"
    ),
    (
      "weightedCrossEntropy/sum-torch", "target", 4,
      "weightedCrossEntropy: 'target' must be a whole number up to 3, below 0 for no class, and is 4.0 at [0]"
    ),
    (
      "weightedCrossEntropy/sum-torch", "target", -0.5,
      "weightedCrossEntropy: 'target' must be a whole number up to 3, below 0 for no class, and is -0.5 at [0]"
    ),
    (
      "graphConvolution/symmetric-torch", "adjacency", 2,
      "graphConvolution: 'adjacency' must be 0 or 1, and is 2.0 at [0, 0]"
    ),
    ("logisticLoss/mean-torch", "target", 0, "logisticLoss: 'target' must be −1 or 1, and is 0.0 at [0]"),
    ("dropout/plain-torch", "mask", 0.5, "dropout: 'mask' must be 0 or 1, and is 0.5 at [0, 0]"),
    (
      "batchNorm/evaluation-torch-usual", "runningVariance", -1,
      "batchNorm: 'runningVariance' must be at least 0, and is -1.0 at [0]"
    ),
    ("trainVAE/adam-torch", "x", 1.5, "trainVAE: 'x' must be from 0 to 1, and is 1.5 at [0, 0]"),
  ])
  func aValueThatMakesNoSense(_ path: String, _ name: String, _ value: Double, _ message: String) throws {
    let sentence = try said(path) { inputs in
      guard let tensor = inputs.constants[.init(name)] else { return }
      inputs.constants[.init(name)] = Tensor(shape: tensor.shape, values: [value] + tensor.values.dropFirst())
    }
    #expect(sentence == message)
  }

  @Test func stepsThatCannotBeMade() throws {
    #expect(
      try said("trainLinearNeuron/plain-torch") { $0.steps = 0 }
        == "trainLinearNeuron: expected at least 1 step, and 0 are asked for")
    #expect(
      try said("sigmoid/plain-torch") { $0.parameters["W"] = Tensor(1) }
        == "sigmoid: the input 'parameters/W' is not one of dy, x")
  }

  @Test func whatIsNotKnownIsNamed() throws {
    #expect(
      try said("dense/plain-torch") { $0.constants[.init("bias")] = Tensor(1) }
        == "dense: the input 'bias' is not one of W, b, dy, x")
    #expect(
      try said("trainGAN/adam-torch") { $0.parameters["D3"] = Tensor(1) }.hasPrefix(
        "trainGAN: the input 'parameters/D3' is not one of parameters/D1, "))
    #expect(
      try said("embedding/plain-torch") { $0.constants[.init("indices")] = Tensor(repeating: 6, shape: [2, 4]) }
        == "embedding: 'indices' must be a whole number from 0 to 5, and is 6.0 at [0, 0]")
    #expect(said { _ = try Catalogue.component("densse") } == "no recipe is named 'densse'; did you mean 'dense'?")
    #expect(
      said { _ = try Component.gru.recipe("before") }
        == "gru has no convention 'before': expected one of resetAfter, resetBefore")
  }

  private func said(_ path: String, _ change: (inout RunInputs) -> Void) throws -> String {
    let recorded = try #require(RecordedTrace.recorded.first { $0.path == path }, "no \(path) is recorded")
    let recipe = try recorded.recipe
    var inputs = recorded.inputs(for: recipe)
    change(&inputs)
    return said { _ = try recipe.trace(inputs) }
  }

  private func said(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch { return "\(error)" }
  }
}
