package import Equations

extension Component {
  /// The linear neuron, y = Wx + b, learned on all points at once.
  package static let trainLinearNeuron: Component = {
    var network = Network(
      inputs: [
        Input("x", "the points", axes: [.batch, "in"]), Input("target", "what is wanted", axes: [.batch, "out"]),
      ],
      parameters: ["W": ["out", "in"], "b": ["out"]])
    network.use(.dense, as: "neuron", ["x": "x", "W": "W", "b": "b", "y": "y"])
    network.use(.meanSquaredError, "mean", as: "error", ["y": "y", "target": "target", "loss": "loss"])
    return training(
      name: "trainLinearNeuron", title: "Training a linear neuron",
      sources: ["note 002: the linear neuron by gradient descent, beside its analytic solution; mean squared error"],
      taughtIn: ["002"], network, publishing: ["y"])
  }()
}
