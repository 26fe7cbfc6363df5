internal import Equations
internal import Reference

/// A subject that the notes teach, and the recipes that cover it; a recipe may serve a second subject.
package struct Lesson: Sendable {
  package let section: String
  package let title: String
  package let recipes: [String]

  private init(_ section: String, _ title: String, _ recipes: String...) {
    self.init(section, title, recipes: recipes)
  }

  private init(_ section: String, _ title: String, recipes: [String]) {
    self.section = section
    self.title = title
    self.recipes = recipes
  }

  /// The subjects of the notes, section by section, each section followed by all else that the catalogue has.
  package static let all: [Lesson] =
    withTheRest(optimizers, [.optimizer]) + withTheRest(schedules, [.schedule])
    + withTheRest(network, Component.Kind.allCases.filter { ![.optimizer, .schedule].contains($0) })

  private static func withTheRest(_ taught: [Lesson], _ kinds: [Component.Kind]) -> [Lesson] {
    let known = Set(taught.flatMap(\.recipes))
    let rest = Catalogue.components.filter { kinds.contains($0.kind) && !known.contains($0.name) }.map(\.name)
    guard let section = taught.first?.section, !rest.isEmpty else { return taught }
    return taught + [Lesson(section, "beyond the notes", recipes: rest)]
  }

  private static let optimizers: [Lesson] = [
    .init("Optimizers", "gradient descent", "gradientDescent"),
    .init("Optimizers", "momentum", "momentum"),
    .init("Optimizers", "Nesterov", "nesterov"),
    .init("Optimizers", "AdaGrad", "adagrad"),
    .init("Optimizers", "AdaDelta", "adadelta"),
    .init("Optimizers", "RMSProp", "rmsprop"),
    .init("Optimizers", "RMSProp + Nesterov", "rmspropNesterov"),
    .init("Optimizers", "Adam", "adam"),
    .init("Optimizers", "AdaMax", "adamax"),
    .init("Optimizers", "Nadam", "nadam"),
    .init("Optimizers", "AMSGrad", "amsgrad"),
    .init("Optimizers", "line search", "lineSearch"),
    .init("Optimizers", "gradient clipping", "clipByNorm", "clipByGlobalNorm", "clipByValue"),
  ]

  private static let schedules: [Lesson] = [
    .init("Schedules", "piecewise constant", "piecewiseConstant"),
    .init("Schedules", "exponential", "exponentialDecay"),
    .init("Schedules", "geometric", "geometricDecay"),
    .init("Schedules", "inverse time", "inverseTimeDecay"),
    .init("Schedules", "inverse root", "inverseRootDecay"),
    .init("Schedules", "polynomial", "polynomialDecay"),
    .init("Schedules", "step decay", "stepDecay", "plateauDecay"),
    .init("Schedules", "momentum schedule", "momentumSchedule"),
    .init("Schedules", "early stopping", "earlyStopping"),
  ]

  private static let network: [Lesson] = [
    .init(
      "Network components", "linear neuron, dense layer, analytic solution", "dense", "leastSquares",
      "trainLinearNeuron"),
    .init(
      "Network components", "embedding → average pooling → dense → sigmoid", "embedding", "averagePool1D",
      "trainTextClassifier"),
    .init(
      "Network components", "activations", "sigmoid", "tanh", "relu", "leakyReLU", "prelu", "elu", "maxout", "softmax"),
    .init(
      "Network components", "losses", "meanSquaredError", "meanAbsoluteError", "huber", "crossEntropy",
      "binaryCrossEntropy", "logisticLoss"),
    .init(
      "Network components", "one-hot encoding, argmax decision", "oneHot", "argmax", "accuracy",
      "trainSoftmaxClassifier"),
    .init(
      "Network components", "back-propagation through a small network", "trainSigmoidNeuron", "trainMLP"),
    .init("Network components", "L1 and L2", "l1Penalty", "l2Penalty", "trainRegularizedClassifier"),
    .init("Network components", "dropout", "dropout", "trainRegularizedClassifier"),
    .init(
      "Network components", "batch normalisation", "batchNorm", "batchNorm2D", "layerNorm",
      "trainRegularizedClassifier"),
    .init(
      "Network components", "initialisation", "glorotUniform", "glorotNormal", "heUniform", "heNormal",
      "constantInitializer"),
    .init("Network components", "training loop", "trainClassifier"),
    .init("Network components", "convolution", "conv1D", "conv2D", "flatten", "trainConvNet"),
    .init("Network components", "pooling", "averagePool2D", "maxPool1D", "maxPool2D"),
    .init("Network components", "RNN, LSTM, GRU, attention", "rnn", "lstm", "gru", "attention", "trainLSTM"),
    .init("Network components", "autoencoder, VAE, GAN", "trainAutoencoder", "trainVAE", "trainGAN"),
    .init(
      "Network components", "saturated neurons, dead ReLUs, sparse features", "trainSigmoidNeuron", "relu"),
  ]
}
