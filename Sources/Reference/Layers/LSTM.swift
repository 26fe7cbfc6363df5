package import Equations

extension Component {
  /// The long short-term memory: a cell c that gates i, f and o let change, be kept and be seen.
  ///
  /// The rows of Wx, Wh and the biases are those of the gates i, f, g and o one below the other.
  package static let lstm: Component = Component(
    name: "lstm",
    title: "Long short-term memory",
    kind: .layer,
    sources: [
      "Hochreiter and Schmidhuber, Long short-term memory, 1997; the forget gate: Gers, Schmidhuber and Cummins, 2000",
      "named in note 002 (syllabus)",
      "PyTorch stacks i, f, g, o and adds two biases; Keras i, f, c, o with one bias, the forget gate's starting at 1",
    ],
    settings: [],
    inputs: [
      Input("x", "the sequence", axes: [.time, .batch, "features"]),
      Input("h0", "the output before the first position", axes: [.batch, "hidden"]),
      Input("c0", "the cell before the first position", axes: [.batch, "hidden"]),
      Input("Wx", "input weights, the gates' rows stacked", axes: ["gates", "features"]),
      Input("Wh", "recurrent weights, the gates' rows stacked", axes: ["gates", "recurrent"]),
      Input("b", "biases, the gates' stacked", axes: ["gates"]),
      Input("bh", "biases beside the recurrent weights, the gates' stacked", axes: ["gates"]),
      Input("dh", "the gradient of the loss at every output", axes: [.time, .batch, "hidden"]),
    ],
    initial: ["h": quantity("h0"), "c": quantity("c0")],
    axes: [
      "z": [.time, .batch, "gate", "hidden"], "dz": [.time, .batch, "gate", "hidden"],
      "i": state, "f": state, "g": state, "o": state, "c": state, "h": state, "dhTotal": state, "dc": state,
      "dhBefore": state, "dcBefore": state,
      "dx": [.time, .batch, "features"], "dWx": ["gates", "features"], "dWh": ["gates", "recurrent"], "db": ["gates"],
      "dbh": ["gates"],
      "dh0": [.batch, "hidden"], "dc0": [.batch, "hidden"],
    ],
    internals: ["z", "dz", "i", "f", "g", "o", "dc", "dhTotal", "dhBefore", "dcBefore"],
    requirements: Recurrence.requirements(gates: 4),
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "c", "the old cell is kept whole: the forget gate says how much of it",
        previous(quantity("c"), along: .time) + quantity("i") * quantity("g"))
      KnownMistake(
        in: "c", "the input gate is left out", quantity("f") * previous(quantity("c"), along: .time) + quantity("g"))
      KnownMistake(
        in: "c", "input and forget gate have changed places",
        quantity("i") * previous(quantity("c"), along: .time) + quantity("f") * quantity("g"))
      KnownMistake(
        in: "c", "1 − f lets the candidate in, as if the gates were one",
        quantity("f") * previous(quantity("c"), along: .time) + (1 - quantity("f")) * quantity("g"))
      KnownMistake(in: "h", "the cell is not squeezed by tanh", quantity("o") * quantity("c"))
      KnownMistake(in: "h", "the output gate is left out", Equations.tanh(quantity("c")))
      KnownMistake(in: "h", "the output gate stands inside the tanh", Equations.tanh(quantity("o") * quantity("c")))
    },
    conventions: LSTMConvention.self
  ) { convention in
    lstmForward(bias: convention == .plain ? quantity("b") : quantity("b") + quantity("bh"))
  } backward: { convention in
    lstmBackward
    // Only the sum of the two counts.
    if convention == .twoBiases { quantity("dbh") ← quantity("db") }
  }

  private static let state: [Axis] = [.time, .batch, "hidden"]
}

/// How many biases there are; one does what two do, but two learn twice as fast.
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

@EquationsBuilder
private func lstmForward(bias: Expression) -> [Equation] {
  let (x, h, c) = (quantity("x"), quantity("h"), quantity("c"))
  let (z, i, f, candidate, o) = (quantity("z"), quantity("i"), quantity("f"), quantity("g"), quantity("o"))
  let recurrent = previous(h, along: .time).renamed("hidden", to: "recurrent")
  let rows = contract(x, quantity("Wx"), over: "features") + contract(recurrent, quantity("Wh"), over: "recurrent")

  z ← split(rows + bias, "gates", into: "gate", "hidden", like: quantity("h0"))
  i ← sigmoid(gather(z, at: 0, along: "gate"))
  f ← sigmoid(gather(z, at: 1, along: "gate"))
  candidate ← tanh(gather(z, at: 2, along: "gate"))
  o ← sigmoid(gather(z, at: 3, along: "gate"))
  c ← f * previous(c, along: .time) + i * candidate
  h ← o * tanh(c)
}

/// Back-propagation through time: from the last position to the first, then everything that is summed over positions.
@EquationsBuilder
private var lstmBackward: [Equation] {
  let (z, i, f, candidate, o) = (quantity("z"), quantity("i"), quantity("f"), quantity("g"), quantity("o"))
  let (h, c, dz, dc) = (quantity("h"), quantity("c"), quantity("dz"), quantity("dc"))
  let (dhTotal, dhBefore, dcBefore) = (quantity("dhTotal"), quantity("dhBefore"), quantity("dcBefore"))
  let di = dc * candidate * i * (1 - i)
  let df = dc * previous(c, along: .time) * f * (1 - f)
  let dg = dc * i * (1 - square(candidate))
  let dO = dhTotal * tanh(c) * o * (1 - o)
  let rows = merge(dz, "gate", "hidden", into: "gates")
  let recurrent = previous(h, along: .time).renamed("hidden", to: "recurrent")

  dhTotal ← quantity("dh") + next(dhBefore, along: .time)
  dc ← dhTotal * o * (1 - square(tanh(c))) + next(dcBefore, along: .time)
  dz ← row(0, of: z) * di + row(1, of: z) * df + row(2, of: z) * dg + row(3, of: z) * dO
  dhBefore ← contract(rows, quantity("Wh"), over: "gates").renamed("recurrent", to: "hidden")
  dcBefore ← dc * f

  quantity("dx") ← contract(rows, quantity("Wx"), over: "gates")
  quantity("dWx") ← contract(rows, quantity("x"), over: .time, .batch)
  quantity("dWh") ← contract(rows, recurrent, over: .time, .batch)
  quantity("db") ← sum(rows, over: .time, .batch)
  quantity("dh0") ← gather(dhBefore, at: 0, along: .time)
  quantity("dc0") ← gather(dcBefore, at: 0, along: .time)
}

/// 1 on the rows of one gate.
func row(_ gate: Expression, of z: Expression) -> Expression { oneHot(gate, as: "gate", of: z) }
