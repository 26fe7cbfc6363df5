import GradusKit

extension Tensor {
  var magnitude: Tensor { map { $0 < 0 ? -$0 : $0 } }
}

struct BinaryCrossEntropy: Loss {
  struct Pair {
    let z: Tensor
    let t: Tensor
    var loss: Double {
      // max(z, 0) = (z + |z|)/2
      let a = z.magnitude
      return ((z + a) / 2 - t * z + log1p(exp(-a))).mean()
    }
    var slope: Tensor {
      let y = 0.5 + 0.5 * tanh(0.5 * z)
      return (y - t) / z.count
    }
  }

  func value(_ z: Tensor, target: Tensor) -> Double { Pair(z: z, t: target).loss }
  func gradient(_ z: Tensor, target: Tensor) -> Tensor { Pair(z: z, t: target).slope }
}
