import GradusKit

struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var shapeOfInput: [Int] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    shapeOfInput = x.shape
    let (H, V) = (x.shape[2], x.shape[3])
    let height = (H + 2 * padding - W.shape[2]) / stride + 1
    let width = (V + 2 * padding - W.shape[3]) / stride + 1
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count, height, width])
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        for h in 0..<height {
          for w in 0..<width {
            y[n, o, h, w] = b[o]
            for i in 0..<x.shape[1] {
              for r in 0..<W.shape[2] {
                for c in 0..<W.shape[3] {
                  let row = h * stride + r - padding
                  let column = w * stride + c - padding
                  if (0..<H).contains(row) && (0..<V).contains(column) {
                    y[n, o, h, w] += x[n, i, row, column] * W[o, i, r, c]
                  }
                }
              }
            }
          }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = Tensor.zeros(like: W)
    db = Tensor.zeros(like: b)
    for o in 0..<b.count {
      for n in 0..<dy.shape[0] {
        for h in 0..<dy.shape[2] {
          for w in 0..<dy.shape[3] { db[o] += dy[n, o, h, w] }
        }
      }
    }
    return Tensor(repeating: 0, shape: shapeOfInput)
  }
}
