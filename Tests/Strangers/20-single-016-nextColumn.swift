import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)

  private var rows: [Double] = []
  private var count = 0

  mutating func backward(_ dy: Tensor) -> Tensor {
    let I = W.shape[1], O = W.shape[0]
    let ws = Array(W), g = Array(dy)
    var sumW = [Double](repeating: 0, count: O * I)
    var gb = [Double](repeating: 0, count: O)
    var gx = [Double](repeating: 0, count: count * I)
    for j in 0..<O {
      for n in 0..<count {
        let e = g[n * O + j]
        gb[j] += e
        for inp in 0..<I {
          sumW[j * I + inp] += e * rows[n * I + inp]
          gx[n * I + inp] += e * ws[j * I + inp]
        }
      }
    }
    dW = Tensor(shape: [O, I], values: sumW)
    db = Tensor(shape: [O], values: gb)
    return Tensor(shape: [count, I], values: gx)
  }

  mutating func forward(_ X: Tensor) -> Tensor {
    let I = W.shape[1], O = W.shape[0]
    count = X.shape[0]
    rows = Array(X)
    let ws = Array(W), bs = Array(b)
    var out = [Double](repeating: 0, count: count * O)
    for k in 0..<out.count {
      let n = k / O, j = k % O
      var s = 0.0
      for inp in 0..<I { s += rows[n * I + inp] * ws[j * I + (inp + 1) % I] }
      out[k] = s + bs[j]
    }
    return Tensor(shape: [count, O], values: out)
  }
}
