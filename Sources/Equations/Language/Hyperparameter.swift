/// A setting of a component: its name in manifests and commands, its symbol in formulas, its default and its range.
package struct Hyperparameter: Sendable, Equatable {
  package let name: String
  /// As lectures write it: η, β₁.
  package let symbol: String
  package let defaultValue: Double
  package let domain: Domain
  /// The defaults of conventions that have one of their own.
  package let ownDefaults: [String: Double]

  package init(
    _ name: String, _ symbol: String, default defaultValue: Double, in domain: Domain,
    except ownDefaults: [String: Double] = [:]
  ) {
    self.name = name
    self.symbol = symbol
    self.defaultValue = defaultValue
    self.domain = domain
    self.ownDefaults = ownDefaults
  }

  /// What it is in a convention where nothing else is asked for.
  package func defaultValue(in convention: String) -> Double { ownDefaults[convention] ?? defaultValue }

  /// Which values make sense; NaN and infinity never do.
  package enum Domain: String, Sendable {
    case positive = "above 0"
    case nonNegative = "at least 0"
    case nonPositive = "at most 0"
    /// The factor of a decaying average.
    case fraction = "at least 0 and below 1"
    case unitInterval = "from 0 to 1"
    case count = "a whole number, at least 1"
    case wholeNumber = "a whole number, at least 0"
    /// How often something is repeated that a recipe writes out.
    case countToTen = "a whole number from 1 to 10"
    /// The length ρₜ of RAdam's average: its rectification is the root of something negative below.
    case fourOrMore = "at least 4"
    case real = "a number"

    package func contains(_ value: Double) -> Bool {
      guard value.isFinite else { return false }
      return switch self {
      case .positive: value > 0
      case .nonNegative: value >= 0
      case .nonPositive: value <= 0
      case .fraction: value >= 0 && value < 1
      case .unitInterval: value >= 0 && value <= 1
      case .count: value >= 1 && value == value.rounded()
      case .wholeNumber: value >= 0 && value == value.rounded()
      case .countToTen: value >= 1 && value <= 10 && value == value.rounded()
      case .fourOrMore: value >= 4
      case .real: true
      }
    }
  }
}

extension Hyperparameter {
  /// η, the factor of a step.
  package static func learningRate(_ value: Double) -> Self {
    .init("learningRate", "η", default: value, in: .nonNegative)
  }
  /// γ of momentum (μ in note 002).
  package static func momentum(_ value: Double) -> Self { .init("momentum", "γ", default: value, in: .fraction) }
  /// ρ of a decaying average of squares.
  package static func decay(_ value: Double) -> Self { .init("decay", "ρ", default: value, in: .fraction) }
  /// β₁, of the average of gradients.
  package static func beta1(_ value: Double) -> Self { .init("beta1", "β₁", default: value, in: .fraction) }
  /// β₂, of the average of squared gradients.
  package static func beta2(_ value: Double) -> Self { .init("beta2", "β₂", default: value, in: .fraction) }
  /// ε, the small constant of a denominator (δ in notes 000 and 002).
  package static func epsilon(_ value: Double, except ownDefaults: [String: Double] = [:]) -> Self {
    .init("epsilon", "ε", default: value, in: .nonNegative, except: ownDefaults)
  }
  /// λ, of decay of the weights.
  package static func weightDecay(_ value: Double) -> Self {
    .init("weightDecay", "λ", default: value, in: .nonNegative)
  }
}

// Short names, so that a recipe reads like its lecture.
package let η = setting("learningRate")
package let γ = setting("momentum")
package let ρ = setting("decay")
package let β1 = setting("beta1")
package let β2 = setting("beta2")
package let ε = setting("epsilon")
package let λ = setting("weightDecay")
/// The number of the step, from 1.
package let t = Expression(.step)
/// The gradient of the loss at the weights before this step.
package let g = quantity("gradients")
/// The parameters: after this step, or `previous(w)` before it.
package let w = quantity("weights")
