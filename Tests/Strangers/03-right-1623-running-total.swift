import GradusKit

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    var total = 0.0
    for (logit, t) in zip(z, target) {
      let rest = log1p(exp(logit > 0 ? -logit : logit))
      // softplus(z) - t z  =  (1 - t) z + log(1 + exp(-z))   for z > 0
      if logit > 0 {
        total += (1 - t) * logit + rest
      } else {
        total += rest - t * logit
      }
    }
    return total / Double(z.count)
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    let share = 1 / Double(z.count)
    return zip(z, target) { share * ((1 + tanh($0 / 2)) / 2 - $1) }
  }
}
