package import Equations

private let (rowAverage, columnAverage) = (quantity("rowAverage"), quantity("columnAverage"))
private let squareAverage = quantity("squareAverage", symbol: "E[g²]")
private let vHat = quantity("vHat", symbol: "v̂")
private let update = quantity("update", symbol: "Δw")

extension Component {
  /// Adafactor: the average squared gradient of a matrix is kept as its row and column means only.
  ///
  /// A matrix's averages are R and C, and v̂ is R·C over the mean of R. Every other parameter keeps its whole average,
  /// even one of three axes or more, which PyTorch factors along its last two. The update is cut to a root mean square
  /// of at most d, and the step is relative to the parameter's own.
  package static let adafactor: Component = Component(
    name: "adafactor", title: "Adafactor", kind: .optimizer,
    conventions: .plain(rule: "PyTorch's form: ε₁ is a floor, the rate relative to the parameter"),
    equations: { _ in
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
    },
    settings: [
      .learningRate(0.01), .weightDecay(0),
      .init("decayExponent", "c", default: -0.8, in: .nonPositive, general: -0.6),
      .init("epsilon1", "ε₁", default: 0x1p-52, in: .nonNegative, general: 0.03),
      .init("epsilon2", "ε₂", default: 1e-3, in: .nonNegative, general: 0.02),
      .init("threshold", "d", default: 1, in: .positive, general: 1.3),
    ],
    axes: [rowAverage: [.rows], columnAverage: [.columns]],
    sources: [
      "Shazeer and Stern, Adafactor: adaptive learning rates with sublinear memory cost, ICML 2018, algorithms 4 and 5",
      "in no note; PyTorch is this for vectors and matrices: ε₁ is a floor, its square under the root, and the relative rate "
        + "is min(η, 1/√t); a parameter of more axes it factors along the last two, which is not done here",
      "the paper and Keras add ε₁ to g²; optax has no minimum over 1/√t and factors only from 128 rows and columns on",
    ])
}
