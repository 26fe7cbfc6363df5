import GradusKit

/// Memory that is asked for once for each shape.
private struct Buffer {
  var tensor = Tensor(0)

  mutating func fit(_ shape: [Int]) {
    if tensor.shape != shape { tensor = Tensor(repeating: 0, shape: shape) }
  }
}

struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)

  private var input = Tensor(0)
  private var slopes = Buffer()

  mutating func forward(_ x: Tensor) -> Tensor {
    input = x
    let (rows, columns) = (x.shape[2], x.shape[3])
    let height = (rows + 2 * padding - W.shape[2]) / stride + 1
    let width = (columns + 2 * padding - W.shape[3]) / stride + 1
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count, height, width])
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        for h in 0..<height {
          for w in 0..<width {
            var total = b[o]
            for i in 0..<x.shape[1] {
              for r in 0..<W.shape[2] {
                for c in 0..<W.shape[3] {
                  let (p, q) = (h * stride + r - padding, w * stride + c - padding)
                  if (0..<rows).contains(p) && (0..<columns).contains(q) {
                    total += x[n, i, p, q] * W[o, i, r, c]
                  }
                }
              }
            }
            y[n, o, h, w] = total
          }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    slopes.fit(input.shape)
    dW = Tensor(repeating: 0, shape: W.shape)
    db = Tensor(repeating: 0, shape: b.shape)
    let (rows, columns) = (input.shape[2], input.shape[3])
    for n in 0..<dy.shape[0] {
      for o in 0..<dy.shape[1] {
        for h in 0..<dy.shape[2] {
          for w in 0..<dy.shape[3] {
            db[o] += dy[n, o, h, w]
            for i in 0..<input.shape[1] {
              for r in 0..<W.shape[2] {
                for c in 0..<W.shape[3] {
                  let (p, q) = (h * stride + r - padding, w * stride + c - padding)
                  if (0..<rows).contains(p) && (0..<columns).contains(q) {
                    dW[o, i, r, c] += dy[n, o, h, w] * input[n, i, p, q]
                    slopes.tensor[n, i, p, q] += dy[n, o, h, w] * W[o, i, r, c]
                  }
                }
              }
            }
          }
        }
      }
    }
    return slopes.tensor
  }
}
