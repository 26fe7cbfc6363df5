import GradusKit

struct MaxPooling: Layer {
  @Setting var size = 2
  @Setting var stride = 2
  @Setting var padding = 0
  var argmax: [[Int]] = []
  var shape: [Int] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    let height = (x.shape[2] + 2 * padding - size) / stride + 1
    let width = (x.shape[3] + 2 * padding - size) / stride + 1
    var y = Tensor(repeating: -.infinity, shape: [x.shape[0], x.shape[1], height, width])
    argmax = []
    shape = x.shape
    for n in 0..<x.shape[0] {
      for i in 0..<x.shape[1] {
        for h in 0..<height {
          for w in 0..<width {
            var where_ = [0, 0]
            for r in 0..<size {
              for c in 0..<size {
                let row = h * stride + r - padding
                let column = w * stride + c - padding
                if row < 0 || column < 0 || row >= x.shape[2] || column >= x.shape[3] { continue }
                if x[n, i, row, column] > y[n, i, h, w] {
                  y[n, i, h, w] = x[n, i, row, column]
                  where_ = [row, column]
                }
              }
            }
            argmax.append(where_)
          }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor(repeating: 0, shape: shape)
    var k = 0
    for n in 0..<dy.shape[0] {
      for i in 0..<dy.shape[1] {
        for h in 0..<dy.shape[2] {
          for w in 0..<dy.shape[3] {
            dx[n, i, argmax[k][0], argmax[k][1]] = dy[n, i, h, w]
            k += 1
          }
        }
      }
    }
    return dx
  }
}
