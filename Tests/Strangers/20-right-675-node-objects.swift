import GradusKit

final class Neuron {
  let weights: [Double]
  let bias: Double
  private(set) var slope: [Double]
  private(set) var biasSlope = 0.0

  init(_ weights: [Double], _ bias: Double) {
    self.weights = weights
    self.bias = bias
    slope = weights.map { _ in 0 }
  }

  func fire(_ input: [Double]) -> Double {
    zip(weights, input).reduce(bias) { $0 + $1.0 * $1.1 }
  }

  func learn(_ input: [Double], _ signal: Double) -> [Double] {
    biasSlope += signal
    for (i, value) in input.enumerated() { slope[i] += signal * value }
    return weights.map { $0 * signal }
  }
}

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW: [[Double]] { neurons.map { $0.slope } }
  var db: [Double] { neurons.map { $0.biasSlope } }
  private var neurons: [Neuron] = []
  private var inputs: [[Double]] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    inputs = (0..<x.shape[0]).map { Array(x[row: $0]) }
    neurons = (0..<b.count).map { Neuron(Array(W[row: $0]), b[$0]) }
    return Tensor(inputs.map { input in neurons.map { $0.fire(input) } })
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    neurons = (0..<b.count).map { Neuron(Array(W[row: $0]), b[$0]) }
    var dx: [[Double]] = []
    for (n, input) in inputs.enumerated() {
      var sum = input.map { _ in 0.0 }
      for (o, neuron) in neurons.enumerated() {
        for (i, part) in neuron.learn(input, dy[n, o]).enumerated() { sum[i] += part }
      }
      dx.append(sum)
    }
    return Tensor(dx)
  }
}
