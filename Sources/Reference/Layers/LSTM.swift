package import Equations

extension Component {
  /// The long short-term memory: a cell c that gates i, f and o let change, be kept and be seen.
  ///
  /// The rows of Wx, Wh and b are the four gates' one below the other, in the order that the convention names.
  package static let lstm = Component(
    name: "lstm",
    title: "Long short-term memory",
    kind: .layer,
    sources: [
      "Hochreiter and Schmidhuber, Long short-term memory, 1997; the forget gate: Gers, Schmidhuber and Cummins, 2000",
      "named in notes 002 (syllabus) and 003 (next week)",
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
      Input("dh", "the gradient of the loss at every output", axes: [.time, .batch, "hidden"]),
    ],
    initial: ["h": quantity("h0"), "c": quantity("c0")],
    axes: [
      "z": [.time, .batch, "gate", "hidden"], "dz": [.time, .batch, "gate", "hidden"],
      "i": state, "f": state, "g": state, "o": state, "c": state, "h": state, "dh": state, "dc": state,
      "dx": [.time, .batch, "features"], "dWx": ["gates", "features"], "dWh": ["gates", "recurrent"], "db": ["gates"],
      "dh0": [.batch, "hidden"], "dc0": [.batch, "hidden"],
    ],
    internals: ["z", "dz", "i", "f", "g", "o", "dc"],
    conventions: LSTMConvention.self
  ) { _ in
    lstmForward
  }

  private static let state: [Axis] = [.time, .batch, "hidden"]
}

/// The order of the gates' rows.
package enum LSTMConvention: String, ConventionName {
  case plain

  package var rule: String { "rows i, f, g, o; one bias" }
  package var taughtIn: [String] { [] }
}

@EquationsBuilder
private var lstmForward: [Equation] {
  let (x, h, c) = (quantity("x"), quantity("h"), quantity("c"))
  let (z, i, f, candidate, o) = (quantity("z"), quantity("i"), quantity("f"), quantity("g"), quantity("o"))
  let recurrent = previous(h, along: .time).renamed("hidden", to: "recurrent")
  let rows = contract(x, quantity("Wx"), over: "features") + contract(recurrent, quantity("Wh"), over: "recurrent")

  z ← split(rows + quantity("b"), "gates", into: "gate", "hidden", like: quantity("h0"))
  i ← sigmoid(gather(z, at: 0, along: "gate"))
  f ← sigmoid(gather(z, at: 1, along: "gate"))
  candidate ← tanh(gather(z, at: 2, along: "gate"))
  o ← sigmoid(gather(z, at: 3, along: "gate"))
  c ← f * previous(c, along: .time) + i * candidate
  h ← o * tanh(c)
}
