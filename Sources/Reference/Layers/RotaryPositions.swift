package import Equations

private let (x, y, angle) = (quantity("x"), quantity("y"), quantity("angle"))
private let (dy, dx) = (gradient(of: y), gradient(of: x))

extension Component {
  /// Rotary positions: each pair of features is turned by an angle that grows with the position, more slowly from pair
  /// to pair.
  package static let rotaryPositions: Component = Component(
    name: "rotaryPositions", title: "Rotary position embedding", kind: .layer,
    conventions: .each(RotaryConvention.self),
    equations: { convention in
      let frequency = pow(setting("base"), -(2 * convention.pair) / features)
      angle ← positions(of: x, .time) * frequency
      y ← x * cos(angle) + convention.sign * convention.partner(of: x) * sin(angle)
    },
    backward: { convention in
      dx ← dy * cos(angle) - convention.sign * convention.partner(of: dy) * sin(angle)
    },
    settings: [.init("base", "θ", default: 10_000, in: .positive, general: 20)],
    inputs: [
      Input(x, "a batch of queries or keys", axes: sequence),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [y: sequence, angle: [.time, "features"]],
    internals: [angle],
    requirements: [
      Requirement("the number of features, an even one,", features, .equal, 2 * max(floor(features / 2), 1))
    ],
    sources: [
      "Su et al., RoFormer: enhanced transformer with rotary position embedding, 2021, equation 34 (interleaved); in no note",
      "halves is how the models of Hugging Face (GPT-NeoX, Llama) lay out the pairs; positions are counted from 0",
    ],
    mistakes: { convention in
      let forwards = dy * cos(angle) + convention.sign * convention.partner(of: dy) * sin(angle)
      let frequency = pow(setting("base"), -(2 * convention.pair) / features)
      KnownMistake(
        in: dx, "the gradient is turned forwards, as x was: it has to be turned back", .source("equation 34"), forwards)
      KnownMistake(
        in: angle, "positions are counted from 1: here the first one is 0", .source("counted from 0"),
        (positions(of: x, .time) + 1) * frequency)
    })

  private static let sequence: [Axis] = [.batch, .time, "features"]
}

private let features = extent(of: x, "features")

/// The features that are a pair.
package enum RotaryConvention: String, ConventionName {
  case interleaved, halves

  package var rule: String {
    switch self {
    case .interleaved: "neighbours are a pair: features 2i and 2i + 1, counted from 0"
    case .halves: "the halves are paired: features i and i + d/2, counted from 0"
    }
  }

  private var place: Expression { positions(of: x, "features") }

  /// The number of each feature's pair, from 0.
  fileprivate var pair: Expression {
    self == .interleaved ? floor(place / 2) : place - features / 2 * isSecond
  }

  /// 1 for the second feature of a pair, 0 for the first.
  private var isSecond: Expression {
    self == .interleaved ? place - 2 * floor(place / 2) : atLeast(place, features / 2)
  }

  /// −1 for the first feature of a pair, 1 for the second.
  fileprivate var sign: Expression { 2 * isSecond - 1 }

  /// The other feature of each pair.
  fileprivate func partner(of a: Expression) -> Expression {
    let away = self == .interleaved ? sign : sign * (features / 2)
    return gather(a.renamed("features", to: "partner"), at: place - away, along: "partner")
  }
}
