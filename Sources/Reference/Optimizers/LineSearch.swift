package import Equations

extension Component {
  /// Line search: each step tries every rate of a list and keeps the weights of lowest loss.
  ///
  /// It comes with a quadratic objective; where gradients and losses are handed out instead (`Recipe.given`), any objective
  /// can be searched. The chosen rate is a choice: any rate whose loss is the least will do, ours is the smallest of those.
  package static let lineSearch: Component = Component(
    name: "lineSearch",
    title: "Gradient descent with line search",
    kind: .optimizer,
    sources: [
      "note 004 (η from 0.1, 0.5, 1, 5 and 10); its code updates the weights after the loop over epochs, a slip: within it is meant",
      "compare Nocedal and Wright, Numerical optimization, 2nd ed. 2006, chapter 3; no library searches a list",
    ],
    settings: [],
    inputs: [
      .gradients, .curvature, .center,
      Input("rates", "the rates to try", axes: [.candidate], in: .nonNegative),
      Input("losses", "the loss after a step at each rate", axes: [.candidate], perStep: true),
    ],
    exact: ["chosenRate"],
    choices: ["chosenRate": LineSearch.shortfall],
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "weights",
        "the update stands after the loop over the steps, as in note 004's code, so that no step is kept",
        previous(w))
      KnownMistake(
        in: "weights", "the step is taken at the last rate that was tried, not at the chosen one",
        previous(w) - LineSearch.last * g)
      KnownMistake(
        in: "losses",
        "each trial starts where the one before has ended; start all of them from the weights of the step",
        Objective.loss(at: previous(w) - g * LineSearch.ratesSoFar))
      KnownMistake(
        in: "chosenRate", "the rate of the largest loss is chosen, and should be that of the least",
        LineSearch.worst)
      KnownMistake(
        in: "chosenRate", "the first rate is chosen, whatever the losses are",
        gather(quantity("rates"), at: 0, along: .candidate))
      KnownMistake(
        in: "chosenRate", "the place of the least loss in the list is kept, not the rate that stands there",
        argmax(-quantity("losses"), along: .candidate))
      KnownMistake(in: "weights", "the step goes up the gradient", previous(w) + quantity("chosenRate") * g)
      KnownMistake(
        in: "weights", "the largest rate is always used, whatever its loss",
        previous(w) - max(quantity("rates"), over: .candidate) * g)
      KnownMistake(
        in: "weights", "the smallest rate is always used, whatever its loss",
        previous(w) + max(-quantity("rates"), over: .candidate) * g)
      KnownMistake(
        in: "weights", "all rates are stepped along, one after the other: only the chosen one is kept",
        previous(w) - sum(quantity("rates"), over: .candidate) * g)
      KnownMistake(
        in: "weights", "the rates are averaged: the one of least loss is kept",
        previous(w) - mean(quantity("rates"), over: .candidate) * g)
      KnownMistake(in: "loss", "the largest of the losses is kept", max(quantity("losses"), over: .candidate))
      KnownMistake(
        in: "loss", "the losses are averaged: the chosen rate's is kept", mean(quantity("losses"), over: .candidate))
      KnownMistake(
        in: "losses", "the losses are those of steps up the gradient",
        Objective.loss(at: previous(w) + g * quantity("rates")))
    },
    conventions: LineSearchConvention.self
  ) { _ in
    let rates = quantity("rates")
    let losses = quantity("losses")
    let loss = quantity("loss")
    let chosenRate = quantity("chosenRate")
    // Written with the largest, since comparing with that leaves no doubt.
    let isLeast = equal(-losses, max(-losses, over: .candidate))

    g ← Objective.gradient(at: previous(w))
    losses ← Objective.loss(at: previous(w) - g * rates)
    chosenRate ← least(select(isLeast, rates, max(rates, over: .candidate)))
    loss ← sum(select(equal(rates, chosenRate), losses, 0), over: .candidate)
    w ← previous(w) - chosenRate * g
  }
}

/// Line search is written one way only.
package enum LineSearchConvention: String, ConventionName {
  case plain

  package var rule: String { "the only form" }
  package var taughtIn: [String] { ["004"] }
}

private enum LineSearch {
  /// The rate that is tried last.
  static var last: Expression {
    let rates = quantity("rates")
    return gather(rates, at: extent(of: rates, .candidate) - 1, along: .candidate)
  }

  /// For each rate, the sum of those tried up to it.
  static var ratesSoFar: Expression {
    let earlier = quantity("rates").renamed(.candidate, to: "earlier")
    let isTried = atLeast(positions(of: quantity("rates"), .candidate), positions(of: earlier, "earlier"))
    return sum(select(isTried, earlier, 0), over: "earlier")
  }

  /// The smallest of the rates whose loss is the largest.
  static var worst: Expression {
    let (rates, losses) = (quantity("rates"), quantity("losses"))
    let isLargest = equal(losses, max(losses, over: .candidate))
    return least(select(isLargest, rates, max(rates, over: .candidate)))
  }

  /// How far the loss at the chosen rate is above the least of those tried; 1 where that rate was not tried at all.
  static var shortfall: Expression {
    let losses = quantity("losses")
    let isChosen = equal(quantity("rates"), quantity("chosenRate"))
    let reached = sum(select(isChosen, losses, 0), over: .candidate)
    return select(max(isChosen, over: .candidate), reached - least(losses), 1)
  }
}

/// The smallest of what a list of candidates gave.
private func least(_ values: Expression) -> Expression { -max(-values, over: .candidate) }
