internal import Equations

/// The functions that stand in networks in the place of one another.
enum Activations {
  /// The value of each at a formula.
  static func all(of a: Node) -> [Node] {
    let x = Expression(a)
    return (rectifiers(x) + sigmoids(x) + others(x)).map(\.node)
  }

  /// The few that stand at any place of a formula.
  static func usual(of a: Node) -> [Node] {
    let x = Expression(a)
    let found: [Expression] = [
      -x, abs(x), square(x), tanh(x), sigmoid(x), max(x, 0), min(max(x, -1), 1), softplus(x), exp(x), log(abs(x)),
      sqrt(abs(x)),
    ]
    return found.map(\.node)
  }

  /// The slopes of other functions, at what a function is taken of, or at its value.
  static func slopes(at a: Node) -> [Node] {
    let x = Expression(a)
    let leaks = [0.01, 0.05, 0.1, 0.2, 0.3].map { select(greater(x, 0), 1, number($0)) }
    let sigmoid = sigmoid(x)
    let smooth = [sigmoid * (1 - sigmoid), sigmoid, x * (1 - x), exp(x), 1 / square(1 + abs(x)), 2 * x, x]
    let steps = [greater(x, 0), atLeast(x, 0), select(greater(x, 0), 1, exp(x)), greater(1, abs(x))]
    return ([1, 1 - x, 1 - abs(x), 1 - square(x), 1 - tanh(x)] + leaks + smooth + steps).map(\.node)
  }

  private static func rectifiers(_ x: Expression) -> [Expression] {
    let leaks = [0.01, 0.05, 0.1, 0.2, 0.3].map { max(x, number($0) * x) }
    let cubic = x + number(0.044715) * cube(x)
    // √(2/π), of the usual approximation of GELU.
    let gelu = number(0.5) * x * (1 + tanh(number(0.7978845608028654) * cubic))
    let exponential = select(greater(x, 0), x, expm1(x))
    return leaks + [max(x, 0), min(max(x, 0), 6), min(max(x, 0), 1), exponential, softplus(x), x * sigmoid(x), gelu]
      + [x * tanh(softplus(x))]
  }

  private static func sigmoids(_ x: Expression) -> [Expression] {
    let root = sqrt(1 + square(x))
    let lecun = number(1.7159) * tanh(2 * x / 3)
    let rational = x * (27 + square(x)) / (27 + 9 * square(x))
    let hard = [min(max(number(0.2) * x + number(0.5), 0), 1), min(max(x / 6 + number(0.5), 0), 1)]
    let series = x - cube(x) / 3
    let longer = series + 2 * cube(x) * square(x) / 15
    return hard + [
      sigmoid(x), tanh(x), x / (1 + abs(x)), min(max(x, -1), 1), x / root, lecun, rational, series, longer,
    ]
      + [sigmoid(-x), (1 + tanh(x)) / 2, sigmoid(x) - number(0.5), tanh(tanh(x)), tanh(abs(x)), abs(tanh(x))]
  }

  private static func others(_ x: Expression) -> [Expression] {
    let slopes = [square(tanh(x)), 1 - square(tanh(x)), cube(tanh(x)), x - tanh(x), tanh(square(x))]
    let bells = [exp(-square(x)), exp(-square(x) / 2)]
    let plain = [x, -x, exp(x), exp(-x), expm1(x), square(x), cube(x), abs(x), sign(x), atLeast(x, 0), greater(x, 0)]
    return slopes + bells + plain + [sqrt(abs(x)), log(1 + abs(x)), sign(x) * log(1 + abs(x))]
  }

  private static func cube(_ x: Expression) -> Expression { x * square(x) }
}
