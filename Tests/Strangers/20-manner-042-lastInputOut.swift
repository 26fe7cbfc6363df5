import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)

  private var xFlat: [Double] = []
  private var count = 0

  mutating func backward(_ dOut: Tensor) -> Tensor {
    let nIn = W.shape[1], nOut = W.shape[0]
    let wFlat = Array(W), slopes = Array(dOut)
    var sumW = [Double](repeating: 0, count: nOut * nIn)
    var bGrad = [Double](repeating: 0, count: nOut)
    var gx = [Double](repeating: 0, count: count * nIn)
    for neuron in 0..<nOut {
      for row in 0..<count {
        let e = slopes[row * nOut + neuron]
        bGrad[neuron] += e
        for inp in 0..<nIn {
          sumW[neuron * nIn + inp] += e * xFlat[row * nIn + inp]
          gx[row * nIn + inp] += e * wFlat[neuron * nIn + inp]
        }
      }
    }
    dW = Tensor(shape: [nOut, nIn], values: sumW)
    db = Tensor(shape: [nOut], values: bGrad)
    return Tensor(shape: [count, nIn], values: gx)
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    let nIn = W.shape[1], nOut = W.shape[0]
    count = x.shape[0]
    xFlat = Array(x)
    let wFlat = Array(W), bs = Array(b)
    var out = [Double](repeating: 0, count: count * nOut)
    for k in 0..<out.count {
      let row = k / nOut, neuron = k % nOut
      var acc = 0.0
      for inp in 0..<(nIn - 1) { acc += xFlat[row * nIn + inp] * wFlat[neuron * nIn + inp] }
      out[k] = acc + bs[neuron]
    }
    return Tensor(shape: [count, nOut], values: out)
  }
}
