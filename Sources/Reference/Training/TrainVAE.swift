package import Equations

extension Component {
  /// The variational autoencoder with given noise: the code is a draw around a mean, kept near N(0, 1).
  package static let trainVAE: Component = {
    var network = Network(
      inputs: [
        Input("x", "the inputs, from 0 to 1", axes: [.batch, "in"], in: .unitInterval),
        Input(
          "noise", "draws from N(0, 1) for each step", axes: [.batch, "code"], perStep: true,
          chance: .normal),
      ],
      parameters: [
        "W1": ["hidden", "in"], "b1": ["hidden"], "Wm": ["code", "hidden"], "bm": ["code"], "Ws": ["code", "hidden"],
        "bs": ["code"], "W2": ["in", "code"], "b2": ["in"],
      ])
    network.use(.dense, as: "encoder", ["x": "x", "W": "W1", "b": "b1", "y": "z1"], axes: ["out": "hidden"])
    network.use(.tanh, as: "activation", ["x": "z1", "y": "h1"])
    let toCode: [Axis: Axis] = ["in": "hidden", "out": "code"]
    network.use(.dense, as: "means", ["x": "h1", "W": "Wm", "b": "bm", "y": "mean"], axes: toCode)
    network.use(.dense, as: "spreads", ["x": "h1", "W": "Ws", "b": "bs", "y": "logVariance"], axes: toCode)
    let (mean, logVariance) = (quantity("mean"), quantity("logVariance"))
    network.define("code", mean + exp(logVariance / 2) * quantity("noise"))
    network.use(
      .dense, as: "decoder", ["x": "code", "W": "W2", "b": "b2", "y": "z2"], axes: ["in": "code", "out": "in"])
    network.use(
      .binaryCrossEntropy, "sumOfLogits", as: "error", ["z": "z2", "target": "x", "loss": "reconstruction"])
    let terms = square(mean) + exp(logVariance) - logVariance - 1
    network.define("divergence", sum(terms, over: .batch, "code") / 2)
    let (examples, x) = (extent(of: quantity("x"), .batch), quantity("x"))
    network.define("loss", (quantity("reconstruction") + quantity("divergence")) / examples)
    let output = Equations.sigmoid(quantity("z2"))
    return training(
      name: "trainVAE", title: "Training a variational autoencoder",
      sources: [
        "named in note 002 (syllabus); Kingma and Welling, Auto-encoding variational Bayes, 2014, equation 10 and "
          + "appendix B: reconstruction plus ½Σ(μ² + σ² − ln σ² − 1), averaged over the batch"
      ],
      taughtIn: ["002"], network, publishing: ["mean", "logVariance", "code", "reconstruction", "divergence"],
      // Both parts of the loss have the same slope 1/N, which is written where it is used.
      written: [
        "dz2": (output - x) / examples,
        "dmean": gradient(of: quantity("code")) + mean / examples,
        "dlogVariance": gradient(of: quantity("code")) * quantity("noise") * exp(logVariance / 2) / 2
          + (exp(logVariance) - 1) / (2 * examples),
      ],
      mistakes: [
        KnownMistake(
          in: gradient(of: quantity("z2")),
          "the slope of the sigmoid, σ(z2)(1 − σ(z2)), is multiplied in, which with cross entropy falls away",
          .sample("71-variationalAutoencoder/slopeOfSigmoid"), (output - x) * output * (1 - output) / examples)
      ])
  }()
}
