package import Equations

extension Component {
  /// An LSTM that reads a sequence and answers at its end, its gradients clipped by their global norm.
  package static let trainLSTM: Component = {
    var network = Network(
      inputs: [
        Input("x", "the sequences", axes: [.time, .batch, "features"]),
        Input("target", "what is wanted of each", axes: [.batch, "out"]),
      ],
      parameters: [
        "Wx": ["gates", "features"], "Wh": ["gates", "recurrent"], "b": ["gates"], "W": ["out", "hidden"], "c": ["out"],
      ])
    network.define("h0", axes: [.batch, "hidden"], 0)
    network.define("c0", axes: [.batch, "hidden"], 0)
    network.use(.lstm, as: "lstm", ["x": "x", "h0": "h0", "c0": "c0", "Wx": "Wx", "Wh": "Wh", "b": "b", "h": "h"])
    let h = quantity("h")
    network.define("hLast", gather(h, at: extent(of: h, .time) - 1, along: .time))
    network.use(.dense, as: "readout", ["x": "hLast", "W": "W", "b": "c", "y": "y"], axes: ["in": "hidden"])
    network.use(.meanSquaredError, "mean", as: "error", ["y": "y", "target": "target", "loss": "loss"])
    return training(
      name: "trainLSTM", title: "Training an LSTM on a sequence",
      sources: [
        "named in note 002 (syllabus), which clips by the norm as well",
        "Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks, 2013, algorithm 1",
      ],
      taughtIn: ["002"], network, publishing: ["y"], isClipped: true)
  }()
}
