package import Equations

/// Every component that Gradus knows: the table behind commands, manifests and the contract tests.
package enum Catalogue {
  package static let components: [Component] = kinds.flatMap { $0() }

  /// The lists of components. Each is made when it is first looked through, networks last: their gradients are worked out then,
  /// which takes longer than all that a check of an optimizer asks the catalogue.
  private static let kinds: [@Sendable () -> [Component]] = [
    { optimizers }, { schedules }, { layers }, { losses }, { initializers }, { trainings },
  ]

  private static let optimizers: [Component] = [
    .gradientDescent,
    .gradientDescentL2,
    .momentum,
    .momentumDampened,
    .nesterov,
    .adagrad,
    .adadelta,
    .rmsprop,
    .rmspropCentred,
    .rmspropMomentum,
    .rmspropNesterov,
    .adam,
    .adamL2,
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
    .linearWarmup,
    .oneCycle,
    .cosineDecay,
    .warmupCosineDecay,
    .momentumSchedule,
    .earlyStopping,
  ]

  private static let layers: [Component] = [
    .dense, .leastSquares, .embedding, .flatten,
    .averagePool1D, .averagePool2D, .maxPool1D, .maxPool2D, .conv1D, .conv2D,
    .depthwiseConv2D, .transposedConv2D,
    .sigmoid, .tanh, .relu, .leakyReLU, .prelu, .elu, .silu, .gelu, .softplus, .softmax, .logSoftmax,
    .maxout,
    .batchNorm, .batchNorm2D, .layerNorm, .groupNorm, .rmsNorm, .dropout,
    .rnn, .lstm, .gru, .attention, .rotaryPositions, .graphConvolution,
    .oneHotEncoding, .argmaxDecision,
  ]

  private static let losses: [Component] = [
    .meanSquaredError, .meanAbsoluteError, .huber, .crossEntropy, .smoothedCrossEntropy, .weightedCrossEntropy,
    .kullbackLeibler, .binaryCrossEntropy,
    .logisticLoss, .hinge, .contrastive, .l1Penalty, .l2Penalty, .accuracy,
  ]

  private static let initializers: [Component] = [
    .glorotUniform, .glorotNormal, .heUniform, .heNormal, .constantInitializer,
  ]

  private static let trainings: [Component] = [
    .trainLinearNeuron, .trainSigmoidNeuron, .trainSoftmaxClassifier, .trainMLP, .trainLSTM, .trainTextClassifier,
    .trainClassifier, .trainRegularizedClassifier, .trainAutoencoder,
    .trainDenoisingAutoencoder, .trainConvNet, .trainVAE, .trainGAN, .trainHead,
  ]

  /// Recipes of any depth: the catalogue lists one member of each family. The others are found by their number.
  package static let families: [Family] = [
    // The bound keeps a mistyped number from building for minutes.
    Family("trainMLP", "layers", 1...32) { .trainMLP(layers: $0) }
  ]

  /// The component of a given name that the catalogue lists; nil if it lists none.
  package static func listed(_ name: String) -> Component? {
    kinds.lazy.compactMap { components in components().first { $0.name == name } }.first
  }

  /// The component of a given name, members of families included.
  package static func component(_ name: String) throws(RecipeError) -> Component {
    if let component = listed(name) { return component }
    for family in families {
      if let member = try family.member(named: name) { return member }
    }
    throw .unknownRecipe(name, known: components.map(\.name))
  }
}
