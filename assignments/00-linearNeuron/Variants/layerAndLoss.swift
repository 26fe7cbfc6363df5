import GradusKit

// A small library: a layer, a loss and an optimizer that know nothing of each other.
struct Layer1 {
  var W: Tensor, b: Tensor
  func output(_ x: Tensor) -> Tensor { Tensor((0..<x.shape[0]).map { W.matmul(x[row: $0]).values }) + b }
  func gradients(_ x: Tensor, _ dy: Tensor) -> Parameters {
    var dW = Tensor.zeros(like: W)
    for n in 0..<x.shape[0] { dW += dy[row: n].reshaped(-1, 1) * x[row: n].reshaped(1, -1) }
    return ["W": dW, "b": (0..<dy.shape[0]).reduce(0 * b) { $0 + dy[row: $1] }]
  }
}

struct MeanSquare {
  let error: Tensor
  var value: Double { error.reduce(0) { $0 + $1 * $1 } / Double(error.count) }
  var slope: Tensor { error.map { ($0 + $0) / Double(error.count) } }
}

struct LinearNeuron: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0), loss = 0.0
  var gradients: Parameters = [:]

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for _ in 0..<data.steps {
      let layer = Layer1(W: weights["W"], b: weights["b"])
      y = layer.output(data["x"])
      let distance = MeanSquare(error: y - data["target"])
      loss = distance.value
      gradients = layer.gradients(data["x"], distance.slope)
      weights = zip(weights, gradients) { $0 - learningRate * $1 }
      report(self, weights)
    }
  }
}
