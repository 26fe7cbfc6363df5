import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  struct Record { let gradient: Parameters; let point: Parameters }
  private var records: [Record] = []

  var lookahead: Parameters { records.last?.point ?? 0 }
  var velocity: Parameters = 0

  private func speed() -> Parameters {
    var total: Parameters = 0
    var factor = learningRate
    for record in records.reversed() {
      total += factor * record.gradient
      factor *= momentum
    }
    return total
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let point = weights - momentum * speed()
    records.append(Record(gradient: Objective.gradient(at: point), point: point))
    velocity = speed()
    weights -= velocity
  }
}
