package import Equations

private let (loss, target, z) = (quantity("loss"), quantity("target"), quantity("z"))
private let dz = gradient(of: z)

extension Component {
  /// The logistic loss: binary cross entropy with targets −1 and 1.
  package static let logisticLoss: Component = Component(
    name: "logisticLoss", title: "Logistic loss", kind: .loss,
    conventions: .each(LossConvention.self, taughtIn: [.mean: ["003"]]),
    equations: { convention in
      loss ← convention.reduced(Equations.softplus(-target * z))
    },
    backward: { convention in
      dz ← convention.share(-target * Equations.sigmoid(-target * z), of: z)
    },
    inputs: [
      .logit,
      Input(target, "−1 or 1, of the same shape", in: .plusOrMinusOne),
    ],
    axes: [loss: []],
    sources: ["named in note 003: ln(1 + e^(−t·z)); PyTorch's soft_margin_loss"])
}
