/// An input of a component: a gradient, a batch, a mask.
package struct Input: Sendable, Equatable {
  package let name: String
  /// A description in a few words.
  package let meaning: String
  /// Its axes, if they are the same for every use; otherwise a parameter's own.
  package private(set) var axes: [Axis]
  /// Its symbol in formulas, if that is not the name.
  package let symbol: String?
  /// The quantity at which it is the gradient of the loss. An input that names no axes takes that quantity's.
  package let gradientOf: String?
  /// True if each parameter has one.
  package let isPerParameter: Bool
  /// True if there is a new one at each step.
  package let isPerStep: Bool
  /// True for a single number. A tensor of one entry is accepted, whatever its axes.
  package let isNumber: Bool
  /// The conventions that have this input; if empty, all that mention it.
  package private(set) var conventions: [String] = []
  /// The allowed values.
  package let domain: Domain
  /// The property of a right choice, if a program may choose it itself; otherwise nil.
  package let chance: Chance?

  /// - Parameter quantity: the quantity that formulas mention.
  package init(
    _ quantity: Expression, _ meaning: String, axes: [Axis] = [], perParameter: Bool = false, perStep: Bool = false,
    number isNumber: Bool = false, in domain: Domain = .real, chance: Chance? = nil
  ) {
    name = quantity.reference.name
    symbol = quantity.reference.symbol
    gradientOf = quantity.reference.gradientOf
    self.meaning = meaning
    self.axes = axes
    isPerParameter = perParameter
    isPerStep = perStep
    self.isNumber = isNumber
    self.domain = domain
    self.chance = chance
  }

  package init(
    _ name: String, _ meaning: String, axes: [Axis] = [], perParameter: Bool = false, perStep: Bool = false,
    number isNumber: Bool = false, in domain: Domain = .real, chance: Chance? = nil
  ) {
    self.init(
      quantity(name), meaning, axes: axes, perParameter: perParameter, perStep: perStep, number: isNumber, in: domain,
      chance: chance)
  }

  /// The same input, given in some conventions only.
  package func only<Name: ConventionName>(_ names: Name...) -> Input {
    var input = self
    input.conventions = names.map(\.rawValue)
    return input
  }

  /// The same input, with the axes of the quantity that it is the gradient at, if it names none.
  func inheriting(_ axes: [String: [Axis]]) -> Input {
    guard self.axes.isEmpty, let gradientOf, let own = axes[gradientOf] else { return self }
    var input = self
    input.axes = own
    return input
  }

  /// ∇L at the weights before the step.
  package static let gradients: Input = .gradients(in: .real)

  package static func gradients(in domain: Domain) -> Input {
    Input(
      g, "the gradient of the loss at the weights before the step", perParameter: true, perStep: true,
      in: domain)
  }
}

extension Input {
  /// The allowed values. Outside of them a formula would still give a number, but one without its meaning.
  package enum Domain: Sendable, Equatable {
    /// All values, even those that are not finite: a formula passes them on.
    case real
    /// All but NaN: numbers that can be ordered.
    case ordered
    case nonNegative
    /// Values so small that squares, and a hundred million of them together, stay finite.
    case squarable
    case unitInterval
    /// 1 for kept, 0 for dropped.
    case zeroOrOne
    case plusOrMinusOne
    /// Class numbers: as many as an axis has entries, counted from the first.
    case classes(along: Axis, first: Int = 0)
    /// Class numbers counted from 0, or any number below 0 for no class.
    case classesOrNone(along: Axis)
    /// Ascending numbers, the first 0.
    case ascendingFromZero

    /// The axis whose entries the numbers count; nil if they count nothing.
    package var counted: Axis? {
      switch self {
      case .classes(let axis, _), .classesOrNone(let axis): axis
      default: nil
      }
    }

    /// The row-major place of the first value that is not allowed; nil if all are.
    ///
    /// - Parameter count: the number of classes.
    package func firstOutside(_ values: [Double], classes count: Int = 0) -> Int? {
      switch self {
      case .real: nil
      case .ordered: values.firstIndex { $0.isNaN }
      // The comparison is written so that a NaN fails it.
      case .nonNegative: values.firstIndex { !($0 >= 0 && $0.isFinite) }
      case .squarable: values.firstIndex { !(abs($0) <= 1e150) }
      case .unitInterval: values.firstIndex { !($0 >= 0 && $0 <= 1) }
      case .zeroOrOne: values.firstIndex { $0 != 0 && $0 != 1 }
      case .plusOrMinusOne: values.firstIndex { $0 != -1 && $0 != 1 }
      case .classes(_, let first):
        values.firstIndex { $0 != $0.rounded() || !($0 >= Double(first) && $0 < Double(first + count)) }
      case .classesOrNone: values.firstIndex { $0 != $0.rounded() || !($0 < Double(count)) }
      case .ascendingFromZero:
        values.indices.first { $0 == 0 ? values[0] != 0 : !(values[$0] > values[$0 - 1] && values[$0].isFinite) }
      }
    }

    /// The expectation, as it follows "must be".
    package func expected(classes count: Int = 0) -> String {
      switch self {
      case .real: "a number"
      case .ordered: "a number"
      case .nonNegative: "at least 0"
      case .squarable: "at most 1e150 in size, so that its square is finite"
      case .unitInterval: "from 0 to 1"
      case .zeroOrOne: "0 or 1"
      case .plusOrMinusOne: "−1 or 1"
      case .classes(_, let first): "a whole number from \(first) to \(first + count - 1)"
      case .classesOrNone: "a whole number up to \(count - 1), below 0 for no class"
      case .ascendingFromZero: "0 first and then each above the one before"
      }
    }
  }
}
