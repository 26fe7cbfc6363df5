package import Equations

private let (Wx, x, dhBefore, h0) = (quantity("Wx"), quantity("x"), quantity("dhBefore"), quantity("h0"))
private let (Wh, b, bh, a, rows) = (quantity("Wh"), quantity("b"), quantity("bh"), quantity("a"), quantity("rows"))
private let (reset, r, z, n, h) = (quantity("reset"), quantity("r"), quantity("z"), quantity("n"), quantity("h"))
private let dhTotal = quantity("dhTotal")
private let (da, dx, dWx, db) = (gradient(of: a), gradient(of: x), gradient(of: Wx), gradient(of: b))
private let (dh0, dh, dn, drows) = (gradient(of: h0), gradient(of: h), gradient(of: n), gradient(of: rows))
private let (dr, dz) = (gradient(of: r), gradient(of: z))
private let (dreset, dWh, dbh) = (gradient(of: reset), gradient(of: Wh), gradient(of: bh))

extension Component {
  /// The gated recurrent unit: r lets the past into the candidate n, z keeps it.
  ///
  /// The rows of Wx, Wh and b are those of r, z and n one below the other.
  package static let gru: Component = Component(
    name: "gru", title: "Gated recurrent unit", kind: .layer, conventions: .each(GRUConvention.self),
    equations: { convention in
      a ← stacked(contract(x, Wx, over: "features") + b)
      switch convention {
      case .resetAfter: rows ← stacked(contract(recurrent, Wh, over: "recurrent") + bh)
      case .resetBefore: rows ← stacked(contract(recurrent, Wh, over: "recurrent"))
      }
      r ← Equations.sigmoid(gate(0, a) + gate(0, rows))
      z ← Equations.sigmoid(gate(1, a) + gate(1, rows))
      switch convention {
      case .resetAfter:
        n ← Equations.tanh(gate(2, a) + r * gate(2, rows))
      case .resetBefore:
        reset ← (r * hBefore).renamed("hidden", to: "recurrent")
        n ← Equations.tanh(gate(2, a) + gate(2, stacked(contract(reset, Wh, over: "recurrent"))))
      }
      h ← (1 - z) * n + z * hBefore
    },
    backward: { convention in
      let throughZ = dhTotal * (hBefore - n) * z * (1 - z)

      dhTotal ← dh + next(dhBefore, along: .time)
      dn ← dhTotal * (1 - z) * (1 - square(n))
      switch convention {
      case .resetAfter:
        let throughR = dn * gate(2, rows) * r * (1 - r)
        da ← row(0, of: a) * throughR + row(1, of: a) * throughZ + row(2, of: a) * dn
        drows ← row(0, of: a) * throughR + row(1, of: a) * throughZ + row(2, of: a) * dn * r
        dhBefore ← dhTotal * z + back(drows).renamed("recurrent", to: "hidden")
        dWh ← contract(merged(drows), recurrent, over: .time, .batch)
        dbh ← sum(merged(drows), over: .time, .batch)
      case .resetBefore:
        let throughReset = dreset * r.renamed("hidden", to: "recurrent")
        let throughGates = contract(dr, ofWh(0), over: "hidden") + contract(dz, ofWh(1), over: "hidden")
        let candidates = contract(merged(row(2, of: a) * dn), reset, over: .time, .batch)
        dreset ← contract(dn, ofWh(2), over: "hidden")
        dr ← dreset.renamed("recurrent", to: "hidden") * hBefore * r * (1 - r)
        dz ← throughZ
        dhBefore ← dhTotal * z + (throughGates + throughReset).renamed("recurrent", to: "hidden")
        dWh ← contract(merged(row(0, of: a) * dr + row(1, of: a) * dz), recurrent, over: .time, .batch) + candidates
        da ← row(0, of: a) * dr + row(1, of: a) * dz + row(2, of: a) * dn
      }
      dx ← contract(merged(da), Wx, over: "gates")
      dWx ← contract(merged(da), x, over: .time, .batch)
      db ← sum(merged(da), over: .time, .batch)
      dh0 ← gather(dhBefore, at: 0, along: .time)
    },
    inputs: [
      Input(x, "the sequence", axes: [.time, .batch, "features"]),
      Input(h0, "the output before the first position", axes: [.batch, "hidden"]),
      Input(Wx, "input weights, the gates' rows stacked", axes: ["gates", "features"]),
      Input(Wh, "recurrent weights, the gates' rows stacked", axes: ["gates", "recurrent"]),
      Input(b, "biases, the gates' stacked", axes: ["gates"]),
      Input(bh, "biases beside the recurrent weights, the gates' stacked", axes: ["gates"]),
      Input(dh, "the gradient of the loss at every output"),
    ],
    initial: [h: h0],
    axes: [
      a: gates, rows: gates, reset: [.time, .batch, "recurrent"], r: state, z: state, n: state, h: state,
      dhTotal: state, dhBefore: state,
    ],
    internals: [
      a, rows, reset, r, z, n, dhTotal, dn, da, drows, dreset, dr, dz, dhBefore,
    ],
    requirements: Recurrence.requirements(gates: 3),
    sources: [
      "named in note 002 (among designs for sequences)",
      "Cho et al., Learning phrase representations using RNN encoder–decoder, 2014, equations 5 to 8 (resetBefore)",
      "PyTorch and Keras's default reset after the product, which needs a bias of its own (resetAfter)",
      "PyTorch's rows are r, z, n; Keras's z, r, h. Cho's text has z and 1 − z exchanged",
    ],
    mistakes: { convention in
      KnownMistake(
        in: h, "z and 1 − z have changed places, as in Cho's text", .source("Cho's text has z and 1 − z exchanged"),
        z * n + (1 - z) * previous(h, along: .time))
      if convention == .resetBefore {
        KnownMistake(
          in: dz, "the slope of the sigmoid, z·(1 − z), is left out", .sample("61-gru/updateSlopeForgotten"),
          dhTotal * (hBefore - n))
        KnownMistake(
          in: dWh, "the candidate's rows take the output before, and r times it belongs there",
          .sample("61-gru/resetForgottenInWh"),
          contract(merged(row(0, of: a) * dr + row(1, of: a) * dz), recurrent, over: .time, .batch)
            + contract(merged(row(2, of: a) * dn), recurrent, over: .time, .batch))
      }
    })

  private static let state: [Axis] = [.time, .batch, "hidden"]
  private static let gates: [Axis] = [.time, .batch, "gate", "hidden"]
}

/// The place of the reset gate.
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

private let hBefore = previous(h, along: .time)
private let recurrent = hBefore.renamed("hidden", to: "recurrent")

/// The gates' rows side by side.
private func stacked(_ product: Expression) -> Expression {
  split(product, "gates", into: "gate", "hidden", like: h0)
}
private func gate(_ index: Expression, _ rows: Expression) -> Expression { gather(rows, at: index, along: "gate") }
/// The recurrent weights of one gate.
private func ofWh(_ index: Expression) -> Expression { gate(index, stacked(Wh)) }
/// The gates' rows one below the other.
private func merged(_ rows: Expression) -> Expression { merge(rows, "gate", "hidden", into: "gates") }
/// The gradient at the previous output, from the gradient at a product with the recurrent weights.
private func back(_ rows: Expression) -> Expression { contract(merged(rows), Wh, over: "gates") }
