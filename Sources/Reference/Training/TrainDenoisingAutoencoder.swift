package import Equations

extension Component {
  /// The denoising autoencoder: a clean input is reconstructed from a noisy one.
  package static let trainDenoisingAutoencoder: Component = {
    var network = Network(
      inputs: [
        Input("x", "the clean inputs, from 0 to 1", axes: [.batch, "in"]),
        Input("noise", "draws from N(0, 1) for each step", axes: [.batch, "in"], perStep: true, chance: .normal),
      ],
      parameters: ["W1": ["code", "in"], "b1": ["code"], "W2": ["in", "code"], "b2": ["in"]])
    network.define("noisy", quantity("x") + setting("noiseLevel") * quantity("noise"))
    network.use(.dense, as: "encoder", ["x": "noisy", "W": "W1", "b": "b1", "y": "z1"], axes: ["out": "code"])
    network.use(.sigmoid, as: "activation1", ["x": "z1", "y": "code"])
    network.use(
      .dense, as: "decoder", ["x": "code", "W": "W2", "b": "b2", "y": "z2"], axes: ["in": "code", "out": "in"])
    network.use(.sigmoid, as: "activation2", ["x": "z2", "y": "y"])
    network.use(.meanSquaredError, "mean", as: "error", ["y": "y", "target": "x", "loss": "loss"])
    return training(
      name: "trainDenoisingAutoencoder", title: "Training a denoising autoencoder",
      sources: [
        "Vincent et al., Extracting and composing robust features with denoising autoencoders, 2008, section 2.3; in no note",
        "Gaussian noise as in their paper of 2010 (Stacked denoising autoencoders, section 3.3), new at each step; the loss "
          + "compares with the clean input",
      ],
      taughtIn: [], network, publishing: ["code", "y"],
      mistakes: [
        KnownMistake(
          in: quantity("loss"), "the output is compared with the noisy input: the clean one is to be found again",
          .source("compares with the clean input"),
          mean(square(quantity("y") - quantity("noisy")), over: .elements))
      ],
      settings: [.init("noiseLevel", "σ", default: 0.1, in: .nonNegative, general: 0.3)])
  }()
}
