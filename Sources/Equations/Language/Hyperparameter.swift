/// A setting of a component: its name in manifests and commands, its symbol in formulas, its default and its range.
package struct Hyperparameter: Sendable, Equatable {
  package let name: String
  /// The symbol of the lectures: η, β₁.
  package let symbol: String
  package let defaultValue: Double
  package let domain: Domain
  /// An ordinary value: not 0 or 1, and not near another setting's. It shows mistakes that the default hides.
  package let general: Double?
  /// The values that programs have written into them, the default aside: those of books and libraries.
  package let usual: [Double]
  /// The defaults of conventions that have their own.
  package private(set) var ownDefaults: [String: Double] = [:]

  package init(
    _ name: String, _ symbol: String, default defaultValue: Double, in domain: Domain, general: Double? = nil,
    usual: [Double] = []
  ) {
    self.name = name
    self.symbol = symbol
    self.defaultValue = defaultValue
    self.domain = domain
    self.general = general
    self.usual = usual
  }

  /// The same setting with another default in one convention.
  package func defaulting(to value: Double, in convention: some ConventionName) -> Self {
    var own = self
    own.ownDefaults[convention.rawValue] = value
    return own
  }

  /// The same setting in one convention, under another name if one is given.
  package func settled(in convention: String, as name: String? = nil) -> Self {
    Self(
      name ?? self.name, symbol, default: defaultValue(in: convention), in: domain, general: general, usual: usual)
  }

  /// The default in a convention.
  package func defaultValue(in convention: String) -> Double { ownDefaults[convention] ?? defaultValue }

  /// The allowed values; NaN and infinity never are.
  package enum Domain: String, Sendable {
    case positive = "above 0"
    case nonNegative = "at least 0"
    case nonPositive = "at most 0"
    /// The factor of a decaying average.
    case fraction = "at least 0 and below 1"
    case unitInterval = "from 0 to 1"
    case count = "a whole number, at least 1"
    case wholeNumber = "a whole number, at least 0"
    /// The number of repetitions that a recipe writes out.
    case countToTen = "a whole number from 1 to 10"
    /// The length ρₜ of RAdam's average. Below 4, its rectification would be the root of a negative number.
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

    /// True if no allowed value is below 0.
    package var isNeverNegative: Bool {
      switch self {
      case .nonPositive, .real: false
      case .positive, .nonNegative, .fraction, .unitInterval, .count, .wholeNumber, .countToTen, .fourOrMore: true
      }
    }
  }
}

extension Hyperparameter {
  /// η, the factor of a step.
  package static func learningRate(_ value: Double) -> Self {
    .init("learningRate", "η", default: value, in: .nonNegative, general: 0.07, usual: [0.001, 0.01, 0.1, 1])
  }
  /// γ of momentum (μ in note 002).
  package static func momentum(_ value: Double) -> Self {
    .init("momentum", "γ", default: value, in: .fraction, general: 0.8, usual: [0.9, 0.99, 0.5])
  }
  /// ρ of a decaying average of squares.
  package static func decay(_ value: Double) -> Self {
    .init("decay", "ρ", default: value, in: .fraction, general: 0.7, usual: [0.999, 0.99, 0.9, 0.9999, 0.95])
  }
  /// β₁, of the average of gradients.
  package static func beta1(_ value: Double) -> Self {
    .init("beta1", "β₁", default: value, in: .fraction, general: 0.8, usual: [0.9, 0.99, 0.5])
  }
  /// β₂, of the average of squared gradients.
  package static func beta2(_ value: Double) -> Self {
    .init("beta2", "β₂", default: value, in: .fraction, general: 0.65, usual: [0.999, 0.99, 0.9, 0.9999, 0.95])
  }
  /// ε, the small constant of a denominator (δ in notes 000 and 002).
  package static func epsilon(_ value: Double) -> Self {
    .init(
      "epsilon", "ε", default: value, in: .nonNegative, general: 0.03, usual: [1e-8, 1e-7, 1e-6, 1e-5, 1e-10, 0])
  }
  /// λ, of decay of the weights.
  package static func weightDecay(_ value: Double) -> Self {
    .init("weightDecay", "λ", default: value, in: .nonNegative, general: 0.2)
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
