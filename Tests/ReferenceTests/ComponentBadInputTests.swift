import Equations
import Oracles
import Reference
import Tensors
import Testing
import Traces

/// What is wrong with a layer's, a loss's or a training run's inputs, said as it is for optimizers.
@Suite struct ComponentBadInputTests {
  @Test(arguments: [
    ("trainMLP/plain-torch", "beta1", 1, "trainMLP: beta1 must be at least 0 and below 1, and is 1.0"),
    ("trainMLP/plain-torch", "beta2", -0.1, "trainMLP: beta2 must be at least 0 and below 1, and is -0.1"),
    ("trainGAN/adam-torch", "learningRate", -0.1, "trainGAN: learningRate must be at least 0, and is -0.1"),
    ("trainLSTM/plain-torch", "threshold", 0, "trainLSTM: threshold must be above 0, and is 0.0"),
    ("dropout/inverted-torch", "rate", 1, "dropout: rate must be at least 0 and below 1, and is 1.0"),
    ("conv2D/plain-torch-plain", "stride", 0, "conv2D: stride must be a whole number, at least 1, and is 0.0"),
    ("batchNorm/training-torch-usual", "momentum", 1.5, "batchNorm: momentum must be from 0 to 1, and is 1.5"),
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

  @Test func whatIsNotKnownIsNamed() throws {
    #expect(
      try said("dense/plain-torch") { $0.constants[.init("bias")] = Tensor(1) }
        == "dense: the input 'bias' is not one of W, b, dy, x")
    #expect(
      try said("trainGAN/adam-torch") { $0.parameters["D3"] = Tensor(1) }.hasPrefix(
        "trainGAN: the input 'parameters/D3' is not one of parameters/D1, "))
    #expect(
      try said("embedding/plain-torch") { $0.constants[.init("indices")] = Tensor(repeating: 6, shape: [2, 4]) }
        == "embedding: in the equation of y, the index 6.0 is not one of the 6 positions along vocabulary, counted from 0"
    )
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
