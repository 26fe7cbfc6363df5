package import Equations

private let (x, h, Wx, Wh, b) = (quantity("x"), quantity("h"), quantity("Wx"), quantity("Wh"), quantity("b"))
private let (dhTotal, dz, dhBefore, h0) = (quantity("dhTotal"), quantity("dz"), quantity("dhBefore"), quantity("h0"))
private let (dh, dx, dWx, dWh) = (gradient(of: h), gradient(of: x), gradient(of: Wx), gradient(of: Wh))
private let (db, dh0) = (gradient(of: b), gradient(of: h0))

extension Component {
  /// The recurrent layer: its output at each position depends on the input there and on the output before.
  package static let rnn: Component = Component(
    name: "rnn", title: "Recurrent layer", kind: .layer, conventions: .plain(rule: "tanh; one bias", taughtIn: ["002"]),
    equations: { _ in
      let z = contract(x, Wx, over: "features") + contract(recurrent, Wh, over: "recurrent")
      h ← Equations.tanh(z + b)
    },
    backward: { _ in
      dhTotal ← dh + next(dhBefore, along: .time)
      dz ← dhTotal * (1 - square(h))
      dhBefore ← contract(dz, Wh, over: "hidden").renamed("recurrent", to: "hidden")

      dx ← contract(dz, Wx, over: "hidden")
      dWx ← contract(dz, x, over: .time, .batch)
      dWh ← contract(dz, recurrent, over: .time, .batch)
      db ← sum(dz, over: .time, .batch)
      dh0 ← gather(dhBefore, at: 0, along: .time)
    },
    inputs: [
      Input(x, "the sequence", axes: [.time, .batch, "features"]),
      Input(h0, "the output before the first position", axes: [.batch, "hidden"]),
      Input(Wx, "input weights", axes: ["hidden", "features"]),
      Input(Wh, "recurrent weights", axes: ["hidden", "recurrent"]),
      Input(b, "biases", axes: ["hidden"]),
      Input(dh, "the gradient of the loss at every output"),
    ],
    initial: [h: h0],
    axes: [h: state, dhTotal: state, dz: state, dhBefore: state],
    internals: [dhTotal, dz, dhBefore],
    requirements: [Recurrence.isSquare],
    sources: [
      "Elman, Finding structure in time, 1990; back-propagation through time: Werbos, 1990",
      "named in note 002 (syllabus); PyTorch (RNN) adds a second bias, which is 0 here",
    ],
    mistakes: { _ in
      KnownMistake(
        in: dx, "nothing flows back along the sequence: each position's input is given its own slope only", .program,
        contract(dh * (1 - square(h)), Wx, over: "hidden"))
      KnownMistake(
        in: dWx, "nothing flows back along the sequence: each position alone is looked at", .program,
        contract(dh * (1 - square(h)), x, over: .time, .batch))
    })

  private static let state: [Axis] = [.time, .batch, "hidden"]
}

/// The previous output, with the axis that the recurrent weights sum over.
private let recurrent = previous(h, along: .time).renamed("hidden", to: "recurrent")
