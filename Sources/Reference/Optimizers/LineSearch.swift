package import Equations

private let (rates, losses, loss) = (quantity("rates"), quantity("losses"), quantity("loss"))
private let chosenRate = quantity("chosenRate")

extension Component {
  /// Line search: each step tries every rate of a list and keeps the weights of lowest loss.
  ///
  /// It comes with a quadratic objective. If gradients and losses are handed out instead (`Recipe.given`), any
  /// objective can be searched. The chosen rate is a choice: any rate of least loss is right, and ours is the smallest
  /// of those.
  package static let lineSearch: Component = Component(
    name: "lineSearch", title: "Gradient descent with line search", kind: .optimizer,
    conventions: .plain(taughtIn: ["004"]),
    equations: { _ in
      // The least loss is written as a largest one, since a comparison with that leaves no doubt.
      let isLeast = equal(-losses, max(-losses, over: .candidate))

      g ← Objective.gradient(at: previous(w))
      losses ← Objective.loss(at: previous(w) - g * rates)
      chosenRate ← least(select(isLeast, rates, max(rates, over: .candidate)))
      loss ← sum(select(equal(rates, chosenRate), losses, 0), over: .candidate)
      w ← previous(w) - chosenRate * g
    },
    inputs: [
      .gradients,
      .curvature,
      .center,
      Input(rates, "the rates to try", axes: [.candidate], in: .nonNegative),
      Input(losses, "the loss after a step at each rate", axes: [.candidate], perStep: true),
    ],
    exact: [chosenRate],
    choices: [chosenRate: LineSearch.shortfall],
    // Programs also go to each point, ask, and go back.
    forms: { _ in
      [
        losses: [Objective.loss(at: LineSearch.returned - g * rates)],
        w: [LineSearch.returned - chosenRate * g],
      ]
    },
    sources: [
      "note 004 (η from 0.1, 0.5, 1, 5 and 10); its code updates the weights after the loop over epochs, a slip: within it is meant",
      "compare Nocedal and Wright, Numerical optimization, 2nd ed. 2006, chapter 3; no library searches a list",
    ],
    mistakes: { _ in
      KnownMistake(
        in: w, "the update stands after the loop over the steps, as in note 004's code, so that no step is kept",
        .sample("12-lineSearch/neverMoves"), previous(w))
      KnownMistake(
        in: w, "the step is taken at the last rate that was tried, not at the chosen one",
        .sample("12-lineSearch/lastRateTaken"), previous(w) - LineSearch.last * g)
      KnownMistake(
        in: losses, "each trial starts where the one before has ended; start all of them from the weights of the step",
        .sample("12-lineSearch/trialsNotUndone"), Objective.loss(at: previous(w) - g * LineSearch.ratesSoFar))
      KnownMistake(
        in: chosenRate, "the rate of the largest loss is chosen, and should be that of the least",
        .sample("12-lineSearch/largestLoss"), LineSearch.worst)
      KnownMistake(
        in: chosenRate, "the first rate is chosen, whatever the losses are", .sample("12-lineSearch/firstRate"),
        gather(rates, at: 0, along: .candidate))
      KnownMistake(
        in: chosenRate, "the place of the least loss in the list is kept, not the rate that stands there",
        .sample("12-lineSearch/placeForRate"), argmax(-losses, along: .candidate))
      KnownMistake(
        in: w, "the step goes up the gradient", .sample("12-lineSearch/updateAdded"), previous(w) + chosenRate * g)
      KnownMistake(
        in: losses, "the losses are those of steps up the gradient", .sample("12-lineSearch/trialsUphill"),
        Objective.loss(at: previous(w) + g * rates))
    })
}

private enum LineSearch {
  /// The weights after every trial has been taken back: a sum of as many roundings.
  static var returned: Expression {
    sum(previous(w) / extent(of: rates, .candidate) - g * rates + g * rates, over: .candidate)
  }

  /// The rate that is tried last.
  static var last: Expression {
    return gather(rates, at: extent(of: rates, .candidate) - 1, along: .candidate)
  }

  /// The sum of the rates tried up to each one.
  static var ratesSoFar: Expression {
    let earlier = rates.renamed(.candidate, to: "earlier")
    let isTried = atLeast(positions(of: rates, .candidate), positions(of: earlier, "earlier"))
    return sum(select(isTried, earlier, 0), over: "earlier")
  }

  /// The smallest of the rates with the largest loss.
  static var worst: Expression {
    let isLargest = equal(losses, max(losses, over: .candidate))
    return least(select(isLargest, rates, max(rates, over: .candidate)))
  }

  /// The loss at the chosen rate less the least of those tried; 1 if the chosen rate was not tried.
  static var shortfall: Expression {
    let isChosen = equal(rates, chosenRate)
    let reached = sum(select(isChosen, losses, 0), over: .candidate)
    return select(max(isChosen, over: .candidate), reached - least(losses), 1)
  }
}

/// The smallest entry of a list of candidates.
private func least(_ values: Expression) -> Expression { -max(-values, over: .candidate) }
