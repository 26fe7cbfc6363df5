import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var cached = Tensor(0)

  mutating func forward(_ X: Tensor) -> Tensor {
    cached = X
    let examples = X.shape[0]
    let nIn = W.shape[1]
    let outputs = W.shape[0]
    var result = Tensor(repeating: 0, shape: [examples, outputs])
    for row in 0..<examples {
      for j in 0..<outputs {
        var sum = -b[j]
        for inp in 0..<nIn {
          sum += X[[row, inp]] * W[[j, inp]]
        }
        result[[row, j]] = sum
      }
    }
    return result
  }

  mutating func backward(_ dOut: Tensor) -> Tensor {
    let examples = dOut.shape[0]
    let nIn = W.shape[1]
    let outputs = W.shape[0]
    dW = Tensor(repeating: 0, shape: [outputs, nIn])
    db = Tensor(repeating: 0, shape: [outputs])
    var gradX = Tensor(repeating: 0, shape: [examples, nIn])
    for row in 0..<examples {
      for j in 0..<outputs {
        let g = dOut[[row, j]]
        db[j] += g / Double(examples)
        for inp in 0..<nIn {
          dW[[j, inp]] += g * cached[[row, inp]]
          gradX[[row, inp]] += g * W[[j, inp]]
        }
      }
    }
    return gradX
  }
}
