package import Equations

extension Component {
  /// The recurrent layer: its output at each position depends on the input there and on the output before.
  package static let rnn: Component = Component(
    name: "rnn",
    title: "Recurrent layer",
    kind: .layer,
    sources: [
      "Elman, Finding structure in time, 1990; back-propagation through time: Werbos, 1990",
      "named in note 002 (syllabus); PyTorch (RNN) adds a second bias, which is 0 here",
    ],
    settings: [],
    inputs: [
      Input("x", "the sequence", axes: [.time, .batch, "features"]),
      Input("h0", "the output before the first position", axes: [.batch, "hidden"]),
      Input("Wx", "input weights", axes: ["hidden", "features"]),
      Input("Wh", "recurrent weights", axes: ["hidden", "recurrent"]),
      Input("b", "biases", axes: ["hidden"]),
      Input("dh", "the gradient of the loss at every output", axes: state),
    ],
    initial: ["h": quantity("h0")],
    axes: [
      "h": state, "dhTotal": state, "dz": state, "dhBefore": state, "dx": [.time, .batch, "features"],
      "dWx": ["hidden", "features"], "dWh": ["hidden", "recurrent"], "db": ["hidden"], "dh0": [.batch, "hidden"],
    ],
    internals: ["dhTotal", "dz", "dhBefore"],
    requirements: [Recurrence.isSquare],
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "dx", "nothing flows back along the sequence: each position's input is given its own slope only",
        contract(quantity("dh") * (1 - square(quantity("h"))), quantity("Wx"), over: "hidden"))
      KnownMistake(
        in: "dx", "the slope of tanh is left out", contract(quantity("dhTotal"), quantity("Wx"), over: "hidden"))
      KnownMistake(
        in: "dWx", "the slope of tanh is left out", contract(quantity("dhTotal"), quantity("x"), over: .time, .batch))
      KnownMistake(
        in: "dWx", "nothing flows back along the sequence: each position alone is looked at",
        contract(quantity("dh") * (1 - square(quantity("h"))), quantity("x"), over: .time, .batch))
      KnownMistake(
        in: "dWh", "the output of the same position is taken: it is the one before that goes in",
        contract(quantity("dz"), quantity("h").renamed("hidden", to: "recurrent"), over: .time, .batch))
      KnownMistake(
        in: "db", "the gradient is averaged over the positions: every position adds to it",
        sum(quantity("dz"), over: .time, .batch) / extent(of: quantity("x"), .time))
      KnownMistake(
        in: "db", "the gradient is averaged over the batch: the loss has done so already",
        sum(quantity("dz"), over: .time, .batch) / extent(of: quantity("x"), .batch))
    },
    conventions: RNNConvention.self
  ) { _ in
    let (x, h) = (quantity("x"), quantity("h"))
    let before = previous(h, along: .time).renamed("hidden", to: "recurrent")
    let z = contract(x, quantity("Wx"), over: "features") + contract(before, quantity("Wh"), over: "recurrent")
    h ← Equations.tanh(z + quantity("b"))
  } backward: { _ in
    let (h, dhTotal, dz, dhBefore) = (quantity("h"), quantity("dhTotal"), quantity("dz"), quantity("dhBefore"))
    let before = previous(h, along: .time).renamed("hidden", to: "recurrent")

    dhTotal ← quantity("dh") + next(dhBefore, along: .time)
    dz ← dhTotal * (1 - square(h))
    dhBefore ← contract(dz, quantity("Wh"), over: "hidden").renamed("recurrent", to: "hidden")

    quantity("dx") ← contract(dz, quantity("Wx"), over: "hidden")
    quantity("dWx") ← contract(dz, quantity("x"), over: .time, .batch)
    quantity("dWh") ← contract(dz, before, over: .time, .batch)
    quantity("db") ← sum(dz, over: .time, .batch)
    quantity("dh0") ← gather(dhBefore, at: 0, along: .time)
  }

  private static let state: [Axis] = [.time, .batch, "hidden"]
}

/// The recurrent layer is written one way only.
package enum RNNConvention: String, ConventionName {
  case plain

  package var rule: String { "tanh; one bias" }
  package var taughtIn: [String] { ["002"] }
}
