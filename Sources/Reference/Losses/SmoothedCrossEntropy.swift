package import Equations

private let (z, target, smoothed) = (quantity("z"), quantity("target"), quantity("smoothed"))
private let (logY, loss, dz) = (quantity("logY"), quantity("loss"), gradient(of: quantity("z")))
private let smoothing = setting("smoothing")

extension Component {
  /// Cross entropy with smoothed labels: a small share of each target goes to all classes alike.
  package static let smoothedCrossEntropy: Component = Component(
    name: "smoothedCrossEntropy", title: "Cross entropy with label smoothing", kind: .loss,
    conventions: .plain(rule: "of logits, averaged; the right class has 1 − s + s/K of K classes"),
    equations: { _ in
      let centred = z - max(z, over: "classes")
      smoothed ← (1 - smoothing) * target + smoothing / extent(of: z, "classes")
      logY ← centred - log(sum(exp(centred), over: "classes"))
      loss ← mean(-sum(smoothed * logY, over: "classes"), over: .batch)
    },
    backward: { _ in
      dz ← (exp(logY) - smoothed) / extent(of: z, .batch)
    },
    settings: [.init("smoothing", "s", default: 0.1, in: .unitInterval, general: 0.3)],
    inputs: [
      Input(z, "the score of each class, before the softmax", axes: [.batch, "classes"]),
      Input(target, "1 for the right class, 0 for the others", axes: [.batch, "classes"], in: .unitInterval),
    ],
    axes: [loss: [], smoothed: [.batch, "classes"], logY: [.batch, "classes"]],
    internals: [logY],
    sources: [
      "Szegedy et al., Rethinking the Inception architecture, 2016, section 7; in no note",
      "PyTorch (cross_entropy with label_smoothing), Keras and optax (smooth_labels)",
    ])
}
