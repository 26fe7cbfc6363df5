import GradusKit

// Dense layer with plain loops.
struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var input = Tensor(0)

  mutating func backward(_ dOut: Tensor) -> Tensor {
    let N = dOut.shape[0]
    let inputs = W.shape[1]
    let fanOut = W.shape[0]
    dW = Tensor(repeating: 0, shape: [fanOut, inputs])
    db = Tensor(repeating: 0, shape: [fanOut])
    var toInput = Tensor(repeating: 0, shape: [N, inputs])
    for example in 0..<N {
      for wRow in 0..<fanOut {
        let err = dOut[[example, wRow]]
        db[wRow] += err
        for i in 0..<inputs {
          dW[[wRow, i]] += err * input[[example, i]]
          toInput[[example, i]] += err * W[[wRow, i]]
        }
      }
    }
    return toInput
  }

  mutating func forward(_ inp: Tensor) -> Tensor {
    input = inp
    let N = inp.shape[0]
    let inputs = W.shape[1]
    let fanOut = W.shape[0]
    var result = Tensor(repeating: 0, shape: [N, fanOut])
    for example in 0..<N {
      for wRow in 0..<fanOut {
        var sum = Float(b[wRow])
        for i in 0..<inputs {
          sum += Float(inp[[example, i]]) * Float(W[[wRow, i]])
        }
        result[[example, wRow]] = Double(sum)
      }
    }
    return result
  }
}
