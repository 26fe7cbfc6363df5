package import Equations

extension Component {
  /// The logistic loss: binary cross entropy with targets −1 and 1.
  package static let logisticLoss: Component = Component(
    name: "logisticLoss",
    title: "Logistic loss",
    kind: .loss,
    sources: ["named in note 003: ln(1 + e^(−t·z)); PyTorch's soft_margin_loss"],
    settings: [],
    inputs: [.logit, Input("target", "−1 or 1, of the same shape", in: .plusOrMinusOne)],
    axes: ["loss": []],
    taughtIn: [.mean: ["003"]],
    conventions: LossConvention.self
  ) { convention in
    quantity("loss") ← convention.reduced(softplus(-quantity("target") * quantity("z")))
  } backward: { convention in
    let (z, target) = (quantity("z"), quantity("target"))
    quantity("dz") ← convention.share(-target * Equations.sigmoid(-target * z), of: z)
  }
}
