package import Equations

private let (x, mask, y, yEvaluation) = (quantity("x"), quantity("mask"), quantity("y"), quantity("yEvaluation"))
private let rate = setting("rate")
private let (dy, dx) = (gradient(of: y), gradient(of: x))

extension Component {
  /// Dropout: in training a random share of the units is silent; afterwards all of them are active.
  package static let dropout: Component = Component(
    name: "dropout", title: "Dropout", kind: .layer, conventions: .each(DropoutConvention.self),
    equations: { convention in
      switch convention {
      case .inverted:
        y ← x * mask / (1 - rate)
        yEvaluation ← x
      case .plain:
        y ← x * mask
        yEvaluation ← x * (1 - rate)
      }
    },
    backward: { convention in
      switch convention {
      case .inverted: dx ← dy * mask / (1 - rate)
      case .plain: dx ← dy * mask
      }
    },
    settings: [Hyperparameter("rate", "p", default: 0.5, in: .fraction, general: 0.3)],
    inputs: [
      Input(x, "the inputs, of any shape"),
      Input(mask, "1 where a unit is kept, 0 where it is dropped", in: .zeroOrOne, chance: .mask(rate: "rate")),
      Input(dy, "the gradient of the loss at y"),
    ],
    sources: [
      "note 002 (a mask at each step, the whole network afterwards)",
      "Srivastava et al., Dropout, 2014: plain in section 4, inverted in section 10",
      "PyTorch and Keras are inverted; their rate is the share dropped, the paper's p the share kept",
    ],
    mistakes: { convention in
      KnownMistake(
        in: yEvaluation, "the evaluation is scaled by p: p is the share that is dropped",
        .source("the paper's p the share kept"), x * rate)
      KnownMistake(
        in: yEvaluation, "the mask is used in evaluation too", .program, x * mask)
      switch convention {
      case .inverted:
        KnownMistake(
          in: y, "what is kept is not scaled up by 1/(1 − p)", .source("plain in section 4"), x * mask)
        KnownMistake(
          in: y, "what is kept is scaled by 1/p: p is the share that is dropped",
          .source("the paper's p the share kept"), x * mask / rate)
        KnownMistake(
          in: y, "the mask is read the other way round: 0 is what is dropped", .program,
          x * (1 - mask) / (1 - rate))
        KnownMistake(
          in: yEvaluation, "the evaluation is scaled by 1 − p: the training has been scaled already",
          .source("plain in section 4"), x * (1 - rate))
      case .plain:
        KnownMistake(
          in: y, "the mask is read the other way round: 0 is what is dropped", .program, x * (1 - mask))
      }
    })
}

/// The time of scaling, which makes training and evaluation agree on average.
package enum DropoutConvention: String, ConventionName {
  case plain, inverted

  package var rule: String {
    switch self {
    case .plain: "scaled by 1 − p in evaluation"
    case .inverted: "scaled by 1/(1 − p) in training"
    }
  }

  package var taughtIn: [String] { self == .plain ? ["002"] : [] }
}
