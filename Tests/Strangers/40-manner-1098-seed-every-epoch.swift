import GradusKit

func epochOrder(_ count: Int) -> [Int] {
  var generator = SeededGenerator(seed: 42)
  var order = Array(0..<count)
  order.shuffle(using: &generator)
  return order
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var step = 0
    epochs: while true {
      let order = epochOrder(data["x"].shape[0])
      var first = 0
      while first + data.batchSize <= order.count {
        batches = Array(order[first..<first + data.batchSize])
        first += data.batchSize
        let x = data["x"][rows: batches], t = data["target"][rows: batches]

        let h = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
        let logits = h.matmul(weights["W2"].transposed()) + weights["b2"]
        y = sigmoid(logits)
        loss = (max(logits, 0) - logits * t + log1p(exp(-abs(logits)))).mean()

        let dLogits = (y - t) / batches.count
        let dInner = dLogits.matmul(weights["W2"]) * (1 - h * h)
        gradients = Parameters.zeros(like: weights)
        gradients["W2"] = dLogits.transposed().matmul(h)
        gradients["b2"] = dLogits.sum(axis: 0)
        gradients["W1"] = dInner.transposed().matmul(x)
        gradients["b1"] = dInner.sum(axis: 0)
        weights -= learningRate * gradients

        report(self, weights)
        step += 1
        if step == data.steps { break epochs }
      }
    }
  }
}
