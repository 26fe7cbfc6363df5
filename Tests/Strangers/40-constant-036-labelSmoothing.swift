import GradusKit

struct Pass {
  var x: Tensor
  var H: Tensor
  var logits: Tensor
  var probability: Tensor { sigmoid(logits) }
}

struct Network {
  let p: Parameters

  func run(_ x: Tensor) -> Pass {
    let z1 = matmul(x, p["W1"].transposed()) + p["b1"]
    let H = tanh(z1)
    let net2 = matmul(H, p["W2"].transposed()) + p["b2"]
    return Pass(x: x, H: H, logits: net2)
  }

  func loss(_ pass: Pass, _ truth: Tensor) -> Double {
    let z = pass.logits
    let terms = max(z, 0) - z * truth + log(1 + exp(-abs(z)))
    return terms.mean()
  }

  func gradients(_ pass: Pass, _ truth: Tensor) -> Parameters {
    let count = truth.shape[0]
    let dz2 = (pass.probability - truth) / count
    let slope = 1 - pass.H * pass.H
    let dz1 = matmul(dz2, p["W2"]) * slope
    return [
      "W1": matmul(dz1.transposed(), pass.x),
      "b1": dz1.sum(axis: 0),
      "W2": matmul(dz2.transposed(), pass.H),
      "b2": dz2.sum(axis: 0),
    ]
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private var rng = SeededGenerator(seed: 3)
  private var left: [Int] = []

  private mutating func nextBatch(of total: Int, size: Int) -> [Int] {
    if left.count < size {
      left = (0..<total).shuffled(using: &rng)
    }
    let batch = Array(left.prefix(size))
    left.removeFirst(size)
    return batch
  }

  mutating func fit(_ training: TrainingData, _ theta: inout Parameters, report: (Self, Parameters) -> Void) {
    for _ in 1...training.steps {
      batches = nextBatch(of: training["x"].shape[0], size: training.batchSize)
      let x = training["x"][rows: batches]
      let truth = 0.9 * training["target"][rows: batches] + 0.05
      let model = Network(p: theta)
      let pass = model.run(x)
      y = pass.probability
      loss = model.loss(pass, truth)
      gradients = model.gradients(pass, truth)
      theta -= learningRate * gradients
      report(self, theta)
    }
  }
}
