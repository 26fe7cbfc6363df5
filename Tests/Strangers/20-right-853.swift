import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW: [[Double]] = []
  var db: [Double] = []
  private var seen: [[Double]] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    let (n, inputs, outputs) = (x.shape[0], W.shape[1], b.count)
    seen = (0..<n).map { r in Array(x[row: r]) }
    var y: [[Double]] = []
    for r in 0..<n {
      var line: [Double] = []
      for o in 0..<outputs {
        var s = b[o]
        for i in 0..<inputs { s += seen[r][i] * W[o, i] }
        line.append(s)
      }
      y.append(line)
    }
    return Tensor(y)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let (n, inputs, outputs) = (dy.shape[0], W.shape[1], W.shape[0])
    var dx = [[Double]](repeating: [Double](repeating: 0, count: inputs), count: n)
    dW = [[Double]](repeating: [Double](repeating: 0, count: inputs), count: outputs)
    db = [Double](repeating: 0, count: outputs)
    for o in (0..<outputs).reversed() {
      for r in 0..<n {
        let d = dy[r, o]
        db[o] += d
        for i in 0..<inputs {
          dW[o][i] += d * seen[r][i]
          dx[r][i] += d * W[o, i]
        }
      }
    }
    return Tensor(dx)
  }
}
