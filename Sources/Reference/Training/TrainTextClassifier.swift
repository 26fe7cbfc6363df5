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
    network.use(.embedding, as: "embedding", ["indices": "words", "W": "E", "y": "embedded"])
    let length = extent(of: quantity("embedded"), .time)
    network.use(
      .averagePool1D, "paddingCounted", as: "pooling", ["x": "embedded", "y": "pooled"],
      axes: ["channels": "features", "length": .time],
      settings: ["size": length, "stride": length, "padding": 0])
    network.define("mean", gather(quantity("pooled"), at: 0, along: .time))
    network.use(.dense, as: "dense", ["x": "mean", "W": "W", "b": "b", "y": "z"], axes: ["in": "features"])
    network.use(.sigmoid, as: "activation", ["x": "z", "y": "y"])
    network.use(
      .binaryCrossEntropy, "meanOfLogits", as: "error", ["z": "z", "target": "wanted", "loss": "loss"])
    return training(
      name: "trainTextClassifier", title: "Training a text classifier",
      sources: ["note 001: embedding → average pooling → dense → sigmoid, compared across frameworks"],
      taughtIn: ["001"], network, publishing: ["y"])
  }()
}
