extension Component {
  /// A kind of task. The table of this file holds all differences between kinds.
  package enum Kind: String, Sendable, CaseIterable {
    case optimizer, schedule, layer, loss, initializer, training
  }
}

extension Component.Kind {
  /// The way a submission is called over the steps of a case.
  package enum Calling: Sendable {
    /// Once for each step, with the gradients of every parameter; it changes the weights.
    case optimizing
    /// Once for each step, with inputs by name.
    case stepwise
    /// Once for all steps; it reports each of them.
    case training
  }

  /// A part that only some kinds have in their cases.
  package enum Part: Sendable {
    case parameters, gradients, learningRates, objective, inputs
    /// Inputs that the program picks or draws for itself.
    case choices
  }

  private struct Facts {
    /// The protocol of GradusKit.
    let kitProtocol: String
    let calling: Calling
    /// True if every run takes steps, whatever the inputs are.
    let hasSteps: Bool
    let parts: Set<Part>
    /// The inputs that the protocol's methods take: of each set, the recipe must have one.
    var taken: [Set<String>] = []
    /// The quantities that the protocol's methods return; nil if any property of that name is read.
    var returned: Set<String>?
  }

  private var facts: Facts {
    switch self {
    case .optimizer:
      Facts(
        kitProtocol: "Optimizer", calling: .optimizing, hasSteps: true,
        parts: [.parameters, .gradients, .learningRates, .objective, .inputs])
    case .schedule:
      Facts(
        kitProtocol: "Schedule", calling: .stepwise, hasSteps: true, parts: [.inputs],
        returned: ["learningRate", "momentum"])
    case .layer: Facts(kitProtocol: "Layer", calling: .stepwise, hasSteps: false, parts: [.inputs], taken: [["x"]])
    case .loss:
      Facts(
        kitProtocol: "Loss", calling: .stepwise, hasSteps: false, parts: [.inputs],
        taken: [["y", "z"], ["target"]], returned: ["loss", "dy", "dz"])
    case .initializer:
      Facts(
        kitProtocol: "Initializer", calling: .stepwise, hasSteps: false, parts: [.inputs, .choices],
        taken: [["draws"]], returned: ["W"])
    case .training:
      Facts(
        kitProtocol: "Trainer", calling: .training, hasSteps: true, parts: [.parameters, .inputs, .choices])
    }
  }

  /// The protocol of the kit that a submission's type conforms to.
  package var kitProtocol: String { facts.kitProtocol }
  package var calling: Calling { facts.calling }
  package var parts: Set<Part> { facts.parts }
  fileprivate var hasSteps: Bool { facts.hasSteps }
  /// True if a program may be called several times although its equations know no steps: what it keeps from one call
  /// must not reach the next.
  package var isCalledAgain: Bool { self == .layer || self == .loss }
  /// True if a case is one call, whose inputs are the program's own draws.
  package var isOneDraw: Bool { self == .initializer }
  /// The inputs that the protocol's methods take: a recipe of this kind can be handed in if it has one of each set.
  package var taken: [Set<String>] { facts.taken }
  /// The quantities that the protocol's methods return; nil if any property of that name is read.
  package var returned: Set<String>? { facts.returned }
  /// The inputs that are handed to each call of such a program; the others are its properties.
  package static let handed: Set<String> = ["x", "dy", "y", "z", "target"]
}

extension Recipe {
  /// True if a run has steps. A layer is evaluated once, unless it has a new input at each step.
  package var hasSteps: Bool { component.kind.hasSteps || inputs.contains(where: \.isPerStep) }
}
