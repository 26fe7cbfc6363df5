package import Equations

extension Component {
  /// A small convolutional network: convolution, ReLU, max pooling, dense, softmax.
  package static let trainConvNet: Component = {
    var network = Network(
      inputs: [
        Input("x", "the images", axes: [.batch, "channels", "height", "width"]),
        Input("target", "1 for the right class, 0 for the others", axes: [.batch, "classes"], in: .unitInterval),
      ],
      parameters: [
        "K": ["kernels", "channels", "kernelHeight", "kernelWidth"], "k": ["kernels"],
        "W": ["classes", "features"], "b": ["classes"],
      ])
    network.use(
      .conv2D, as: "convolution", ["x": "x", "W": "K", "b": "k", "y": "z1"],
      axes: ["in": "channels", "out": "kernels"], settings: ["stride": 1, "padding": 1])
    network.use(.relu, as: "activation", ["x": "z1", "y": "h1"])
    network.use(
      .maxPool2D, as: "pooling", ["x": "h1", "y": "pooled"], axes: ["channels": "kernels"],
      settings: ["size": 2, "stride": 2, "padding": 0])
    network.use(.flatten, as: "flattening", ["x": "pooled", "y": "flat"], axes: ["channels": "kernels"])
    network.use(
      .dense, as: "dense", ["x": "flat", "W": "W", "b": "b", "y": "z"], axes: ["in": "features", "out": "classes"])
    network.use(.crossEntropy, "meanOfLogits", as: "error", ["z": "z", "target": "target", "loss": "loss"])
    return training(
      name: "trainConvNet", title: "Training a small convolutional network",
      sources: [
        "named in notes 002 (syllabus) and 003 (next week); LeCun et al., Gradient-based learning applied to document recognition, 1998"
      ],
      taughtIn: ["002", "003"], network)
  }()
}
