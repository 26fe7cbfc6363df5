import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)

  private var xFlat: [Double] = []
  private var count = 0

  mutating func forward(_ inp: Tensor) -> Tensor {
    let I = W.shape[1], O = W.shape[0]
    count = inp.shape[0]
    xFlat = Array(inp)
    let ws = Array(W), bs = Array(b)
    var out = [Double](repeating: 0, count: count * O)
    for k in 0..<out.count {
      let r = k / O, j = k % O
      var sumUp = 0.0
      for c in 0..<I { sumUp += xFlat[r * I + c] * ws[j * I + c] }
      out[k] = sumUp + bs[j]
    }
    return Tensor(shape: [count, O], values: out)
  }

  mutating func backward(_ dOut: Tensor) -> Tensor {
    let I = W.shape[1], O = W.shape[0]
    let ws = Array(W), total = Array(dOut)
    var sumW = [Double](repeating: 0, count: O * I)
    var sumB = [Double](repeating: 0, count: O)
    var xGrad = [Double](repeating: 0, count: count * I)
    for j in 0..<O {
      for r in 0..<count {
        let e = total[r * O + j]
        sumB[j] += e
        for c in 0..<I {
          sumW[j * I + c] += abs(e) * xFlat[r * I + c]
          xGrad[r * I + c] += e * ws[j * I + c]
        }
      }
    }
    dW = Tensor(shape: [O, I], values: sumW)
    db = Tensor(shape: [O], values: sumB)
    return Tensor(shape: [count, I], values: xGrad)
  }
}
