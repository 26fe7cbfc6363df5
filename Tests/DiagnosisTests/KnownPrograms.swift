import Foundation
import Tensors

/// A program that makes a known mistake, written out as a student would write it.
struct KnownProgram: Sendable, CustomStringConvertible {
  let recipe: String
  let convention: String?
  /// Where the mistake is.
  let quantity: String
  /// Words of the sentence that its author must read.
  let words: String
  let body: Body

  enum Body: Sendable {
    /// An optimizer or a schedule, for one element: what it keeps from step to step, under the recipe's names; beside them
    /// the gradient `g`, the number of the step `t` and the setting of each name.
    case step(@Sendable (inout [String: Double], _ given: [String: Double]) -> Void)
    /// A layer or a loss: the wrong quantity, from what the program is given and what it has worked out rightly.
    case layer(@Sendable (Numbers) -> Tensor)
  }

  /// What a layer's program works on at a step.
  struct Numbers: Sendable {
    let tensors: [String: Tensor]
    let settings: [String: Double]

    subscript(_ name: String) -> Tensor { tensors[name] ?? Tensor(0) }
    func setting(_ name: String) -> Double { settings[name] ?? 0 }
  }

  init(_ recipe: String, convention: String? = nil, _ quantity: String, _ words: String, _ body: Body) {
    self.recipe = recipe
    self.convention = convention
    self.quantity = quantity
    self.words = words
    self.body = body
  }

  var description: String { "\(recipe) \(convention ?? ""): \(words)" }

  static let all = optimizers + activations + layers + convolutions + solutions + losses

  private static let optimizers: [KnownProgram] = [
    KnownProgram(
      "adam", "v", "the share of the new square is squared together with the gradient",
      .step { own, given in
        adam(&own, given) { v, g, β2 in β2 * v + pow((1 - β2) * g, 2) }
        own["weights", default: 0] -=
          given["learningRate"]! * own["mHat"]! / (own["vHat"]!.squareRoot() + given["epsilon"]!)
      }),
    KnownProgram(
      "adam", "weights", "the moments are corrected a second time",
      .step { own, given in
        adam(&own, given) { v, g, β2 in β2 * v + (1 - β2) * g * g }
        let factor = (1 - pow(given["beta2"]!, given["t"]!)).squareRoot() / (1 - pow(given["beta1"]!, given["t"]!))
        own["weights", default: 0] -=
          given["learningRate"]! * factor * own["mHat"]! / (own["vHat"]!.squareRoot() + given["epsilon"]!)
      }),
    KnownProgram(
      "momentum", convention: "heavyBall", "weights", "the velocity holds η already",
      .step { own, given in
        own["velocity"] = given["momentum"]! * own["velocity", default: 0] + given["learningRate"]! * given["g"]!
        own["weights", default: 0] -= given["learningRate"]! * own["velocity"]!
      }),
    KnownProgram(
      "momentum", convention: "velocity", "velocity", "η stands inside the velocity and outside of it",
      .step { own, given in
        own["velocity"] = given["momentum"]! * own["velocity", default: 0] + given["learningRate"]! * given["g"]!
        own["weights", default: 0] -= given["learningRate"]! * own["velocity"]!
      }),
    // The gradients are not set to zero between two steps.
    KnownProgram(
      "gradientDescent", "weights", "the gradients of all steps so far are added up",
      .step { own, given in
        own["accumulated", default: 0] += given["g"]!
        own["weights", default: 0] -= given["learningRate"]! * own["accumulated"]!
      }),
    KnownProgram(
      "stepDecay", "learningRate", "is rounded to the nearest whole number, and should be rounded down",
      .step { own, given in
        let falls = ((given["t"]! - 1) / given["interval"]!).rounded()
        own["learningRate"] = given["learningRate"]! * pow(given["factor"]!, falls)
      }),
    KnownProgram(
      "exponentialDecay", "learningRate", "multiplied by 1 − λ at each step",
      .step { own, given in
        own["learningRate"] = (own["learningRate"] ?? given["learningRate"]!) * (1 - given["decay"]!)
      }),
  ]

  private static func adam(
    _ own: inout [String: Double], _ given: [String: Double], squares: (Double, Double, Double) -> Double
  ) {
    let (β1, β2, g, t) = (given["beta1"]!, given["beta2"]!, given["g"]!, given["t"]!)
    own["m"] = β1 * own["m", default: 0] + (1 - β1) * g
    own["v"] = squares(own["v", default: 0], g, β2)
    own["mHat"] = own["m"]! / (1 - pow(β1, t))
    own["vHat"] = own["v"]! / (1 - pow(β2, t))
  }

  private static let activations: [KnownProgram] = [
    KnownProgram(
      "relu", "dx", "dy is left out: the slope alone is returned", .layer { $0["x"].map { $0 > 0 ? 1 : 0 } }),
    KnownProgram(
      "sigmoid", "dx", "σ(1 − σ) is taken of the input as if it were the output",
      .layer { each($0["dy"], $0["x"]) { dy, x in dy * x * (1 - x) } }),
    KnownProgram(
      "sigmoid", "dx", "the sigmoid is applied to the output once more",
      .layer {
        each($0["dy"], $0["y"]) { dy, y in
          let σ = 1 / (1 + exp(-y))
          return dy * σ * (1 - σ)
        }
      }),
    KnownProgram(
      "tanh", "dx", "the slope is taken of the input as if it were the output",
      .layer { each($0["dy"], $0["x"]) { dy, x in dy * (1 - x * x) } }),
    KnownProgram(
      "tanh", "dx", "tanh is applied to the output once more",
      .layer { each($0["dy"], $0["y"]) { dy, y in dy * (1 - pow(tanh(y), 2)) } }),
    KnownProgram(
      "softmax", "dx", "only the diagonal of the Jacobian is taken",
      .layer { each($0["dy"], $0["y"]) { dy, y in dy * y * (1 - y) } }),
    KnownProgram(
      "softmax", "y", "the exponentials are divided by the sum over the whole batch",
      .layer { given in
        let x = given["x"]
        let largest = (0..<x.shape[0]).map { row in (0..<x.shape[1]).map { x[[row, $0]] }.max()! }
        let e = filled(x.shape) { exp(x[$0] - largest[$0[0]]) }
        let sum = e.values.reduce(0, +)
        return e.map { $0 / sum }
      }),
    KnownProgram(
      "argmax", "y", "the largest score is returned, and not its class",
      .layer { given in
        let x = given["x"]
        return filled([x.shape[0]]) { place in (0..<x.shape[1]).map { x[[place[0], $0]] }.max()! }
      }),
    KnownProgram(
      "dropout", convention: "plain", "y", "the mask is read the other way round",
      .layer { each($0["x"], $0["mask"]) { x, mask in mask == 1 ? 0 : x } }),
    KnownProgram(
      "dropout", convention: "inverted", "y", "the mask is read the other way round",
      .layer { given in
        each(given["x"], given["mask"]) { x, mask in mask == 1 ? 0 : x / (1 - given.setting("rate")) }
      }),
    KnownProgram(
      "dropout", convention: "inverted", "yEvaluation", "the mask is used in evaluation too",
      .layer { each($0["x"], $0["mask"]) { x, mask in x * mask } }),
  ]

  private static let layers: [KnownProgram] = [
    KnownProgram(
      "dense", "y", "the bias is added once for each input",
      .layer { given in
        let (x, W, b) = (given["x"], given["W"], given["b"])
        return filled([x.shape[0], W.shape[0]]) { place in
          (0..<x.shape[1]).reduce(0) { $0 + W[[place[1], $1]] * x[[place[0], $1]] + b[[place[1]]] }
        }
      }),
    KnownProgram(
      "batchNorm", convention: "training", "dx", "mean and variance are taken for constants",
      .layer { given in
        let (dy, gamma, variance) = (given["dy"], given["gamma"], given["variance"])
        return filled(dy.shape) {
          dy[$0] * gamma[[$0[1]]] / (variance[[$0[1]]] + given.setting("epsilon")).squareRoot()
        }
      }),
    KnownProgram(
      "batchNorm", convention: "evaluation", "xHat", "the batch's own mean normalises",
      .layer { given in
        let (x, variance) = (given["x"], given["runningVariance"])
        let mean = (0..<x.shape[1]).map { column in
          (0..<x.shape[0]).reduce(0) { $0 + x[[$1, column]] } / Double(x.shape[0])
        }
        return filled(x.shape) {
          (x[$0] - mean[$0[1]]) / (variance[[$0[1]]] + given.setting("epsilon")).squareRoot()
        }
      }),
    KnownProgram(
      "layerNorm", "variance", "the unbiased variance is taken",
      .layer { given in
        let (x, mean) = (given["x"], given["mean"])
        return filled(mean.shape) { place in
          (0..<x.shape[2]).reduce(0) { $0 + pow(x[place + [$1]] - mean[place], 2) } / Double(x.shape[2] - 1)
        }
      }),
    KnownProgram(
      "layerNorm", "dx", "mean and variance are taken for constants",
      .layer { given in
        let (dy, gamma, variance) = (given["dy"], given["gamma"], given["variance"])
        return filled(dy.shape) {
          dy[$0] * gamma[[$0[2]]] / (variance[[$0[0], $0[1]]] + given.setting("epsilon")).squareRoot()
        }
      }),
    KnownProgram(
      "rnn", "dx", "each position's input is given its own slope only",
      .layer { given in
        let (dh, h, Wx, x) = (given["dh"], given["h"], given["Wx"], given["x"])
        return filled(x.shape) { place in
          (0..<h.shape[2]).reduce(0) { sum, unit in
            let position = [place[0], place[1], unit]
            return sum + dh[position] * (1 - h[position] * h[position]) * Wx[[unit, place[2]]]
          }
        }
      }),
    KnownProgram(
      "rnn", "dWx", "each position alone is looked at",
      .layer { given in
        let (dh, h, Wx, x) = (given["dh"], given["h"], given["Wx"], given["x"])
        var dWx = Tensor(repeating: 0, shape: Wx.shape)
        for time in 0..<x.shape[0] {
          for example in 0..<x.shape[1] {
            for unit in 0..<Wx.shape[0] {
              let position = [time, example, unit]
              let dz = dh[position] * (1 - h[position] * h[position])
              for input in 0..<Wx.shape[1] { dWx[[unit, input]] += dz * x[[time, example, input]] }
            }
          }
        }
        return dWx
      }),
  ]

  private static let solutions: [KnownProgram] = [
    KnownProgram(
      "leastSquares", "b", "the mean of the targets",
      .layer { given in
        let target = given["target"]
        return filled([target.shape[1]]) { place in
          (0..<target.shape[0]).reduce(0) { $0 + target[[$1, place[0]]] } / Double(target.shape[0])
        }
      })
  ]

  private static let losses: [KnownProgram] = [
    KnownProgram(
      "meanSquaredError", "loss", "the sum is divided by the number of examples",
      .layer { given in
        let squares = each(given["y"], given["target"]) { y, target in (y - target) * (y - target) }
        return Tensor(squares.values.reduce(0, +) / Double(given["y"].shape[0]))
      }),
    KnownProgram(
      "meanSquaredError", "dy", "the sum's gradient is divided by the number of examples",
      .layer { given in
        each(given["y"], given["target"]) { y, target in 2 * (y - target) / Double(given["y"].shape[0]) }
      }),
  ]

  private static func each(_ a: Tensor, _ b: Tensor, _ number: (Double, Double) -> Double) -> Tensor {
    Tensor(shape: a.shape, values: zip(a.values, b.values).map(number))
  }

  /// A tensor from the number at each place.
  private static func filled(_ shape: [Int], _ number: ([Int]) -> Double) -> Tensor {
    Tensor(
      shape: shape,
      values: (0..<shape.reduce(1, *)).map { index in
        var rest = index
        let place = shape.reversed().map { extent in
          defer { rest /= extent }
          return rest % extent
        }
        return number(place.reversed())
      })
  }
}
