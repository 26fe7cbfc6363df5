internal import Equations

extension Component {
  /// A training run: at each step a network's loss and gradients, clipped if wanted, and an optimizer's update.
  ///
  /// - Parameters:
  ///   - notes: the lecture notes that teach or name the network; a convention is taught if its optimizer is too.
  ///   - network: with a quantity `loss`.
  ///   - published: the quantities of the network that a student reports besides its loss.
  ///   - exact: quantities that are picked from inputs, and never rounded.
  ///   - written: gradients as a lecture writes them, in place of the derived ones: the same numbers in fewer words.
  ///   - mistakes: mistakes of the way back that markers have seen.
  ///   - settings: settings of the network's own, which none of its layers has.
  ///   - isClipped: true if the gradients' global norm is cut to `threshold`.
  static func training(
    name: String, title: String, sources: [String], taughtIn notes: [String], _ network: Network,
    publishing published: Set<String> = [], exact: [Expression] = [], written: [String: Expression] = [:],
    mistakes: [KnownMistake] = [],
    settings: [Hyperparameter] = [], isClipped: Bool = false
  ) -> Component {
    let back = network.gradients(writing: written)
    let all = Set((network.equations + back).map(\.target.name))
    return Component(
      name: name, title: title, kind: .training,
      conventions: .each(TrainingConvention.self, taughtIn: TrainingConvention.notes(of: notes)),
      equations: { convention in
        network.equations
        back
        for parameter in network.parameters {
          g.of(parameter) ← gradient(of: quantity(parameter))
        }
        if isClipped {
          TrainingConvention.clipping
          convention.update(from: "clipped")
        } else {
          convention.update(from: "gradients")
        }
      },
      settings: network.settings + settings + (isClipped ? [.threshold(1)] : []) + TrainingConvention.settings,
      inputs: network.inputs,
      initial: named(network.initial), axes: named(network.axes),
      internals: all.subtracting(published.union(["loss"])).map { quantity($0) },
      derived: Set(back.map(\.target.name)), exact: exact,
      requirements: network.requirements, forms: { _ in named(network.forms) }, sources: sources,
      mistakes: { _ in mistakes })
  }

  /// Facts about a network's quantities, by quantity.
  static func named<Fact>(_ facts: [String: Fact]) -> [Expression: Fact] {
    Dictionary(uniqueKeysWithValues: facts.map { (quantity($0.key), $0.value) })
  }
}

/// The optimizer of a training run.
package enum TrainingConvention: String, ConventionName {
  case gradientDescent, adam, rmsprop

  package var rule: String {
    switch self {
    case .gradientDescent: "updated by gradient descent"
    case .adam: "updated by Adam, ε outside the root"
    case .rmsprop: "updated by RMSProp, ε outside the root"
    }
  }

  /// The notes that teach the optimizer in this form.
  private var optimizerNotes: [String] {
    switch self {
    case .gradientDescent: ["000", "001", "002", "003", "004"]
    case .adam: ["001", "002", "003"]
    case .rmsprop: ["002"]
    }
  }

  /// The notes that teach both a network and each optimizer, from those that teach the network.
  static func notes(of network: [String]) -> [TrainingConvention: [String]] {
    Dictionary(
      uniqueKeysWithValues: allCases.map { convention in
        (convention, network.filter { convention.optimizerNotes.contains($0) })
      })
  }

  static let settings: [Hyperparameter] = [
    .learningRate(0.01), .beta1(0.9), .beta2(0.999), .decay(0.9), .epsilon(1e-8),
  ]

  static let clipping = equations(.clipByGlobalNorm, "plain")

  private static func equations(_ component: Component, _ convention: String) -> [Equation] {
    guard let recipe = try? component.recipe(convention) else {
      preconditionFailure("\(component.name) has no convention \(convention)")
    }
    return recipe.equations
  }

  /// The optimizer's equations, on gradients of another name.
  func update(from gradients: String) -> [Equation] {
    let substitution = Substitution(quantity: {
      $0.name == "gradients" && $0.name != gradients ? Reference(gradients, of: $0.parameter) : $0
    })
    return optimizer.map { substitution($0) }
  }

  /// The same for some of the parameters only: those of one player of a game.
  func update(of parameters: [String]) -> [Equation] {
    parameters.flatMap { parameter in
      let substitution = Substitution(quantity: { $0.of(parameter) })
      return optimizer.map { substitution($0) }
    }
  }

  private var optimizer: [Equation] {
    switch self {
    case .gradientDescent: Self.equations(.gradientDescent, "plain")
    case .adam: Self.equations(.adam, "outsideRoot")
    case .rmsprop: Self.equations(.rmsprop, "outsideRoot")
    }
  }
}
