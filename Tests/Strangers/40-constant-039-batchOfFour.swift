import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  static func timetable(_ total: Int, size: Int, steps: Int) -> [[Int]] {
    var generator = SeededGenerator(seed: 77)
    var timetable: [[Int]] = []
    while timetable.count < steps {
      let order = (0..<total).shuffled(using: &generator)
      for q in 0..<(total / size) {
        timetable.append(Array(order[q * size..<q * size + size]))
      }
    }
    return Array(timetable.prefix(steps))
  }

  static func forward(_ w: Parameters, _ x: Tensor) -> (H: Tensor, logit: Tensor) {
    let H = tanh(matmul(x, w["W1"].transposed()) + w["b1"])
    return (H, matmul(H, w["W2"].transposed()) + w["b2"])
  }

  static func backward(_ w: Parameters, x: Tensor, H: Tensor, error: Tensor) -> Parameters {
    let dTop = error / error.shape[0]
    let dBottom = matmul(dTop, w["W2"]) * (1 - H * H)
    var slopes = Parameters.zeros(like: w)
    slopes["W2"] = dTop.transposed().matmul(H)
    slopes["b2"] = dTop.sum(axis: 0)
    slopes["W1"] = dBottom.transposed().matmul(x)
    slopes["b1"] = dBottom.sum(axis: 0)
    return slopes
  }

  mutating func fit(_ data: TrainingData, _ parameters: inout Parameters, report: (Self, Parameters) -> Void) {
    let timetable = Perceptron.timetable(data["x"].shape[0], size: 4, steps: data.steps)
    timetable.forEach { batch in
      let x = data["x"][rows: batch], wanted = data["target"][rows: batch]
      let (H, logit) = Perceptron.forward(parameters, x)
      batches = batch
      y = sigmoid(logit)
      let each = max(logit, 0) - logit * wanted + log(1 + exp(-abs(logit)))
      loss = each.mean()
      gradients = Perceptron.backward(parameters, x: x, H: H, error: y - wanted)
      parameters = parameters - learningRate * gradients
      report(self, parameters)
    }
  }
}
