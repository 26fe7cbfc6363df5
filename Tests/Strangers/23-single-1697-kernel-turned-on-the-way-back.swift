import GradusKit

struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let height = (x.shape[2] + 2 * padding - W.shape[2]) / stride + 1
    let width = (x.shape[3] + 2 * padding - W.shape[3]) / stride + 1
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count, height, width])
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        for h in 0..<height {
          for w in 0..<width {
            var sum = b[o]
            for i in 0..<W.shape[1] {
              for r in 0..<W.shape[2] {
                for c in 0..<W.shape[3] {
                  let row = h * stride + r - padding
                  let column = w * stride + c - padding
                  if row >= 0 && row < x.shape[2] && column >= 0 && column < x.shape[3] {
                    sum += x[n, i, row, column] * W[o, i, r, c]
                  }
                }
              }
            }
            y[n, o, h, w] = sum
          }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = Tensor.zeros(like: W)
    db = Tensor.zeros(like: b)
    var dx = Tensor.zeros(like: x)
    let R = W.shape[2], C = W.shape[3]
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        for h in 0..<dy.shape[2] {
          for w in 0..<dy.shape[3] {
            let d = dy[n, o, h, w]
            db[o] += d
            for i in 0..<W.shape[1] {
              for r in 0..<R {
                for c in 0..<C {
                  let row = h * stride + r - padding
                  let column = w * stride + c - padding
                  guard row >= 0 && row < x.shape[2] && column >= 0 && column < x.shape[3] else { continue }
                  dW[o, i, r, c] += d * x[n, i, row, column]
                  // full convolution with the rotated kernel
                  dx[n, i, row, column] += d * W[o, i, R - 1 - r, C - 1 - c]
                }
              }
            }
          }
        }
      }
    }
    return dx
  }
}
