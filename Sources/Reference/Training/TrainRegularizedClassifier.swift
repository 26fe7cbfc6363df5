package import Equations

extension Component {
  /// A classifier with three remedies against learning its examples by heart: batch normalisation, dropout, an L2
  /// penalty.
  ///
  /// The normalisation would subtract the first layer's bias again, so its shift does that work. The penalty is on the
  /// weights, not on shifts, scales and biases.
  package static let trainRegularizedClassifier: Component = {
    var network = Network(
      inputs: [
        Input("x", "the examples", axes: [.batch, "in"]),
        Input("target", "1 for the right class, 0 for the others", axes: [.batch, "classes"]),
        Input(
          "mask", "1 where a unit is kept in a step, 0 where it is dropped", axes: [.batch, "hidden"], perStep: true,
          chance: .mask(rate: "rate")),
        Input("runningMean0", "the running mean before the first step", axes: ["hidden"]),
        Input("runningVariance0", "the running variance before the first step", axes: ["hidden"]),
      ],
      parameters: [
        "W1": ["hidden", "in"], "gamma": ["hidden"], "beta": ["hidden"], "W2": ["classes", "hidden"], "b2": ["classes"],
      ])
    network.define("b1", axes: ["hidden"], 0)
    network.use(.dense, as: "layer1", ["x": "x", "W": "W1", "b": "b1", "y": "z1"], axes: ["out": "hidden"])
    let normalized = [
      "x": "z1", "gamma": "gamma", "beta": "beta", "y": "n1", "runningMean": "runningMean",
      "runningVariance": "runningVariance", "runningMean0": "runningMean0", "runningVariance0": "runningVariance0",
    ]
    network.use(
      .batchNorm, "training", as: "normalization", normalized, axes: ["features": "hidden"],
      settings: ["momentum": number(0.1), "epsilon": number(1e-5)])
    network.use(.relu, as: "activation", ["x": "n1", "y": "h1"])
    network.use(.dropout, "inverted", as: "dropout", ["x": "h1", "mask": "mask", "y": "kept"])
    network.use(
      .dense, as: "layer2", ["x": "kept", "W": "W2", "b": "b2", "y": "z2"], axes: ["in": "hidden", "out": "classes"])
    network.use(.crossEntropy, "meanOfLogits", as: "error", ["z": "z2", "target": "target", "loss": "error"])
    for layer in 1...2 {
      network.use(.l2Penalty, as: "penalty\(layer)", ["W": "W\(layer)", "loss": "penalty\(layer)"])
    }
    network.define("loss", quantity("error") + quantity("penalty1") + quantity("penalty2"))
    return training(
      name: "trainRegularizedClassifier", title: "Training with batch normalisation, dropout and L2",
      sources: [
        "note 002: dropout, and L2 of weights but not of biases; batch normalisation: named in notes 003 and 004",
        "PyTorch's batch normalisation (momentum 0.1 of the new batch, unbiased running variance, ε 1e-5) and its "
          + "inverted dropout",
      ],
      taughtIn: [], network, publishing: ["runningMean", "runningVariance"])
  }()
}
