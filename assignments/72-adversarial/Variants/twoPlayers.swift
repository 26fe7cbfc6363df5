import GradusKit

// Two players of one kind, each with its weights, its way back and its step.
private final class Player {
  private let names: [String]
  private(set) var weights: [Tensor]
  private(set) var slopes: [Tensor]
  private var runs: [(x: Tensor, h: Tensor)] = []

  init(_ names: [String], _ weights: Parameters) {
    self.names = names
    self.weights = names.map { weights[$0] }
    slopes = []
  }

  func forward(_ x: Tensor) -> Tensor {
    let h = tanh(x.matmul(weights[0].transposed()) + weights[1])
    runs.append((x, h))
    return h.matmul(weights[2].transposed()) + weights[3]
  }

  /// Goes back through the last run that it has not been through, and returns the slope by its input.
  func backward(_ dy: Tensor) -> Tensor {
    let (x, h) = runs.removeLast()
    let dz = dy.matmul(weights[2]) * (1 - pow(h, 2))
    let own = [dz.transposed().matmul(x), dz.sum(axis: 0), dy.transposed().matmul(h), dy.sum(axis: 0)]
    slopes = slopes.isEmpty ? own : [slopes[0] + own[0], slopes[1] + own[1], slopes[2] + own[2], slopes[3] + own[3]]
    return dz.matmul(weights[0])
  }

  func step(_ rate: Double, keeping gradients: inout [String: Tensor], _ all: inout Parameters) {
    for (k, name) in names.enumerated() {
      weights[k] -= rate * slopes[k]
      gradients[name] = slopes[k]
      all[name] = weights[k]
    }
    clear()
  }

  func clear() { (slopes, runs) = ([], []) }
}

final class Adversarial: Trainer {
  @Setting var learningRate = 0.01
  private(set) var discriminatorLoss = 0.0
  private(set) var generatorLoss = 0.0
  private(set) var gradients: [String: Tensor] = [:]

  init() {}

  func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Adversarial, Parameters) -> Void) {
    let forger = Player(["G1", "g1", "G2", "g2"], weights)
    let judge = Player(["D1", "d1", "D2", "d2"], weights)
    for step in 1...data.steps {
      let real = judge.forward(data["real", step: step])
      let fake = judge.forward(forger.forward(data["noise", step: step]))
      forger.clear()
      discriminatorLoss = (log1p(exp(-real)) + log1p(exp(fake))).mean()
      _ = judge.backward(sigmoid(fake) / fake.count)
      _ = judge.backward((sigmoid(real) - 1) / real.count)
      judge.step(learningRate, keeping: &gradients, &weights)

      let verdict = judge.forward(forger.forward(data["generatorNoise", step: step]))
      generatorLoss = -log(sigmoid(verdict)).mean()
      _ = forger.backward(judge.backward((sigmoid(verdict) - 1) / verdict.count))
      forger.step(learningRate, keeping: &gradients, &weights)
      judge.clear()
      report(self, weights)
    }
  }
}
