import GradusKit

struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)
  var yEvaluation: Tensor { whole }
  private var whole = Tensor(0)

  /// Drops what the mask drops, and makes the rest larger.
  private func thin(_ z: Tensor) -> Tensor {
    let kept = 1 - rate
    var out = z
    for i in 0..<z.count {
      out[i] = mask[i] > 0.5 ? z[i] / kept : 0
    }
    return out
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    whole = x
    return thin(x)
  }

  mutating func backward(_ dy: Tensor) -> Tensor { thin(dy) }
}
