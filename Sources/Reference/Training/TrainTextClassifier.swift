package import Equations

extension Component {
  /// The text classifier of the framework comparison: embedding, average over the words, dense, sigmoid.
  package static let trainTextClassifier: Component = {
    var network = Network(
      inputs: [
        Input(
          "texts", "the words' numbers of every text, counted from 0", axes: ["examples", .time],
          in: .classes(along: "vocabulary")),
        Input("target", "0 or 1 for each text", axes: ["examples", "out"], in: .unitInterval),
        Input(
          "batches", "the texts of each step, counted from 0", axes: [.batch], perStep: true,
          in: .classes(along: "examples"), chance: .shuffle(of: "examples")),
      ],
      parameters: ["E": ["vocabulary", "features"], "W": ["out", "features"], "b": ["out"]])
    network.define("words", gather(quantity("texts"), at: quantity("batches"), along: "examples"))
    network.define("wanted", gather(quantity("target"), at: quantity("batches"), along: "examples"))
    // The embedding, and average pooling over a whole text.
    network.define(
      "mean", mean(gather(quantity("E"), at: quantity("words"), along: "vocabulary"), over: .time))
    network.use(.dense, as: "dense", ["x": "mean", "W": "W", "b": "b", "y": "z"], axes: ["in": "features"])
    network.use(.sigmoid, as: "activation", ["x": "z", "y": "y"])
    network.use(
      .binaryCrossEntropy, "meanOfLogits", as: "error", ["z": "z", "target": "wanted", "loss": "loss"])
    let (y, wanted) = (quantity("y"), quantity("wanted"))
    let (dz, dmean) = (gradient(of: quantity("z")), gradient(of: quantity("mean")))
    let (words, E) = (quantity("words"), quantity("E"))
    let (occurs, length) = (oneHot(words, as: "vocabulary", of: E), extent(of: words, .time))
    return training(
      name: "trainTextClassifier", title: "Training a text classifier",
      sources: ["note 001: embedding → average pooling → dense → sigmoid, compared across frameworks"],
      taughtIn: ["001"], network, publishing: ["y"], exact: [words],
      // With cross entropy the sigmoid's own slope cancels. A word has a share of the mean wherever it stands.
      written: [
        "dz": LossConvention.mean.share(y - wanted, of: y),
        "dE": sum(occurs * dmean, over: .batch, .time) / length,
      ],
      mistakes: [
        KnownMistake(
          in: dz, "the slope of the sigmoid, y(1 − y), is multiplied in, which with cross entropy falls away",
          .sample("62-textClassifier/slopeOfSigmoid"), LossConvention.mean.share((y - wanted) * y * (1 - y), of: y)),
        KnownMistake(
          in: dmean, "W is updated already: work out all gradients first, then update",
          .sample("62-textClassifier/updatesTooEarly"), contract(dz, quantity("weights", of: "W"), over: "out")),
      ])
  }()
}
