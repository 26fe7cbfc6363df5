internal import Equations

/// The mean or the sum of the terms.
package enum LossConvention: String, ConventionName {
  case mean, sum

  package var rule: String {
    switch self {
    case .mean: "averaged"
    case .sum: "summed"
    }
  }

  /// The terms of every element as one number.
  func reduced(_ terms: Expression) -> Expression {
    self == .mean ? Equations.mean(terms, over: .elements) : Equations.sum(terms, over: .elements)
  }

  /// The share of each element's slope in the gradient.
  func share(_ slopes: Expression, of prediction: Expression) -> Expression {
    self == .mean ? slopes / extent(of: prediction, .elements) : slopes
  }
}

extension Input {
  /// The prediction that a loss compares with the target.
  static let prediction = Input("y", "the prediction, of any shape")
  /// The same, before the sigmoid.
  static let logit = Input("z", "the logits, of any shape")
  static let target = Input("target", "what was wanted, of the same shape")
  /// A prediction after the sigmoid.
  static let probability = Input("y", "the predicted probabilities, of any shape", in: .unitInterval)
  /// The target of a probability.
  static let share = Input("target", "what was wanted, 0 or 1 or between, of the same shape", in: .unitInterval)
}
