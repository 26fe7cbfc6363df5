package import Equations

extension Component {
  /// The autoencoder: a narrow code from which the input is reconstructed.
  package static let trainAutoencoder: Component = {
    var network = Network(
      inputs: [Input("x", "the inputs, from 0 to 1", axes: [.batch, "in"])],
      parameters: ["W1": ["code", "in"], "b1": ["code"], "W2": ["in", "code"], "b2": ["in"]])
    network.use(.dense, as: "encoder", ["x": "x", "W": "W1", "b": "b1", "y": "z1"], axes: ["out": "code"])
    network.use(.sigmoid, as: "activation1", ["x": "z1", "y": "code"])
    network.use(
      .dense, as: "decoder", ["x": "code", "W": "W2", "b": "b2", "y": "z2"], axes: ["in": "code", "out": "in"])
    network.use(.sigmoid, as: "activation2", ["x": "z2", "y": "y"])
    network.use(.meanSquaredError, "mean", as: "error", ["y": "y", "target": "x", "loss": "loss"])
    return training(
      name: "trainAutoencoder", title: "Training an autoencoder",
      sources: [
        "named in note 002 (syllabus)",
        "Hinton and Salakhutdinov, Reducing the dimensionality of data with neural networks, 2006",
      ],
      taughtIn: ["002"], network, publishing: ["code", "y"])
  }()
}
