package import Equations

private let (boundaries, rate, values) = (quantity("boundaries"), quantity("learningRate"), quantity("values"))

extension Component {
  /// Piecewise constant: a list of rates, each in force from its boundary on.
  ///
  /// `boundaries` has one entry for each of `values`, ascending from 0, so that every step has a rate.
  package static let piecewiseConstant: Component = Component(
    name: "piecewiseConstant", title: "Piecewise constant learning rate", kind: .schedule,
    conventions: .each(PiecewiseConstantConvention.self),
    equations: { convention in
      let isPast = convention == .leftClosed ? atLeast(t, boundaries) : greater(t, boundaries)

      rate
        ← sum(
          select(equal(boundaries, max(select(isPast, boundaries, 0), over: "piece")), values, 0),
          over: "piece")
    },
    inputs: [
      Input(boundaries, "the step from which each rate holds, the first 0", axes: ["piece"], in: .ascendingFromZero),
      Input(values, "the rates", axes: ["piece"], in: .nonNegative),
    ],
    sources: [
      "note 002: η(t) = ηᵢ for tᵢ ≤ t ≤ tᵢ₊₁, which leaves open whose the boundary is",
      "optax (piecewise_constant_schedule) is leftClosed, but takes factors; Keras (PiecewiseConstantDecay) is rightClosed, "
        + "without the first boundary; both count updates from 0, so that a boundary comes one update later than here",
    ])
}

/// The piece that a boundary belongs to.
package enum PiecewiseConstantConvention: String, ConventionName {
  case leftClosed, rightClosed

  package var rule: String {
    switch self {
    case .leftClosed: "tᵢ ≤ t < tᵢ₊₁: a boundary belongs to what follows it"
    case .rightClosed: "tᵢ < t ≤ tᵢ₊₁: a boundary belongs to what precedes it"
    }
  }

  package var taughtIn: [String] {
    switch self {
    case .leftClosed: ["002"]
    case .rightClosed: ["002"]
    }
  }
}
