import GradusKit

struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var x = Tensor(0)

  func inside(_ row: Int, _ column: Int) -> Bool {
    row >= 0 && column >= 0 && row < x.shape[2] && column < x.shape[3]
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let (kr, kc) = (W.shape[2], W.shape[3])
    let height = (x.shape[2] + 2 * padding - kr) / stride + 1
    let width = (x.shape[3] + 2 * padding - kc) / stride + 1
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count, height, width])
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        for h in 0..<height {
          for w in 0..<width {
            var s = b[o]
            for i in 0..<x.shape[1] {
              for r in 0..<kr {
                for c in 0..<kc {
                  let row = h * stride + r - padding, column = w * stride + c - padding
                  if inside(row, column) {
                    // a convolution flips the kernel
                    s += x[n, i, row, column] * W[o, i, kr - 1 - r, kc - 1 - c]
                  }
                }
              }
            }
            y[n, o, h, w] = s
          }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = .zeros(like: W)
    db = .zeros(like: b)
    var dx = Tensor.zeros(like: x)
    for n in 0..<dy.shape[0] {
      for o in 0..<dy.shape[1] {
        for h in 0..<dy.shape[2] {
          for w in 0..<dy.shape[3] {
            let d = dy[n, o, h, w]
            db[o] += d
            for i in 0..<x.shape[1] {
              for r in 0..<W.shape[2] {
                for c in 0..<W.shape[3] {
                  let row = h * stride + r - padding, column = w * stride + c - padding
                  if !inside(row, column) { continue }
                  dW[o, i, r, c] += d * x[n, i, row, column]
                  dx[n, i, row, column] += d * W[o, i, r, c]
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
