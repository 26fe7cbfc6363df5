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

  mutating func fit(_ dataset: TrainingData, _ theta: inout Parameters, report: (Self, Parameters) -> Void) {
    let xs = dataset["x"], ts = dataset["target"]
    let total = xs.shape[0]
    var dice = Dice(2024)
    var heap = (0..<total).map { $0 }
    var gone = total
    var labels = 0
    while labels < dataset.steps {
      labels += 1
      if gone + dataset.batchSize > total {
        var last = total - 1
        while last > 0 {
          heap.swapAt(last, dice.below(last + 1))
          last -= 1
        }
        gone = 0
      }
      batches = heap[gone..<gone + dataset.batchSize].map { $0 }
      gone += dataset.batchSize

      let x = xs[rows: batches]
      let answers = ts[rows: batches]
      let N = dataset.batchSize
      let (W1, b1, W2, b2) = (theta["W1"], theta["b1"], theta["W2"], theta["b2"])
      let z1 = matmul(x, W1.transposed()) + b1
      let hiddenOut = tanh(z1)
      let net2 = matmul(hiddenOut, W2.transposed()) + b2
      y = 1 / (1 + exp(net2))
      let ln = log1p(exp(0 - abs(net2)))
      loss = (max(net2, 0) - answers * net2 + ln).sum() / Double(N)
      let dz2 = (y - answers) / N
      let dh = matmul(dz2, W2)
      let dz1 = dh - dh * hiddenOut * hiddenOut
      let dW1 = dz1.transposed().matmul(x)
      let b1Grad = dz1.sum(axis: 0)
      let w2Grad = dz2.transposed().matmul(hiddenOut)
      let b2Grad = dz2.sum(axis: 0)
      gradients = ["W1": dW1, "b1": b1Grad, "W2": w2Grad, "b2": b2Grad]
      theta["W1"] -= learningRate * dW1
      theta["b1"] -= learningRate * b1Grad
      theta["W2"] -= learningRate * w2Grad
      theta["b2"] -= learningRate * b2Grad
      report(self, theta)
    }
  }
}
