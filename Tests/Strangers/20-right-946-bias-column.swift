import GradusKit

infix operator <*>: MultiplicationPrecedence
func <*> (a: Tensor, b: Tensor) -> Tensor { matmul(a, b) }

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)

  struct Memory { let xT: Tensor, ones: Tensor }
  var memory: Memory?

  mutating func forward(_ x: Tensor) -> Tensor {
    let ones = Tensor(repeating: 1, shape: [x.shape[0], 1])
    memory = Memory(xT: x.transposed(), ones: ones)
    return ones <*> b.reshaped(1, -1) + (W <*> x.transposed()).transposed()
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    guard let memory else { fatalError("forward first") }
    dW = (memory.xT <*> dy).transposed()
    db = (memory.ones.transposed() <*> dy).reshaped(-1)
    return dy <*> W
  }
}
