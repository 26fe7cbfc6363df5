import GradusKit

infix operator ⊙ : MultiplicationPrecedence
infix operator ⊘ : MultiplicationPrecedence
prefix operator √

func ⊙ (a: Tensor, b: Tensor) -> Tensor { zip(a, b) { $0 * $1 } }
func ⊘ (a: Tensor, b: Tensor) -> Tensor { zip(a, b) { $0 / $1 } }
prefix func √ (a: Tensor) -> Tensor { a.map { $0.squareRoot() } }

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0
  private lazy var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if t == 0 {
      let nothing = Parameters.zeros(like: weights)
      m = nothing
      v = nothing
      mHat = nothing
      vHat = nothing
    }
    t += 1
    for (θ, g) in gradients {
      m[θ] = beta1 * m[θ] + (1 - beta1) * g
      v[θ] = beta2 * v[θ] + (1 - beta2) * (g ⊙ g)
      mHat[θ] = m[θ] / (1 - pow(beta1, t))
      vHat[θ] = v[θ] / (1 - pow(beta2, t))
      weights[θ] -= learningRate * (mHat[θ] ⊘ (√vHat[θ] + epsilon))
    }
  }
}
