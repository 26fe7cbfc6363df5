package import Equations

extension Component {
  /// The classifier of MNIST-like digits: a hidden layer of rectified units, then a softmax; mini-batches.
  package static let trainClassifier: Component = {
    var network = Network(
      inputs: [
        Input("x", "all images, a row of pixels each", axes: ["examples", "in"]),
        Input("labels", "the digit of each image", axes: ["examples"], in: .classes(along: "classes")),
        Input(
          "batches", "the images of each step, counted from 0", axes: [.batch], perStep: true,
          in: .classes(along: "examples"), chance: .shuffle(of: "examples")),
      ],
      parameters: ["W1": ["hidden", "in"], "b1": ["hidden"], "W2": ["classes", "hidden"], "b2": ["classes"]])
    network.define("pixels", gather(quantity("x"), at: quantity("batches"), along: "examples"))
    network.define("digits", gather(quantity("labels"), at: quantity("batches"), along: "examples"))
    network.use(
      .dense, as: "layer1", ["x": "pixels", "W": "W1", "b": "b1", "y": "z1"], axes: ["out": "hidden"])
    network.use(.relu, as: "activation1", ["x": "z1", "y": "h1"])
    network.use(
      .dense, as: "layer2", ["x": "h1", "W": "W2", "b": "b2", "y": "z2"], axes: ["in": "hidden", "out": "classes"])
    network.use(.oneHotEncoding, "fromZero", as: "encoding", ["labels": "digits", "z": "z2", "y": "wanted"])
    network.use(.crossEntropy, "meanOfLogits", as: "error", ["z": "z2", "target": "wanted", "loss": "loss"])
    network.use(.accuracy, as: "measure", ["y": "z2", "labels": "digits", "accuracy": "accuracy"])
    return training(
      name: "trainClassifier", title: "Training a digit classifier",
      sources: ["note 003: MNIST to 90 % test accuracy; here dense, ReLU, dense, softmax with cross entropy"],
      taughtIn: ["003"], network, publishing: ["accuracy"])
  }()
}
