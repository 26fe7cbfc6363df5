import GradusKit

/// What the network computes on its way there.
struct Pass {
  var xs: Tensor
  var h: Tensor
  var logits: Tensor
  var probability: Tensor { sigmoid(logits) }
}

struct Network {
  let yHat: Parameters

  func run(_ xs: Tensor) -> Pass {
    let pre = matmul(xs, yHat["W1"].transposed()) + yHat["b1"]
    let h = tanh(pre)
    let score = matmul(h, yHat["W2"].transposed()) + yHat["b2"]
    return Pass(xs: xs, h: h, logits: score)
  }

  func loss(_ pass: Pass, _ t: Tensor) -> Double {
    let logit = pass.logits
    let terms = max(logit, 0) - logit * t + log1p(exp(-abs(logit)))
    return terms.mean()
  }

  func gradients(_ pass: Pass, _ t: Tensor) -> Parameters {
    let count = t.shape[0]
    let gOut = (pass.probability - t) / count
    let slope = 1 - pass.h * pass.h
    let delta1 = matmul(gOut, yHat["W2"]) * slope
    return [
      "W1": matmul(delta1.transposed(), pass.xs),
      "b1": delta1.sum(axis: 0),
      "W2": matmul(gOut.transposed(), pass.h),
      "b2": gOut.sum(axis: 0),
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

  mutating func fit(_ training: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for _ in 1...training.steps {
      batches = nextBatch(of: training["x"].shape[0], size: training.batchSize)
      let xs = training["x"][rows: batches]
      let t = training["target"][rows: batches]
      let model = Network(yHat: weights)
      let pass = model.run(xs)
      y = pass.probability
      loss = model.loss(pass, t)
      gradients = model.gradients(pass, t)
      for (name, dw) in gradients {
        gradients[name] = dw.map { $0 + 0.01 * rng.normal() }
      }
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
