package import Equations

extension Component {
  /// Adafactor: the average squared gradient of a matrix is kept as its row and column means only.
  ///
  /// A matrix's averages are R and C, and v̂ is R·C over the mean of R; every other parameter keeps its whole average, also
  /// one of three axes or more, which PyTorch factors along its last two. The update is cut to a root mean square of at most
  /// d, and the step is relative to the parameter's own.
  package static let adafactor: Component = Component(
    name: "adafactor",
    title: "Adafactor",
    kind: .optimizer,
    sources: [
      "Shazeer and Stern, Adafactor: adaptive learning rates with sublinear memory cost, ICML 2018, algorithms 4 and 5",
      "in no note; PyTorch is this for vectors and matrices: ε₁ is a floor, its square under the root, and the relative rate "
        + "is min(η, 1/√t); a parameter of more axes it factors along the last two, which is not done here",
      "the paper and Keras add ε₁ to g²; optax has no minimum over 1/√t and factors only from 128 rows and columns on",
    ],
    settings: [
      .learningRate(0.01), .weightDecay(0),
      .init("decayExponent", "c", default: -0.8, in: .nonPositive),
      .init("epsilon1", "ε₁", default: 0x1p-52, in: .nonNegative),
      .init("epsilon2", "ε₂", default: 1e-3, in: .nonNegative),
      .init("threshold", "d", default: 1, in: .positive),
    ],
    axes: ["rowAverage": [.rows], "columnAverage": [.columns]],
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "rowAverage", "the mean is taken down the rows: for a row's average it runs along the columns",
        forMatrices(
          like: g,
          (1 - pow(t, setting("decayExponent"))) * previous(quantity("rowAverage")) + pow(t, setting("decayExponent"))
            * sum(square(g), over: .columns), otherwise: absent))
      KnownMistake(
        in: "vHat", "the product of both averages is not divided by the mean of the rows'",
        forMatrices(like: g, quantity("rowAverage") * quantity("columnAverage"), otherwise: quantity("squareAverage")))
      KnownMistake(
        in: "vHat", "the mean is taken of the columns' averages: it is that of the rows'",
        forMatrices(
          like: g,
          quantity("rowAverage") * quantity("columnAverage")
            / max(mean(quantity("columnAverage"), over: .columns), setting("epsilon1")),
          otherwise: quantity("squareAverage")))
      KnownMistake(
        in: "vHat", "the two averages are added: they are multiplied",
        forMatrices(
          like: g, (quantity("rowAverage") + quantity("columnAverage")) / 2, otherwise: quantity("squareAverage")))
      KnownMistake(
        in: "update", "the gradient is divided by v̂ itself, without a root",
        g / max(quantity("vHat"), square(setting("epsilon1"))))
      KnownMistake(
        in: "weights", "the update is not cut to a root mean square of d",
        previous(w) - η * λ * previous(w) - max(setting("epsilon2"), rootMeanSquare(previous(w))) * min(η, 1 / sqrt(t))
          * quantity("update"))
      KnownMistake(
        in: "weights", "the step does not go by the size of the weights",
        previous(w) - η * λ * previous(w) - min(η, 1 / sqrt(t)) * quantity("update")
          / max(1, rootMeanSquare(quantity("update")) / setting("threshold")))
    },
    conventions: AdafactorConvention.self
  ) { _ in
    let rowAverage = quantity("rowAverage")
    let columnAverage = quantity("columnAverage")
    let squareAverage = quantity("squareAverage")
    let vHat = quantity("vHat")
    let update = quantity("update")
    let ε1 = setting("epsilon1")
    let ε2 = setting("epsilon2")
    let d = setting("threshold")
    // 1 − β₂ₜ, the share of the newest square.
    let share = pow(t, setting("decayExponent"))
    let relativeRate = min(η, 1 / sqrt(t))

    rowAverage
      ← forMatrices(
        like: g, (1 - share) * previous(rowAverage) + share * mean(square(g), over: .columns), otherwise: absent)
    columnAverage
      ← forMatrices(
        like: g, (1 - share) * previous(columnAverage) + share * mean(square(g), over: .rows), otherwise: absent)
    squareAverage
      ← forMatrices(
        like: g, absent, otherwise: (1 - share) * previous(squareAverage) + share * square(g))
    vHat
      ← forMatrices(
        like: g, rowAverage * columnAverage / max(mean(rowAverage, over: .rows), ε1), otherwise: squareAverage)
    update ← g / sqrt(max(vHat, square(ε1)))
    w ← previous(w) - η * λ * previous(w)
      - max(ε2, rootMeanSquare(previous(w))) * relativeRate * update / max(1, rootMeanSquare(update) / d)
  }
}

/// Adafactor is written one way only.
package enum AdafactorConvention: String, ConventionName {
  case plain

  package var rule: String { "PyTorch's form: ε₁ is a floor, the rate relative to the parameter" }
  package var taughtIn: [String] { [] }
}
