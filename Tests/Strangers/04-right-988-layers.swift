import GradusKit

/// One layer x·Wᵀ + b that knows its names among the parameters.
struct Affine {
  let weight: String
  let bias: String
  var input = Tensor(0)

  init(_ k: Int) {
    weight = "W\(k)"
    bias = "b\(k)"
  }

  mutating func callAsFunction(_ x: Tensor, _ p: Parameters) -> Tensor {
    input = x
    return matmul(x, p[weight].transposed()) + p[bias]
  }

  func back(_ d: Tensor, _ p: Parameters, into g: inout Parameters) -> Tensor {
    g[weight] = matmul(d.transposed(), input)
    g[bias] = d.sum(axis: 0)
    return matmul(d, p[weight])
  }
}

struct Network: Trainer {
  @Setting var learningRate = 0.01

  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var hidden = Affine(1), output = Affine(2)
    for step in 1...data.steps {
      let rows = data["batches", step: step].values.map { Int($0) }
      let t = data["target"][rows: rows]
      let h = tanh(hidden(data["x"][rows: rows], weights))
      let z = output(h, weights)
      y = sigmoid(z)
      loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).sum() / Double(t.count)
      var g = Parameters.zeros(like: weights)
      let dh = output.back((y - t) / t.count, weights, into: &g)
      _ = hidden.back(dh * (1 - h * h), weights, into: &g)
      gradients = g
      weights -= learningRate * g
      report(self, weights)
    }
  }
}
