package import Equations

private let (x, average, variance, xHat) = (quantity("x"), quantity("mean"), quantity("variance"), quantity("xHat"))
private let (y, gamma, beta) = (quantity("y"), quantity("gamma"), quantity("beta"))
private let (dy, dxHat, dx, dgamma) = (gradient(of: y), gradient(of: xHat), gradient(of: x), gradient(of: gamma))
private let dbeta = gradient(of: beta)
private let groups = setting("groups")

extension Component {
  /// Group normalisation: within each example, each group of channels is brought to mean 0 and variance 1 over all its
  /// pixels; each channel is then scaled as learned.
  package static let groupNorm: Component = Component(
    name: "groupNorm", title: "Group normalisation", kind: .layer,
    conventions: .plain(rule: "the biased variance of each example's group, ε under the root"),
    equations: { _ in
      average ← averaged(grouped(x))
      variance ← averaged(square(grouped(x) - average))
      xHat ← joined((grouped(x) - average) / sqrt(variance + ε))
      y ← gamma * xHat + beta
    },
    backward: { _ in
      dxHat ← dy * gamma
      let (slope, normal) = (grouped(dxHat), grouped(xHat))
      dx ← joined((slope - averaged(slope) - normal * averaged(slope * normal)) / sqrt(variance + ε))
      dgamma ← sum(dy * xHat, over: .batch, "height", "width")
      dbeta ← sum(dy, over: .batch, "height", "width")
    },
    settings: [.init("groups", "G", default: 2, in: .count), .epsilon(1e-5)],
    inputs: [
      Input(x, "a batch of images", axes: image),
      Input(gamma, "the scale γ", axes: ["channels"]),
      Input(beta, "the shift β", axes: ["channels"]),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [average: [.batch, "group"], variance: [.batch, "group"], xHat: image, y: image],
    internals: [dxHat],
    requirements: [
      Requirement(
        "the number of channels, a multiple of groups,", extent(of: x, "channels"), .equal,
        groups * max(floor(extent(of: x, "channels") / groups), 1))
    ],
    // The mean of the squares less the square of the mean: it loses digits where the mean is large, and is taught too.
    forms: { _ in [variance: [averaged(square(grouped(x))) - square(average)]] },
    sources: [
      "Wu and He, Group normalization, 2018, equations 1 to 7; in no note",
      "PyTorch (GroupNorm, ε 1e-5) and Keras (GroupNormalization, ε 1e-3, channels last, 32 groups): neighbouring "
        + "channels are a group, the variance is biased",
      "one group is layer normalisation of all but the batch, as many groups as channels are instance normalisation",
    ],
    mistakes: { _ in
      let count = extent(of: grouped(x), "member") * extent(of: x, "height") * extent(of: x, "width")
      KnownMistake(
        in: variance, "the unbiased variance is taken: the squares are divided by one fewer than there are numbers",
        .source("the variance is biased"), averaged(square(grouped(x) - average)) * count / (count - 1))
      KnownMistake(
        in: dx, "mean and variance are taken for constants, though they depend on every number of the group",
        .source("equations 1 to 7"), joined(grouped(dxHat) / sqrt(variance + ε)))
    })

  private static let image: [Axis] = [.batch, "channels", "height", "width"]

  /// The channels of each group, side by side along an axis of their own.
  private static let members = Window(
    "channels", kernel: "member", size: extent(of: x, "channels") / groups, stride: extent(of: x, "channels") / groups)

  private static func grouped(_ a: Expression) -> Expression {
    window(a, members).renamed("channels", to: "group")
  }

  private static func joined(_ a: Expression) -> Expression {
    fold(a.renamed("group", to: "channels"), back: members, like: x)
  }

  private static func averaged(_ a: Expression) -> Expression { mean(a, over: "member", "height", "width") }
}
