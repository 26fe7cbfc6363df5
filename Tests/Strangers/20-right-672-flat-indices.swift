import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW: [[Double]] = []
  var db: [Double] = []
  private var x: [Double] = []

  mutating func forward(_ input: Tensor) -> Tensor {
    x = Array(input)
    let N = input.shape[0], I = W.shape[1], O = W.shape[0]
    var y = [Double](repeating: 0, count: N * O)
    for i in 0..<I {
      for o in 0..<O {
        let w = W[o * I + i]
        for n in 0..<N { y[n * O + o] += w * x[n * I + i] }
      }
    }
    for k in y.indices { y[k] += b[k % O] }
    return Tensor(shape: [N, O], values: y)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let N = dy.shape[0], I = W.shape[1], O = W.shape[0]
    db = (0..<O).map { o in (0..<N).map { n in dy[n * O + o] }.reduce(0.0, +) }
    dW = []
    for o in 0..<O {
      var line: [Double] = []
      for i in 0..<I {
        var s = 0.0
        for n in 0..<N { s += dy[n * O + o] * x[n * I + i] }
        line.append(s)
      }
      dW.append(line)
    }
    var dx = [Double](repeating: 0, count: N * I)
    for k in dx.indices {
      let (n, i) = k.quotientAndRemainder(dividingBy: I)
      for o in 0..<O { dx[k] += dy[n * O + o] * W[o * I + i] }
    }
    return Tensor(shape: [N, I], values: dx)
  }
}
