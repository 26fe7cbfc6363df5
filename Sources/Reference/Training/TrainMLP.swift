package import Equations

extension Component {
  /// A multi-layer perceptron with one hidden layer; see `trainMLP(layers:)`.
  package static let trainMLP: Component = trainMLP(layers: 2)

  /// A multi-layer perceptron of any depth: hyperbolic tangents, a sigmoid at the end, mini-batches.
  ///
  /// - Parameter layers: the number of layers of weights, `W1` and `b1` first.
  /// - Precondition: at least one.
  package static func trainMLP(layers: Int) -> Component {
    precondition(layers >= 1, "a perceptron has at least one layer")
    var network = Network(
      inputs: [
        Input("x", "all points", axes: ["examples", "in"]),
        Input("target", "0 or 1 for each", axes: ["examples", "out"], in: .unitInterval),
        Input(
          "batches", "the points of each step, counted from 0", axes: [.batch], perStep: true,
          in: .classes(along: "examples"), chance: .shuffle(of: "examples")),
      ],
      layers: (1...layers).map { ($0 == 1 ? "in" : hidden($0 - 1), $0 == layers ? "out" : hidden($0)) })
    network.define("h0", gather(quantity("x"), at: quantity("batches"), along: "examples"))
    network.define("wanted", gather(quantity("target"), at: quantity("batches"), along: "examples"))
    for layer in 1...layers {
      let isLast = layer == layers
      let (from, to) = (layer == 1 ? "in" : hidden(layer - 1), isLast ? "out" : hidden(layer))
      network.use(
        .dense, as: "layer\(layer)",
        ["x": "h\(layer - 1)", "W": "W\(layer)", "b": "b\(layer)", "y": "z\(layer)"], axes: ["in": from, "out": to])
      let output = isLast ? "y" : "h\(layer)"
      network.use(isLast ? .sigmoid : .tanh, as: "activation\(layer)", ["x": "z\(layer)", "y": output])
    }
    // The loss is taken of logits, so that it and its slope stay finite for a saturated sigmoid.
    network.use(
      .binaryCrossEntropy, "meanOfLogits", as: "error", ["z": "z\(layers)", "target": "wanted", "loss": "loss"])
    return training(
      name: layers == 2 ? "trainMLP" : "trainMLP\(layers)",
      title: layers == 2
        ? "Training a multi-layer perceptron" : "Training a perceptron of \(layers) layer\(layers == 1 ? "" : "s")",
      sources: [
        "note 002 (back-propagation through a network with hidden nodes) and note 003 (training networks in mini-batches)",
        "Rumelhart, Hinton and Williams, Learning representations by back-propagating errors, 1986",
        "trainMLP has two layers of weights, trainMLP1, trainMLP3 and so on have as many as they say",
      ],
      taughtIn: layers == 1 ? [] : ["002", "003"], network, publishing: ["y"],
      // With cross entropy the sigmoid's own slope cancels.
      written: [
        "dz\(layers)": LossConvention.mean.share(quantity("y") - quantity("wanted"), of: quantity("y"))
      ],
      mistakes: mistakes(layers: layers))
  }

  /// The known mistakes on the way back through such a network.
  private static func mistakes(layers: Int) -> [KnownMistake] {
    let (y, wanted) = (quantity("y"), quantity("wanted"))
    let sloped = LossConvention.mean.share((y - wanted) * y * (1 - y), of: y)
    var mistakes = [
      KnownMistake(
        in: gradient(of: quantity("z\(layers)")),
        "the slope of the sigmoid, y(1 − y), is multiplied in, which with cross entropy falls away",
        .sample("40-perceptron/slopeOfSigmoid"), sloped)
    ]
    for layer in 1..<layers {
      let (h, dh) = (quantity("h\(layer)"), gradient(of: quantity("h\(layer)")))
      let updated = quantity("weights", of: "W\(layer + 1)")
      mistakes += [
        KnownMistake(
          in: gradient(of: quantity("z\(layer)")),
          "h(1 − h), the slope of the sigmoid, stands where that of tanh belongs", .rule(of: "sigmoid"),
          dh * h * (1 - h)),
        KnownMistake(
          in: dh, "W\(layer + 1) is updated already: work out all gradients first, then update",
          .sample("40-perceptron/updatesTooEarly"),
          contract(
            gradient(of: quantity("z\(layer + 1)")), updated, over: layer + 1 == layers ? "out" : hidden(layer + 1))),
      ]
    }
    return mistakes
  }

  private static func hidden(_ layer: Int) -> Axis { Axis("hidden\(layer)") }
}

extension Network {
  /// A network of dense layers, `W1` and `b1` first, each from an axis to another.
  init(inputs: [Input], layers: [(from: Axis, to: Axis)]) {
    let weights = layers.enumerated().map { ("W\($0 + 1)", [$1.to, $1.from]) }
    let biases = layers.enumerated().map { ("b\($0 + 1)", [$1.to]) }
    self.init(inputs: inputs, parameters: weights + biases)
  }
}
