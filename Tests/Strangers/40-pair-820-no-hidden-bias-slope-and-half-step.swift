import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private struct Model {
    var w: Parameters
    func hidden(_ x: Tensor) -> Tensor { tanh(x.matmul(w["W1"].transposed()) + w["b1"]) }
    func logit(_ h: Tensor) -> Tensor { h.matmul(w["W2"].transposed()) + w["b2"] }
    func slopes(_ x: Tensor, _ h: Tensor, _ dz2: Tensor) -> Parameters {
      var g: Parameters = .zeros(like: w)
      let dz1 = dz2.matmul(w["W2"]) * (1 - h * h)
      g["W1"] = dz1.transposed().matmul(x)
      g["W2"] = dz2.transposed().matmul(h)
      g["b2"] = dz2.sum(axis: 0)
      return g
    }
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var model = Model(w: weights)
    var generator = SeededGenerator(seed: 15)
    var order: [Int] = []
    for _ in 1...data.steps {
      if order.count < data.batchSize { order = (0..<data["x"].shape[0]).shuffled(using: &generator) }
      batches = Array(order.prefix(data.batchSize))
      order = Array(order.dropFirst(data.batchSize))
      let x = data["x"][rows: batches], t = data["target"][rows: batches]
      let h = model.hidden(x)
      let z = model.logit(h)
      y = sigmoid(z)
      loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()
      gradients = model.slopes(x, h, (y - t) / t.count)
      model.w -= learningRate / 2 * gradients
      weights = model.w
      report(self, weights)
    }
  }
}
