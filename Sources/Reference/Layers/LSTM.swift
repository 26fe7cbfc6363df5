package import Equations

private let (b, bh, x, h0, c0) = (quantity("b"), quantity("bh"), quantity("x"), quantity("h0"), quantity("c0"))
private let (Wx, Wh, z, i, f) = (quantity("Wx"), quantity("Wh"), quantity("z"), quantity("i"), quantity("f"))
private let (candidate, o, c, h) = (quantity("g"), quantity("o"), quantity("c"), quantity("h"))
private let (dhTotal, dhBefore, dcBefore) = (quantity("dhTotal"), quantity("dhBefore"), quantity("dcBefore"))
private let (dbh, db, dh, dz) = (gradient(of: bh), gradient(of: b), gradient(of: h), gradient(of: z))
private let (dc, dx, dWx, dWh) = (gradient(of: c), gradient(of: x), gradient(of: Wx), gradient(of: Wh))
private let (dh0, dc0) = (gradient(of: h0), gradient(of: c0))

extension Component {
  /// The long short-term memory: a cell c that gates i, f and o let change, be kept and be seen.
  ///
  /// The rows of Wx, Wh and the biases are those of the gates i, f, g and o one below the other.
  package static let lstm: Component = Component(
    name: "lstm", title: "Long short-term memory", kind: .layer, conventions: .each(LSTMConvention.self),
    equations: { convention in
      let rows = contract(x, Wx, over: "features") + contract(recurrent, Wh, over: "recurrent")
      let bias = convention == .plain ? b : b + bh

      z ← split(rows + bias, "gates", into: "gate", "hidden", like: h0)
      i ← Equations.sigmoid(gather(z, at: 0, along: "gate"))
      f ← Equations.sigmoid(gather(z, at: 1, along: "gate"))
      candidate ← Equations.tanh(gather(z, at: 2, along: "gate"))
      o ← Equations.sigmoid(gather(z, at: 3, along: "gate"))
      c ← f * previous(c, along: .time) + i * candidate
      h ← o * Equations.tanh(c)
    },
    // Back-propagation through time: from the last position to the first, then everything that is summed over positions.
    backward: { convention in
      let di = dc * candidate * i * (1 - i)
      let df = dc * previous(c, along: .time) * f * (1 - f)
      let dg = dc * i * (1 - square(candidate))
      let dO = dhTotal * Equations.tanh(c) * o * (1 - o)
      let rows = merge(dz, "gate", "hidden", into: "gates")

      dhTotal ← dh + next(dhBefore, along: .time)
      dc ← dhTotal * o * (1 - square(Equations.tanh(c))) + next(dcBefore, along: .time)
      dz ← row(0, of: z) * di + row(1, of: z) * df + row(2, of: z) * dg + row(3, of: z) * dO
      dhBefore ← contract(rows, Wh, over: "gates").renamed("recurrent", to: "hidden")
      dcBefore ← dc * f

      dx ← contract(rows, Wx, over: "gates")
      dWx ← contract(rows, x, over: .time, .batch)
      dWh ← contract(rows, recurrent, over: .time, .batch)
      db ← sum(rows, over: .time, .batch)
      dh0 ← gather(dhBefore, at: 0, along: .time)
      dc0 ← gather(dcBefore, at: 0, along: .time)
      // Only the sum of the two biases matters, so both have the same gradient.
      if convention == .twoBiases { dbh ← db }
    },
    inputs: [
      Input(x, "the sequence", axes: [.time, .batch, "features"]),
      Input(h0, "the output before the first position", axes: [.batch, "hidden"]),
      Input(c0, "the cell before the first position", axes: [.batch, "hidden"]),
      Input(Wx, "input weights, the gates' rows stacked", axes: ["gates", "features"]),
      Input(Wh, "recurrent weights, the gates' rows stacked", axes: ["gates", "recurrent"]),
      Input(b, "biases, the gates' stacked", axes: ["gates"]),
      Input(bh, "biases beside the recurrent weights, the gates' stacked", axes: ["gates"]),
      Input(dh, "the gradient of the loss at every output"),
    ],
    initial: [h: h0, c: c0],
    axes: [
      z: [.time, .batch, "gate", "hidden"], i: state, f: state, candidate: state, o: state, c: state, h: state,
      dhTotal: state, dhBefore: state, dcBefore: state,
    ],
    internals: [z, dz, i, f, candidate, o, dc, dhTotal, dhBefore, dcBefore],
    requirements: Recurrence.requirements(gates: 4),
    sources: [
      "Hochreiter and Schmidhuber, Long short-term memory, 1997; the forget gate: Gers, Schmidhuber and Cummins, 2000",
      "named in note 002 (syllabus)",
      "PyTorch stacks i, f, g, o and adds two biases; Keras i, f, c, o with one bias, the forget gate's starting at 1",
    ],
    mistakes: { _ in
      KnownMistake(
        in: c, "the old cell is kept whole: the forget gate says how much of it",
        .source("the forget gate: Gers, Schmidhuber and Cummins"), previous(c, along: .time) + i * candidate)
      KnownMistake(
        in: c, "1 − f lets the candidate in, as if the gates were one", .rule(of: "gru"),
        f * previous(c, along: .time) + (1 - f) * candidate)
      let di = dc * candidate * i * (1 - i)
      let df = dc * previous(c, along: .time) * f * (1 - f)
      let dg = dc * i * candidate * (1 - candidate)
      let dO = dhTotal * Equations.tanh(c) * o * (1 - o)
      KnownMistake(
        in: dz, "g·(1 − g), the slope of a sigmoid, stands where 1 − g² belongs", .sample("60-lstm/slopeOfCandidate"),
        row(0, of: z) * di + row(1, of: z) * df + row(2, of: z) * dg + row(3, of: z) * dO)
    })

  private static let state: [Axis] = [.time, .batch, "hidden"]
}

/// The number of biases. One does the work of two, but two learn twice as fast.
package enum LSTMConvention: String, ConventionName {
  case plain, twoBiases

  package var rule: String {
    switch self {
    case .plain: "rows i, f, g, o; one bias"
    case .twoBiases: "rows i, f, g, o; a bias beside each of Wx and Wh (PyTorch)"
    }
  }

  package var taughtIn: [String] { self == .plain ? ["002"] : [] }
}

/// The previous output, with the axis that the recurrent weights sum over.
private let recurrent = previous(h, along: .time).renamed("hidden", to: "recurrent")

/// 1 on the rows of one gate.
func row(_ gate: Expression, of z: Expression) -> Expression { oneHot(gate, as: "gate", of: z) }
