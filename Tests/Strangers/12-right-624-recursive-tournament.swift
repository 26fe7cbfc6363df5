import GradusKit

struct LineSearch: Optimizer {
  var rates: Tensor = Tensor(0)
  var losses: Tensor = Tensor(0)
  var chosenRate = 0.0

  private func champion(_ lower: Int, _ upper: Int, _ table: [Double]) -> Int {
    if upper - lower <= 1 { return lower }
    let middle = (lower + upper) / 2
    let left = champion(lower, middle, table)
    let right = champion(middle, upper, table)
    return table[right] < table[left] ? right : left
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var table: [Double] = []
    for i in 0..<rates.count {
      let eta: Double = rates[i]
      table.append(Objective.loss(at: weights - eta * gradients))
    }
    losses = Tensor(shape: [table.count], values: table)
    chosenRate = rates[champion(0, table.count, table)]
    weights -= chosenRate * gradients
  }
}
