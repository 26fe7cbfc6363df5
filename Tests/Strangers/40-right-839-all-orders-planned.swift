import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  static func plan(_ count: Int, _ size: Int, _ steps: Int) -> [[Int]] {
    var generator = SeededGenerator(seed: 88)
    var plan: [[Int]] = []
    while plan.count < steps {
      var order = (0..<count).shuffled(using: &generator)
      while order.count >= size {
        plan.append(Array(order.prefix(size)))
        order.removeFirst(size)
      }
    }
    return Array(plan.prefix(steps))
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let plan = Self.plan(data["x"].shape[0], data.batchSize, data.steps)
    go(plan[...], data, &weights, report)
  }

  private mutating func go(
    _ rest: ArraySlice<[Int]>, _ data: TrainingData, _ w: inout Parameters, _ report: (Self, Parameters) -> Void
  ) {
    guard let batch = rest.first else { return }
    batches = batch
    let x = data["x"][rows: batch], t = data["target"][rows: batch]
    let h = tanh(x.matmul(w["W1"].transposed()) + w["b1"])
    let z = h.matmul(w["W2"].transposed()) + w["b2"]
    let damp = exp(-abs(z))
    y = zip(z, damp) { $0 >= 0 ? 1 / (1 + $1) : $1 / (1 + $1) }
    loss = (max(z, 0) - z * t + log1p(damp)).mean()
    let n = Double(batch.count)
    let slope = y / n - t / n
    let inner = slope.matmul(w["W2"]) * (1 - pow(h, 2))
    gradients = [
      "W1": inner.transposed().matmul(x), "b1": inner.sum(axis: 0),
      "W2": slope.transposed().matmul(h), "b2": slope.sum(axis: 0),
    ]
    w = zip(w, gradients) { [learningRate] in $0 - learningRate * $1 }
    report(self, w)
    go(rest.dropFirst(), data, &w, report)
  }
}
