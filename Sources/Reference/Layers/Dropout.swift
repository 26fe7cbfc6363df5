package import Equations

extension Component {
  /// Dropout: in training a random share of the units is silent; afterwards all of them speak.
  package static let dropout: Component = Component(
    name: "dropout",
    title: "Dropout",
    kind: .layer,
    sources: [
      "note 002 (a mask at each step, the whole network afterwards)",
      "Srivastava et al., Dropout, 2014: plain in section 4, inverted in section 10",
      "PyTorch and Keras are inverted; their rate is the share dropped, the paper's p the share kept",
    ],
    settings: [Hyperparameter("rate", "p", default: 0.5, in: .fraction)],
    inputs: [
      Input("x", "the inputs, of any shape"),
      Input("mask", "1 where a unit is kept, 0 where it is dropped", in: .zeroOrOne, chance: .mask(rate: "rate")),
      Input("dy", "the gradient of the loss at y"),
    ],
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "y", "what is kept is not scaled up by 1/(1 − p)", only: ["inverted"], quantity("x") * quantity("mask"))
      KnownMistake(
        in: "y", "what is kept is scaled by 1/p: p is the share that is dropped", only: ["inverted"],
        quantity("x") * quantity("mask") / setting("rate"))
      KnownMistake(
        in: "y", "what is kept is scaled down by 1 − p, and should be scaled up",
        quantity("x") * quantity("mask") * (1 - setting("rate")))
      KnownMistake(
        in: "y", "the mask is read the other way round: 0 is what is dropped", only: ["plain"],
        quantity("x") * (1 - quantity("mask")))
      KnownMistake(
        in: "y", "the mask is read the other way round: 0 is what is dropped", only: ["inverted"],
        quantity("x") * (1 - quantity("mask")) / (1 - setting("rate")))
      KnownMistake(
        in: "yEvaluation", "the evaluation is scaled by 1 − p: the training has been scaled already",
        only: ["inverted"], quantity("x") * (1 - setting("rate")))
      KnownMistake(
        in: "yEvaluation", "the evaluation is scaled by p: p is the share that is dropped",
        quantity("x") * setting("rate"))
      KnownMistake(in: "yEvaluation", "the mask is used in evaluation too", quantity("x") * quantity("mask"))
      KnownMistake(
        in: "dx", "the mask is forgotten on the way back", only: ["inverted"], quantity("dy") / (1 - setting("rate")))
      KnownMistake(
        in: "dx", "the scale is forgotten on the way back", only: ["inverted"], quantity("dy") * quantity("mask"))
      KnownMistake(in: "dx", "the mask is forgotten on the way back", only: ["plain"], quantity("dy"))
    },
    conventions: DropoutConvention.self
  ) { convention in
    let (x, mask, rate) = (quantity("x"), quantity("mask"), setting("rate"))
    switch convention {
    case .inverted:
      quantity("y") ← x * mask / (1 - rate)
      quantity("yEvaluation") ← x
    case .plain:
      quantity("y") ← x * mask
      quantity("yEvaluation") ← x * (1 - rate)
    }
  } backward: { convention in
    let (dy, mask, rate) = (quantity("dy"), quantity("mask"), setting("rate"))
    switch convention {
    case .inverted: quantity("dx") ← dy * mask / (1 - rate)
    case .plain: quantity("dx") ← dy * mask
    }
  }
}

/// When the outputs are scaled so that training and evaluation agree on average.
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
