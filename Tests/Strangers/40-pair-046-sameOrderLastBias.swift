import GradusKit

final class Neuron {
  var w: [Double]
  var bias: Double
  var gradW: [Double]
  var gradBias = 0.0
  private(set) var input: [Double] = []
  private(set) var net = 0.0

  init(w: [Double], bias: Double) {
    self.w = w
    self.bias = bias
    gradW = w.map { _ in 0.0 }
  }

  func sum(_ x: [Double]) -> Double {
    input = x
    net = bias
    for k in w.indices { net += w[k] * x[k] }
    return net
  }

  func learn(from delta: Double) {
    for k in w.indices { gradW[k] += delta * input[k] }
    gradBias = delta
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ parameters: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], targets = data["target"]
    var line: [Int] = []
    for _ in 0..<data.steps {
      if line.count < data.batchSize {
        line = Array(0..<x.shape[0])
        var random = SeededGenerator(seed: 11)
        line.shuffle(using: &random)
      }
      batches = Array(line[..<data.batchSize])
      line = Array(line[data.batchSize...])

      // Build the neurons anew from the weights of this step.
      let hidden = (0..<parameters["W1"].shape[0]).map { j in
        Neuron(w: Array(parameters["W1"][row: j]), bias: parameters["b1"][j])
      }
      let output = Neuron(w: Array(parameters["W2"][row: 0]), bias: parameters["b2"][0])

      var outputs: [Double] = []
      var total = 0.0
      for n in batches {
        let row = Array(x[row: n])
        let wanted = targets[n]
        let hid = hidden.map { tanh($0.sum(row)) }
        let o = output.sum(hid)
        let yHat = 1 / (1 + exp(-o))
        outputs.append(yHat)
        total += max(o, 0) - o * wanted + log1p(exp(-abs(o)))

        let delta = (yHat - wanted) / Double(batches.count)
        output.learn(from: delta)
        for (j, neuron) in hidden.enumerated() {
          let slope = 1 - hid[j] * hid[j]
          neuron.learn(from: delta * output.w[j] * slope)
        }
      }
      y = Tensor(shape: [outputs.count, 1], values: outputs)
      loss = total / Double(batches.count)

      var slopes = Parameters.zeros(like: parameters)
      for (j, neuron) in hidden.enumerated() {
        slopes["W1"][row: j] = Tensor(shape: [neuron.gradW.count], values: neuron.gradW)
        slopes["b1"][j] = neuron.gradBias
      }
      slopes["W2"][row: 0] = Tensor(shape: [output.gradW.count], values: output.gradW)
      slopes["b2"][0] = output.gradBias
      gradients = slopes
      parameters -= learningRate * slopes
      report(self, parameters)
    }
  }
}
