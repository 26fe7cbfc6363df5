package import Equations

extension Component {
  /// The sigmoid neuron, y = σ(Wx + b), learned on all points at once.
  package static let trainSigmoidNeuron: Component = {
    var network = Network(
      inputs: [
        Input("x", "the points", axes: [.batch, "in"]), Input("target", "what is wanted", axes: [.batch, "out"]),
      ],
      parameters: ["W": ["out", "in"], "b": ["out"]])
    network.use(.dense, as: "neuron", ["x": "x", "W": "W", "b": "b", "y": "z"])
    network.use(.sigmoid, as: "activation", ["x": "z", "y": "y"])
    network.use(.meanSquaredError, "halfSum", as: "error", ["y": "y", "target": "target", "loss": "loss"])
    return training(
      name: "trainSigmoidNeuron", title: "Training a sigmoid neuron",
      sources: [
        "note 004: 100 points, 80 of them with x = 0; the loss is ½Σ(y − target)², summed over the points, so that the "
          + "gradient is Σ(y − target)·y·(1 − y)·x"
      ],
      taughtIn: ["004"], network, publishing: ["y"])
  }()
}
