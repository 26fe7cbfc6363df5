package import Equations

extension Component {
  /// AMSGrad: Adam that never forgets the largest average squared gradient, so that no step size grows again.
  package static let amsgrad: Component = Component(
    name: "amsgrad",
    title: "AMSGrad",
    kind: .optimizer,
    sources: [
      "Reddi, Kale and Kumar, On the convergence of Adam and beyond, ICLR 2018, algorithm 2 (uncorrected)",
      "note 003 names it",
      "PyTorch is corrected; optax takes the maximum over v̂; Keras corrects as its Adam does, ε beside the raw root",
    ],
    settings: [.learningRate(0.001), .beta1(0.9), .beta2(0.999), .epsilon(1e-8)],
    mistakes: KnownMistake.list {
      KnownMistake.average("m", β1)
      KnownMistake.squares("v", β2)
      KnownMistake(
        in: "vMax", "the maximum is added to, not taken: the larger of the two is wanted",
        previous(quantity("vMax")) + quantity("v"))
      KnownMistake(
        in: "vMax", "the largest of all elements stands for each of them",
        max(previous(quantity("vMax")), max(quantity("v"), over: .elements)))
      KnownMistake(
        in: "vMax", "squared gradients are compared: it is their average that must not fall",
        max(previous(quantity("vMax")), square(g)))
      KnownMistake(
        in: "v", "the average goes on from the maximum: v itself may fall",
        β2 * previous(quantity("vMax")) + (1 - β2) * square(g))
      KnownMistake(
        in: "weights", "v divides, as in Adam: the maximum was for nothing", only: ["uncorrected"],
        previous(w) - η * quantity("m") / (sqrt(quantity("v")) + ε))
      KnownMistake(
        in: "vHat", "v is corrected and used, as in Adam: the maximum was for nothing", only: ["corrected"],
        quantity("v") / (1 - pow(β2, t)))
    },
    conventions: AmsgradConvention.self
  ) { convention in
    let m = quantity("m")
    let v = quantity("v")
    let vMax = quantity("vMax")
    let mHat = quantity("mHat")
    let vHat = quantity("vHat")

    m ← β1 * previous(m) + (1 - β1) * g
    v ← β2 * previous(v) + (1 - β2) * square(g)
    vMax ← max(previous(vMax), v)
    switch convention {
    case .uncorrected:
      w ← previous(w) - η * m / (sqrt(vMax) + ε)
    case .corrected:
      mHat ← m / (1 - pow(β1, t))
      vHat ← vMax / (1 - pow(β2, t))
      w ← previous(w) - η * mHat / (sqrt(vHat) + ε)
    }
  }
}

/// Whether the moments are corrected.
package enum AmsgradConvention: String, ConventionName {
  case uncorrected, corrected

  package var rule: String {
    switch self {
    case .uncorrected: "no bias correction, as published"
    case .corrected: "the maximum over raw v, then both moments are corrected"
    }
  }

  package var taughtIn: [String] {
    switch self {
    case .uncorrected: ["003"]
    case .corrected: []
    }
  }
}
