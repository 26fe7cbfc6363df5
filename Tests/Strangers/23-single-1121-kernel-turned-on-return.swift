import GradusKit

struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var input = Tensor(0)

  private func pixel(_ x: Tensor, _ n: Int, _ i: Int, _ row: Int, _ column: Int) -> Double {
    guard row >= 0, row < x.shape[2], column >= 0, column < x.shape[3] else { return 0 }
    return x[n, i, row, column]
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    input = x
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
                  sum += W[o, i, r, c] * pixel(x, n, i, h * stride + r - padding, w * stride + c - padding)
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
    dW = .zeros(like: W)
    db = .zeros(like: b)
    var dx = Tensor.zeros(like: input)
    let (R, C) = (W.shape[2], W.shape[3])
    for n in 0..<dy.shape[0] {
      for o in 0..<dy.shape[1] {
        for h in 0..<dy.shape[2] {
          for w in 0..<dy.shape[3] {
            let slope = dy[n, o, h, w]
            db[o] += slope
            for i in 0..<W.shape[1] {
              for r in 0..<R {
                let row = h * stride + r - padding
                if row < 0 || row >= input.shape[2] { continue }
                for c in 0..<C {
                  let column = w * stride + c - padding
                  if column < 0 || column >= input.shape[3] { continue }
                  dW[o, i, r, c] += slope * input[n, i, row, column]
                  dx[n, i, row, column] += slope * W[o, i, R - 1 - r, C - 1 - c]
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
