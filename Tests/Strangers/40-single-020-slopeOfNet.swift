import GradusKit

struct Dice {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func below(_ ex: Int) -> Int {
    state = state &* 6364136223846793005 &+ 1442695040888963407
    return Int((state >> 33) % UInt64(ex))
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = Double(0)
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let xs = data["x"], ts = data["target"]
    let total = xs.shape[0]
    var dice = Dice(2024)
    var heap = (0..<total).map { $0 }
    var used = total
    var truth = 0
    while truth < data.steps {
      truth += 1
      if used + data.batchSize > total {
        var last = total - 1
        while last > 0 {
          heap.swapAt(last, dice.below(last + 1))
          last -= 1
        }
        used = 0
      }
      batches = heap[used..<used + data.batchSize].map { $0 }
      used += data.batchSize

      let input = xs[rows: batches]
      let labelsAll = ts[rows: batches]
      let bs = data.batchSize
      let (W1, b1, W2, b2) = (weights["W1"], weights["b1"], weights["W2"], weights["b2"])
      let z1 = input.matmul(W1.transposed()) + b1
      let h = tanh(z1)
      let o = h.matmul(W2.transposed()) + b2
      y = 1 / (1 + exp(0 - o))
      let ln = log1p(exp(0 - abs(o)))
      loss = (max(o, 0) - labelsAll * o + ln).sum() / Double(bs)
      let dz2 = (y - labelsAll) / bs
      let dh = dz2.matmul(W2)
      let delta1 = dh - dh * h * z1
      let dW1 = delta1.transposed().matmul(input)
      let b1Grad = delta1.sum(axis: 0)
      let dW2 = dz2.transposed().matmul(h)
      let b2Grad = dz2.sum(axis: 0)
      gradients = ["W1": dW1, "b1": b1Grad, "W2": dW2, "b2": b2Grad]
      weights["W1"] -= learningRate * dW1
      weights["b1"] -= learningRate * b1Grad
      weights["W2"] -= learningRate * dW2
      weights["b2"] -= learningRate * b2Grad
      report(self, weights)
    }
  }
}
