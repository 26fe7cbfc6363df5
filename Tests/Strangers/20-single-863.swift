import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW: [Double] { gradW }
  var db = [Double]()
  private var gradW = [Double]()
  private var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let inputs = W.shape[1]
    var out = Tensor(repeating: 0, shape: [x.shape[0], b.count])
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        out[n, o] = b[o]
        for i in 0..<inputs { out[n, o] += x[n, i] * W[o * inputs + i] }
      }
    }
    return out
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let inputs = W.shape[1]
    let outputs = W.shape[0]
    gradW = [Double](repeating: 0, count: inputs * outputs)
    db = [Double](repeating: 0, count: outputs)
    var dx = Tensor(repeating: 0, shape: [dy.shape[0], inputs])
    for n in 0..<dy.shape[0] {
      for o in 0..<outputs {
        db[o] += dy[n, o]
        for i in 0..<inputs {
          gradW[o * inputs + i] += dy[n, o] * x[n, i]
          dx[n, i] += dy[n, o] * W[i * outputs + o]
        }
      }
    }
    return dx
  }
}
