import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)

  private var xs: [Double] = []
  private var count = 0

  mutating func forward(_ inp: Tensor) -> Tensor {
    let I = W.shape[1], O = W.shape[0]
    count = inp.shape[0]
    xs = Array(inp)
    let wFlat = Array(W), bs = Array(b)
    var out = [Double](repeating: 0, count: count * O)
    for k in 0..<out.count {
      let example = k / O, wRow = k % O
      var sumUp = 0.0
      for feature in 0..<I { sumUp += xs[example * I + feature] * wFlat[wRow * I + feature] }
      out[k] = sumUp + bs[wRow]
    }
    return Tensor(shape: [count, O], values: out)
  }

  mutating func backward(_ upstream: Tensor) -> Tensor {
    let I = W.shape[1], O = W.shape[0]
    let wFlat = Array(W), slopes = Array(upstream)
    var wGrad = [Double](repeating: 0, count: O * I)
    var bGrad = [Double](repeating: 0, count: O)
    var xGrad = [Double](repeating: 0, count: count * I)
    for wRow in 0..<O {
      for example in 0..<count {
        let e = slopes[example * O + wRow]
        bGrad[wRow] = e
        for feature in 0..<I {
          wGrad[wRow * I + feature] += e * xs[example * I + feature]
          xGrad[example * I + feature] += 2 * e * wFlat[wRow * I + feature]
        }
      }
    }
    dW = Tensor(shape: [O, I], values: wGrad)
    db = Tensor(shape: [O], values: bGrad)
    return Tensor(shape: [count, I], values: xGrad)
  }
}
