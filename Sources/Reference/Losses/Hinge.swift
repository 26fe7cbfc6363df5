package import Equations

private let (loss, target, z) = (quantity("loss"), quantity("target"), quantity("z"))
private let dz = gradient(of: z)

extension Component {
  /// The hinge loss: nothing beyond a margin of 1 on the right side, and straight up on the wrong one.
  package static let hinge: Component = Component(
    name: "hinge", title: "Hinge loss", kind: .loss, conventions: .each(LossConvention.self),
    equations: { convention in
      loss ← convention.reduced(max(0, 1 - target * z))
    },
    backward: { convention in
      dz ← convention.share(select(greater(1 - target * z, 0), -target, 0), of: z)
    },
    inputs: [
      Input("z", "the scores, of any shape"),
      Input(target, "−1 or 1, of the same shape", in: .plusOrMinusOne),
    ],
    axes: [loss: []],
    sources: [
      "Cortes and Vapnik, Support-vector networks, 1995; in no note",
      "Keras (Hinge) and optax (hinge_loss); at the margin itself the slope is 0",
    ])
}
