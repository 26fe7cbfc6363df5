import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0
  var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let mix: (Double) -> (Double, Double) -> Double = { b in { old, new in b * old + (1 - b) * new } }
    let correct: (Double, Int) -> (Double) -> Double = { b, n in
      let c = 1 / (1 - pow(b, n))
      return { c * $0 }
    }
    t += 1
    if t == 1 { m = .zeros(like: weights); v = .zeros(like: weights) }
    m = zip(m, gradients, mix(beta1))
    v = zip(v, gradients.map { $0 * $0 }, mix(beta2))
    mHat = m.map(correct(beta1, t))
    vHat = v.map(correct(beta2, t))
    let (rate, small) = (learningRate, epsilon)
    let move = zip(mHat, vHat) { rate * $0 / ($1.squareRoot() + small) }
    weights = zip(weights, move) { $0 - $1 }
  }
}

func demo() {
  var adam = Adam()
  var w: Parameters = ["b": [1, 2]]
  adam.step(&w, gradients: ["b": [0.5, -0.5]])
  print(w)
}
