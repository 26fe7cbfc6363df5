package import Equations

extension Component {
  /// The gated recurrent unit: r lets the past into the candidate n, z keeps it.
  ///
  /// The rows of Wx, Wh and b are those of r, z and n one below the other.
  package static let gru: Component = Component(
    name: "gru",
    title: "Gated recurrent unit",
    kind: .layer,
    sources: [
      "named in note 002 (among designs for sequences)",
      "Cho et al., Learning phrase representations using RNN encoder–decoder, 2014, equations 5 to 8 (resetBefore)",
      "PyTorch and Keras's default reset after the product, which needs a bias of its own (resetAfter)",
      "PyTorch's rows are r, z, n; Keras's z, r, h. Cho's text has z and 1 − z exchanged",
    ],
    settings: [],
    inputs: [
      Input("x", "the sequence", axes: [.time, .batch, "features"]),
      Input("h0", "the output before the first position", axes: [.batch, "hidden"]),
      Input("Wx", "input weights, the gates' rows stacked", axes: ["gates", "features"]),
      Input("Wh", "recurrent weights, the gates' rows stacked", axes: ["gates", "recurrent"]),
      Input("b", "biases, the gates' stacked", axes: ["gates"]),
      Input("bh", "biases beside the recurrent weights, the gates' stacked", axes: ["gates"]),
      Input("dh", "the gradient of the loss at every output", axes: state),
    ],
    initial: ["h": quantity("h0")],
    axes: [
      "a": gates, "rows": gates, "reset": [.time, .batch, "recurrent"], "r": state, "z": state, "n": state, "h": state,
      "dhTotal": state, "dn": state, "da": gates, "drows": gates, "dreset": [.time, .batch, "recurrent"],
      "dhBefore": state,
      "dx": [.time, .batch, "features"], "dWx": ["gates", "features"], "dWh": ["gates", "recurrent"],
      "db": ["gates"], "dbh": ["gates"], "dh0": [.batch, "hidden"],
    ],
    internals: [
      "a", "rows", "reset", "r", "z", "n", "dhTotal", "dn", "da", "drows", "dreset", "dhBefore",
    ],
    requirements: Recurrence.requirements(gates: 3),
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "h", "z and 1 − z have changed places, as in Cho's text",
        quantity("z") * quantity("n") + (1 - quantity("z")) * previous(quantity("h"), along: .time))
      KnownMistake(
        in: "h", "the old output is kept whole",
        (1 - quantity("z")) * quantity("n") + previous(quantity("h"), along: .time))
      KnownMistake(
        in: "h", "the candidate is taken whole", quantity("n") + quantity("z") * previous(quantity("h"), along: .time))
      KnownMistake(
        in: "h", "r keeps the past, and should be z",
        (1 - quantity("z")) * quantity("n") + quantity("r") * previous(quantity("h"), along: .time))
      KnownMistake(in: "h", "the old output is left out", (1 - quantity("z")) * quantity("n"))
      KnownMistake(
        in: "db", "the gradient is averaged over the batch: the loss has done so already",
        sum(merge(quantity("da"), "gate", "hidden", into: "gates"), over: .time, .batch)
          / extent(of: quantity("x"), .batch))
    },
    conventions: GRUConvention.self
  ) { convention in
    switch convention {
    case .resetAfter: GRU.resetAfter
    case .resetBefore: GRU.resetBefore
    }
  } backward: { convention in
    switch convention {
    case .resetAfter: GRU.backAfter
    case .resetBefore: GRU.backBefore
    }
    let a = merge(quantity("da"), "gate", "hidden", into: "gates")
    quantity("dx") ← contract(a, quantity("Wx"), over: "gates")
    quantity("dWx") ← contract(a, quantity("x"), over: .time, .batch)
    quantity("db") ← sum(a, over: .time, .batch)
    quantity("dh0") ← gather(quantity("dhBefore"), at: 0, along: .time)
  }

  private static let state: [Axis] = [.time, .batch, "hidden"]
  private static let gates: [Axis] = [.time, .batch, "gate", "hidden"]
}

/// Where the reset gate stands.
package enum GRUConvention: String, ConventionName {
  case resetAfter, resetBefore

  package var rule: String {
    switch self {
    case .resetAfter: "r scales the product with the recurrent weights, bias included"
    case .resetBefore: "r scales the output before, as published"
    }
  }

  package var taughtIn: [String] { self == .resetBefore ? ["002"] : [] }
}

private enum GRU {
  static let (r, z, n, h) = (quantity("r"), quantity("z"), quantity("n"), quantity("h"))
  /// What the gates take from the input, and from the output before.
  static let (a, rows, reset) = (quantity("a"), quantity("rows"), quantity("reset"))
  static let (da, drows, dn) = (quantity("da"), quantity("drows"), quantity("dn"))
  static let (dhTotal, dhBefore, dreset) = (quantity("dhTotal"), quantity("dhBefore"), quantity("dreset"))

  static let hBefore = previous(h, along: .time)
  static let recurrent = hBefore.renamed("hidden", to: "recurrent")
  static let Wh = quantity("Wh")
  static let fromInput = contract(quantity("x"), quantity("Wx"), over: "features") + quantity("b")

  static func stacked(_ product: Expression) -> Expression {
    split(product, "gates", into: "gate", "hidden", like: quantity("h0"))
  }
  static func gate(_ index: Expression, _ rows: Expression) -> Expression { gather(rows, at: index, along: "gate") }
  static func merged(_ rows: Expression) -> Expression { merge(rows, "gate", "hidden", into: "gates") }
  /// What a product with the recurrent weights gives back to the output before.
  static func back(_ rows: Expression) -> Expression { contract(merged(rows), Wh, over: "gates") }

  @EquationsBuilder static var resetAfter: [Equation] {
    a ← stacked(fromInput)
    rows ← stacked(contract(recurrent, Wh, over: "recurrent") + quantity("bh"))
    r ← sigmoid(gate(0, a) + gate(0, rows))
    z ← sigmoid(gate(1, a) + gate(1, rows))
    n ← tanh(gate(2, a) + r * gate(2, rows))
    h ← (1 - z) * n + z * hBefore
  }

  @EquationsBuilder static var resetBefore: [Equation] {
    a ← stacked(fromInput)
    rows ← stacked(contract(recurrent, Wh, over: "recurrent"))
    r ← sigmoid(gate(0, a) + gate(0, rows))
    z ← sigmoid(gate(1, a) + gate(1, rows))
    reset ← (r * hBefore).renamed("hidden", to: "recurrent")
    n ← tanh(gate(2, a) + gate(2, stacked(contract(reset, Wh, over: "recurrent"))))
    h ← (1 - z) * n + z * hBefore
  }

  @EquationsBuilder static var backAfter: [Equation] {
    let dz = dhTotal * (hBefore - n) * z * (1 - z)
    let dr = dn * gate(2, rows) * r * (1 - r)

    dhTotal ← quantity("dh") + next(dhBefore, along: .time)
    dn ← dhTotal * (1 - z) * (1 - square(n))
    da ← row(0, of: a) * dr + row(1, of: a) * dz + row(2, of: a) * dn
    drows ← row(0, of: a) * dr + row(1, of: a) * dz + row(2, of: a) * dn * r
    dhBefore ← dhTotal * z + back(drows).renamed("recurrent", to: "hidden")

    quantity("dWh") ← contract(merged(drows), recurrent, over: .time, .batch)
    quantity("dbh") ← sum(merged(drows), over: .time, .batch)
  }

  @EquationsBuilder static var backBefore: [Equation] {
    let dz = dhTotal * (hBefore - n) * z * (1 - z)
    let dr = dreset.renamed("recurrent", to: "hidden") * hBefore * r * (1 - r)

    dhTotal ← quantity("dh") + next(dhBefore, along: .time)
    dn ← dhTotal * (1 - z) * (1 - square(n))
    dreset ← back(row(2, of: a) * dn)
    drows ← row(0, of: a) * dr + row(1, of: a) * dz
    da ← drows + row(2, of: a) * dn
    dhBefore ← dhTotal * z + (back(drows) + dreset * throughReset).renamed("recurrent", to: "hidden")

    let candidates = contract(merged(row(2, of: a) * dn), reset, over: .time, .batch)
    quantity("dWh") ← contract(merged(drows), recurrent, over: .time, .batch) + candidates
  }

  private static let throughReset = r.renamed("hidden", to: "recurrent")
}
