package import Equations

extension Component {
  /// The training of a new last layer on a frozen one: the layer below computes features and stays as it was.
  package static let trainHead: Component = {
    var network = Network(
      inputs: [
        Input("x", "the examples", axes: [.batch, "in"]),
        Input("target", "1 for the right class, 0 for the others", axes: [.batch, "classes"]),
        Input("W0", "the frozen weights, a row for each feature", axes: ["features", "in"]),
        Input("b0", "the frozen biases", axes: ["features"]),
      ],
      parameters: ["W": ["classes", "features"], "b": ["classes"]])
    network.use(.dense, as: "base", ["x": "x", "W": "W0", "b": "b0", "y": "z0"], axes: ["out": "features"])
    network.use(.relu, as: "activation", ["x": "z0", "y": "features"])
    network.use(
      .dense, as: "head", ["x": "features", "W": "W", "b": "b", "y": "z"], axes: ["in": "features", "out": "classes"])
    network.use(.crossEntropy, "meanOfLogits", as: "error", ["z": "z", "target": "target", "loss": "loss"])
    return training(
      name: "trainHead", title: "Training a new last layer on a frozen one",
      sources: [
        "Yosinski et al., How transferable are features in deep neural networks?, 2014, section 2 (frozen layers); in no "
          + "note",
        "PyTorch (requires_grad_(False) on the layer below) and Keras (trainable = False)",
      ],
      taughtIn: [], network, publishing: ["features"])
  }()
}
