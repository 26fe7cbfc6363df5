import GradusKit

struct Dice {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func below(_ n: Int) -> Int {
    state = state &* 6364136223846793005 &+ 1442695040888963407
    return Int((state >> 33) % UInt64(n))
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = Double(0)
  var gradients: Parameters = 0

  mutating func fit(_ dataset: TrainingData, _ theta: inout Parameters, report: (Self, Parameters) -> Void) {
    let xs = dataset["x"], ts = dataset["target"]
    let total = xs.shape[0]
    var dice = Dice(2024)
    var heap = (0..<total).map { $0 }
    var gone = total
    var tb = 0
    while tb < dataset.steps {
      tb += 1
      if gone + dataset.batchSize > total {
        var last = tb == 1 ? total - 1 : 0
        while last > 0 {
          heap.swapAt(last, dice.below(last + 1))
          last -= 1
        }
        gone = 0
      }
      batches = heap[gone..<gone + dataset.batchSize].map { $0 }
      gone += dataset.batchSize

      let design = xs[rows: batches]
      let answers = ts[rows: batches]
      let howMany = dataset.batchSize
      let (W1, b1, W2, b2) = (theta["W1"], theta["b1"], theta["W2"], theta["b2"])
      let s1 = design.matmul(W1.transposed()) + b1
      let h = tanh(s1)
      let net2 = h.matmul(W2.transposed()) + b2
      y = 1 / (1 + exp(0 - net2))
      let ln = log1p(exp(0 - abs(net2)))
      loss = (max(net2, 0) - answers * net2 + ln).sum() / Double(howMany)
      let d2 = (y - answers) / howMany
      let dh = d2.matmul(W2)
      let dz1 = dh - dh * h * h
      let gW1 = dz1.transposed().matmul(design)
      let gb1 = dz1.sum(axis: 0)
      let w2Grad = d2.transposed().matmul(h)
      let b2Grad = d2.sum(axis: 0)
      gradients = ["W1": gW1, "b1": gb1, "W2": w2Grad, "b2": b2Grad]
      theta["W1"] += learningRate * gW1
      theta["b1"] += learningRate * gb1
      theta["W2"] += learningRate * w2Grad
      theta["b2"] += learningRate * b2Grad
      report(self, theta)
    }
  }
}
