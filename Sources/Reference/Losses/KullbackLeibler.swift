package import Equations

private let (y, target, loss) = (quantity("y"), quantity("target"), quantity("loss"))
private let dy = gradient(of: y)

extension Component {
  /// The divergence of Kullback and Leibler: what is lost where y stands for the target's probabilities.
  package static let kullbackLeibler: Component = Component(
    name: "kullbackLeibler", title: "Kullback–Leibler divergence", kind: .loss,
    conventions: .each(KullbackLeiblerConvention.self),
    equations: { convention in
      // 0·ln 0 is 0: a class that the target excludes does not count.
      let terms = sum(select(equal(target, 0), 0, target * (log(target) - log(y))), over: "classes")
      switch convention {
      case .mean: loss ← mean(terms, over: .batch)
      case .sum: loss ← sum(terms, over: .batch)
      }
    },
    backward: { convention in
      let slope = select(equal(target, 0), 0, -target / y)
      switch convention {
      case .mean: dy ← slope / extent(of: y, .batch)
      case .sum: dy ← slope
      }
    },
    inputs: [
      Input(y, "the probability of each class", axes: [.batch, "classes"], in: .unitInterval),
      Input(target, "the wanted probability of each class", axes: [.batch, "classes"], in: .unitInterval),
    ],
    axes: [loss: []],
    sources: [
      "Kullback and Leibler, On information and sufficiency, 1951; in no note",
      "PyTorch (kl_div of ln y, with batchmean or sum); its mean divides by the classes as well",
    ],
    mistakes: { convention in
      KnownMistake(
        in: loss, "the target's own entropy is left out: that is the cross entropy", .rule(of: "crossEntropy"),
        convention == .mean
          ? mean(-sum(target * log(y), over: "classes"), over: .batch)
          : sum(-sum(target * log(y), over: "classes"), over: .batch))
    })
}

/// The mean or the sum over the examples.
package enum KullbackLeiblerConvention: String, ConventionName {
  case mean, sum

  package var rule: String {
    switch self {
    case .mean: "averaged over the examples"
    case .sum: "summed over the examples"
    }
  }
}
