package import Equations

/// Every component that Gradus knows: the table that commands, manifests and the contract tests go by.
package enum Catalogue {
  package static let components: [Component] =
    [optimizers, schedules, layers, losses, initializers, trainings].flatMap(\.self)

  private static let optimizers: [Component] = [
    .gradientDescent,
    .momentum,
    .nesterov,
    .adagrad,
    .adadelta,
    .rmsprop,
    .rmspropNesterov,
    .adam,
    .adamax,
    .nadam,
    .amsgrad,
    .adamw,
    .radam,
    .lion,
    .lamb,
    .adafactor,
    .yogi,
    .adabelief,
    .muon,
    .lineSearch,
    .clipByNorm,
    .clipByGlobalNorm,
    .clipByValue,
  ]

  private static let schedules: [Component] = [
    .piecewiseConstant,
    .exponentialDecay,
    .geometricDecay,
    .inverseTimeDecay,
    .inverseRootDecay,
    .polynomialDecay,
    .stepDecay,
    .plateauDecay,
    .momentumSchedule,
    .earlyStopping,
  ]

  private static let layers: [Component] = [
    .dense, .leastSquares, .embedding, .flatten,
    .averagePool1D, .averagePool2D, .maxPool1D, .maxPool2D, .conv1D, .conv2D,
    .sigmoid, .tanh, .relu, .leakyReLU, .prelu, .elu, .softmax, .maxout,
    .batchNorm, .batchNorm2D, .layerNorm, .dropout,
    .rnn, .lstm, .gru, .attention,
    .oneHotEncoding, .argmaxDecision,
  ]

  private static let losses: [Component] = [
    .meanSquaredError, .meanAbsoluteError, .huber, .crossEntropy, .binaryCrossEntropy, .logisticLoss, .l1Penalty,
    .l2Penalty, .accuracy,
  ]

  private static let initializers: [Component] = [
    .glorotUniform, .glorotNormal, .heUniform, .heNormal, .constantInitializer,
  ]

  private static let trainings: [Component] = [
    .trainLinearNeuron, .trainSigmoidNeuron, .trainMLP, .trainLSTM, .trainTextClassifier, .trainClassifier,
    .trainAutoencoder, .trainConvNet, .trainVAE, .trainGAN,
  ]

  /// The component of a given name.
  package static func component(_ name: String) throws(RecipeError) -> Component {
    guard let component = components.first(where: { $0.name == name }) else {
      throw .unknownRecipe(name, known: components.map(\.name))
    }
    return component
  }
}
