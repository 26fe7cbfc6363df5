import GradusKit

final class Network {
  var W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor
  var dW1: Tensor, db1: Tensor, dW2: Tensor, db2: Tensor

  init(_ p: Parameters) {
    W1 = p["W1"]; b1 = p["b1"]; W2 = p["W2"]; b2 = p["b2"]
    dW1 = .zeros(like: W1); db1 = .zeros(like: b1); dW2 = .zeros(like: W2); db2 = .zeros(like: b2)
  }

  func zero() {
    dW1 *= 0; db1 *= 0; dW2 *= 0; db2 *= 0
  }

  /// One example: adds its gradient, gives its output and its loss.
  func learn(_ x: Tensor, _ t: Double) -> (Double, Double) {
    let h = tanh(W1.matmul(x) + b1)
    let z = dot(W2[row: 0], h) + b2[0]
    let y = sigmoid(z)
    let d = y - t
    dW2[row: 0] += d * h
    db2 += d
    let dz1 = d * W2[row: 0] * (1 - h * h)
    db1 += dz1
    dW1 += dz1.reshaped(-1, 1) * x.reshaped(1, -1)
    return (y, max(z, 0) - z * t + log1p(exp(-abs(z))))
  }

  func divide(by n: Int) {
    dW1 /= n; db1 /= n; dW2 /= n; db2 /= n
  }

  func descend(_ eta: Double) {
    W1 -= eta * dW1; b1 -= eta * db1; W2 -= eta * dW2; b2 -= eta * db2
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y: [[Double]] = []
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let net = Network(weights)
    var generator = SeededGenerator(seed: 5)
    let perEpoch = data["x"].shape[0] / data.batchSize
    var order = Array(0..<data["x"].shape[0])
    for step in 0..<data.steps {
      let k = step % perEpoch
      if k == 0 { order.shuffle(using: &generator) }
      batches = Array(order[k * data.batchSize..<(k + 1) * data.batchSize])
      net.zero()
      y = []
      loss = 0
      for e in batches {
        let (out, l) = net.learn(data["x"][row: e], data["target"][e])
        y.append([out])
        loss += l / Double(data.batchSize)
      }
      net.divide(by: data.batchSize)
      net.descend(learningRate)
      gradients = ["W1": net.dW1, "b1": net.db1, "W2": net.dW2, "b2": net.db2]
      weights["W1"] = net.W1
      weights["b1"] = net.b1
      weights["W2"] = net.W2
      weights["b2"] = net.b2
      report(self, weights)
    }
  }
}
