package import Equations

extension Component {
  /// The classifier of elephants and dogs: a linear score for each class, a softmax, the likeliest class.
  package static let trainSoftmaxClassifier: Component = {
    var network = Network(
      inputs: [
        Input("x", "the points: height and weight", axes: [.batch, "in"]),
        Input("labels", "the class of each, counted from 1", axes: [.batch]),
      ],
      parameters: ["W": ["classes", "in"], "b": ["classes"]])
    network.use(.dense, as: "scores", ["x": "x", "W": "W", "b": "b", "y": "y"], axes: ["out": "classes"])
    network.use(.softmax, as: "softmax", ["x": "y", "y": "o"])
    network.use(.oneHotEncoding, "fromOne", as: "encoding", ["labels": "labels", "z": "y", "y": "wanted"])
    // The loss is taken of scores, so that a saturated softmax loses no precision.
    network.use(.crossEntropy, "meanOfLogits", as: "error", ["z": "y", "target": "wanted", "loss": "loss"])
    network.use(.argmaxDecision, "fromOne", as: "decision", ["x": "o", "y": "decision"])
    network.define("accuracy", mean(equal(quantity("decision"), quantity("labels")), over: .batch))
    return training(
      name: "trainSoftmaxClassifier", title: "Training the elephant/dog classifier",
      sources: [
        "note 002: elephant (class 1) or dog (class 2) by height and weight; y = Wx + b, softmax, argmax, one-hot labels",
        "Bridle, Probabilistic interpretation of feedforward classification network outputs, 1990",
      ],
      taughtIn: ["002"], network, publishing: ["o", "accuracy"])
  }()
}
